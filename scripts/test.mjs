import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from './pages.mjs';
import { environment, root, setup, stop } from './setup.mjs';
import { stages } from './test-stages.mjs';

const node = setup();
const wanted = process.argv.slice(2);
const known = stages();
const unknown = wanted.filter((name) => !known.some((stage) => stage.name === name));
if (unknown.length > 0)
  stop(`unknown: ${unknown.join(', ')}. The stages are: ${known.map(({ name }) => name).join(', ')}`, 2);
const chosen = wanted.length > 0 ? known.filter(({ name }) => wanted.includes(name)) : known;

const scratch = mkdtempSync(join(tmpdir(), 'zhijian-stages-'));

const counts = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Runs one stage; a stage that is not counted test by test counts as one. */
const runStage = (stage) => {
  if (stage.skip) return { stage, passed: 0, failed: 0, skipped: [stage.skip], failures: [], seconds: 0 };
  process.stdout.write(`\n── ${stage.title} ──\n`);
  const started = Date.now();
  if (stage.office) buildPages(node);
  const file = join(scratch, `${stage.name}.json`);
  const [tool, ...parameters] = stage.command;
  const { status } = spawnSync(tool, parameters, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment(), ...stage.environment, ZHIJIAN_TEST_SUMMARY: file },
    shell: process.platform === 'win32',
  });
  const seconds = (Date.now() - started) / 1000;
  const counted = stage.counted ? counts(file) : undefined;
  if (counted) {
    const silent = status !== 0 && counted.failed === 0 ? 1 : 0;
    return { stage, ...counted, failed: counted.failed + silent, seconds };
  }
  const failed = status === 0 ? 0 : 1;
  return { stage, passed: 1 - failed, failed, skipped: [], failures: failed ? [stage.title] : [], seconds };
};

const results = chosen.map(runStage);
rmSync(scratch, { recursive: true, force: true });

const print = (text) => process.stdout.write(`${text}\n`);
const width = Math.max(...results.map(({ stage }) => stage.title.length));
const row = (title, ...cells) => print(title.padEnd(width) + cells.map((text) => String(text).padStart(9)).join(''));

print('');
row('stage', 'passed', 'failed', 'skipped', 'seconds');
for (const { stage, passed, failed, skipped, seconds } of results)
  row(stage.title, passed, failed, skipped.length, seconds.toFixed(1));

const failures = results.flatMap((result) => result.failures);
if (failures.length > 0) print(`\nfailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);

const reasons = new Map();
for (const reason of results.flatMap((result) => result.skipped)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
if (reasons.size > 0)
  print(`\nskipped:\n${[...reasons].map(([reason, times]) => `  ${times} × ${reason}`).join('\n')}`);

const sum = (key) =>
  results.reduce((total, result) => total + (key === 'skipped' ? result.skipped.length : result[key]), 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
print(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
