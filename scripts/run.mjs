import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programEnvironment, root, say } from './setup.mjs';

/**
 * Runs a program of the repository on the given Node and ends as it ends. Signals are passed on; should this process be
 * killed, the program notices and stops as if it had been asked to.
 */
export const run = (node, script, parameters) => {
  const watch = pathToFileURL(join(root, 'scripts/parent-watch.mjs')).href;
  const child = spawn(node, ['--import', watch, join(root, script), ...parameters], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: programEnvironment(),
  });
  // Ctrl-C in a terminal reaches the program by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm starts a shell between itself and us, which does not pass signals on: when it is gone, npm was told to stop.
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  }
  child.once('error', (error) => {
    say(error.message);
    process.exit(3);
  });
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};
