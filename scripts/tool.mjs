import { spawnSync } from 'node:child_process';
import { environment, root, setup } from './setup.mjs';

// Runs an installed tool on the bundled Node: `npm run format`, `npm run bench`.
setup();
const [tool, ...parameters] = process.argv.slice(2);
const { status } = spawnSync(tool, parameters, {
  cwd: root,
  stdio: 'inherit',
  env: environment(),
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 3;
