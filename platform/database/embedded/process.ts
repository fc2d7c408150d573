import { readFileSync } from 'node:fs';

/** True when a process of this number exists, whoever owns it. */
export const isPresent = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** True when the process exists and has not ended: in a container nobody may collect the dead. */
export const isAlive = (pid: number): boolean => {
  if (!isPresent(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
