import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerAccount } from './types.ts';

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program as the server's account and gathers what it says. Never throws: a program that can't start has code null. */
export const runAs = async (
  account: ServerAccount | undefined,
  program: string,
  parameters: readonly string[],
  directory: string,
): Promise<Outcome> => {
  try {
    const child = spawn(program, parameters, {
      cwd: directory,
      // The server's messages are read by this program and by operators: plain English, no locale of the machine.
      env: {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        LC_ALL: 'C',
        TZ: 'UTC',
        ...(process.platform === 'win32' ? process.env : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...account,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    // `exit`, not `close`: a server started by pg_ctl may keep the pipes open.
    const [code] = (await once(child, 'exit')) as [number | null];
    child.stdout.destroy();
    child.stderr.destroy();
    return { code, output: output.trim() };
  } catch (error) {
    return { code: null, output: error instanceof Error ? error.message : String(error) };
  }
};
