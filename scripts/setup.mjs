// Plain JavaScript that any Node from 18 on can run: it brings the machine to where the rest of the program can start.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const platform = process.platform === 'win32' ? 'win' : process.platform;
const bundledNode = join(
  root,
  `node_modules/node-${platform}-${process.arch}/bin/node${process.platform === 'win32' ? '.exe' : ''}`,
);

/** Prints to the error stream: standard output belongs to what the commands answer. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Ends the program with a message. */
export const stop = (text, code = 3) => {
  say(text);
  process.exit(code);
};

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
};

/** True when what is installed is what the lock file says; npm keeps its own record of what it has installed. */
const isInstalled = () => {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
};

const youngObjects = '--max-semi-space-size=16';

/**
 * An environment in which the installed tools and the bundled Node come first. Young objects get 16 MiB: with the 32 that Node would
 * take, an import of a million rows passes 600 MB. What NODE_OPTIONS says already goes before. What Node has compiled once it keeps
 * beside the packages, where the next installation clears it away; where it may not write it compiles again.
 */
export const environment = (options = youngObjects) => ({
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
  ...process.env,
  NODE_OPTIONS: `${options} ${process.env.NODE_OPTIONS ?? ''}`.trim(),
  PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
});

/**
 * The environment of the program itself. Where Node would allow itself 2 GiB of old objects or more it lets their garbage grow to four
 * times what is alive before it clears it, below 2 GiB to twice; nothing that the program does needs half of that.
 */
export const programEnvironment = () => {
  const memory = Math.min(totalmem(), process.constrainedMemory?.() || Infinity);
  return environment(memory < 8 * 2 ** 30 ? youngObjects : `${youngObjects} --max-old-space-size=2000`);
};

const install = () => {
  say('正在安装程序组件（npm ci）…… / Installing packages (npm ci) …');
  // Errors only: an old Node draws a warning from many a package, and is not what the program runs on.
  const parameters = ['ci', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2], env: process.env };
  // npm started from npm: the same npm again. Otherwise whatever the machine calls npm.
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...parameters], options)
    : spawnSync('npm', parameters, { ...options, shell: process.platform === 'win32' });
  if (result.status === 0) return;
  stop(
    [
      '安装未完成。请检查网络和 npm 的软件源设置（npm config get registry），然后重试；也可以先单独运行 npm ci 查看原因。',
      'The installation did not finish. Check the network and the registry npm uses (npm config get registry) and try again; npm ci by itself shows the reason.',
    ].join('\n'),
  );
};

const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);

/** The Node that runs the program: the bundled one, else the present one where it is new enough. */
const findNode = () => {
  if (existsSync(bundledNode)) return bundledNode;
  if (major(process.version) >= 24) return process.execPath;
  return stop(
    `本机（${process.platform}-${process.arch}）没有随附的 Node 24，请自行安装 Node 24 或更高版本。\n` +
      `No Node 24 comes along for this machine (${process.platform}-${process.arch}); install Node 24 or later.`,
  );
};

/** Installs what is missing and gives the path of the Node that everything else runs on. */
export const setup = () => {
  if (major(process.version) < 18) stop('需要 Node 18 或更高版本。/ Node 18 or later is needed.');
  if (!isInstalled()) install();
  return findNode();
};
