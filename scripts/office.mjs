import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root, say, stop } from './setup.mjs';

const built = join(root, 'apps/office/dist/index.html');
const sources = ['apps/office', 'foundation', 'platform', 'registers', 'regimes'];
const single = ['package-lock.json', 'vite.config.ts', 'regimes/office.ts'];

/** The latest change in a folder, in milliseconds, leaving out what was built, and tests. */
const latest = (folder) => {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) time = Math.max(time, entry.name === 'dist' ? 0 : latest(path));
    else if (!/\.test\.tsx?$|\.md$|\.sql$/.test(entry.name)) time = Math.max(time, statSync(path).mtimeMs);
  }
  return time;
};

const isBuilt = () => {
  if (!existsSync(built)) return false;
  const folders = sources.map((name) => join(root, name)).filter((path) => existsSync(path));
  const files = single.map((name) => join(root, name)).filter((path) => existsSync(path));
  const changed = Math.max(...folders.map(latest), ...files.map((path) => statSync(path).mtimeMs));
  return statSync(built).mtimeMs >= changed;
};

/** Builds the office's pages unless they are built and nothing they are made of has changed since. */
export const buildOffice = (node) => {
  if (!existsSync(join(root, 'apps/office/index.html')) || isBuilt()) return;
  say('正在生成网页…… / Building the web pages …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: environment(),
  });
  if (status !== 0) stop('网页生成失败。/ The web pages could not be built.');
};
