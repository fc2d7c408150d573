import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root, say, stop } from './setup.mjs';

/** What is built: the file that says so, and the folders and files that it is made of. */
const builds = [
  {
    config: 'vite.config.ts',
    built: 'apps/office/dist/index.html',
    sources: ['apps/office', 'foundation', 'platform', 'registers', 'regimes', 'regimes/office.ts'],
  },
  {
    config: 'vite.portal.config.ts',
    built: 'apps/portal/dist/draw-check.js',
    sources: ['apps/portal/draws', 'foundation/draw', 'foundation/canonical-json.ts'],
  },
  {
    config: 'vite.field.config.ts',
    built: 'apps/field/dist/index.html',
    sources: ['apps/field', 'foundation', 'regimes/spot-checks/visits'],
  },
];

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

const changed = (path) => (statSync(path).isDirectory() ? latest(path) : statSync(path).mtimeMs);

const isBuilt = ({ config, built, sources }) => {
  const file = join(root, built);
  if (!existsSync(file)) return false;
  const paths = [...sources, config, 'package-lock.json']
    .map((name) => join(root, name))
    .filter((path) => existsSync(path));
  return statSync(file).mtimeMs >= Math.max(...paths.map(changed));
};

/** Builds the pages of office and field and the portal's script, unless they are built and nothing they are made of has changed since. */
export const buildPages = (node) => {
  const due = builds.filter((build) => existsSync(join(root, build.config)) && !isBuilt(build));
  if (due.length > 0) say('正在生成网页…… / Building the web pages …');
  for (const { config } of due) {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const { status } = spawnSync(node, [vite, 'build', '--config', config, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: environment(),
    });
    if (status !== 0) stop('网页生成失败。/ The web pages could not be built.');
  }
};
