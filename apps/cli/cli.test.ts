import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProgram } from './program.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhijian-cli-'));
  await writeFile(join(folder, 'all.csv'), '实测值,标准值\n5,≤6\n7,≤6\n');
  await writeFile(join(folder, 'some.csv'), '实测值,标准值\n5,≤6\n约五,≤6\n');
  await writeFile(join(folder, 'other.csv'), '检验项目,结果\n甲,5\n');
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const zhijian = (...parameters: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [main, '--data', join(folder, 'data'), ...parameters], (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

test('the help names every command with its whole name', () => {
  const help = makeProgram().helpInformation();
  for (const command of [
    'serve',
    'import results',
    'cards',
    'exposures',
    'enterprise',
    'export results',
    'judge',
    'round',
    'deadline',
    'uscc',
    'sampling-plan',
    'declared-quality',
    'draw run',
    'draw verify',
    'journal verify',
    'backup',
    'restore',
    'admin create',
  ])
    expect(help).toMatch(new RegExp(`^  ${command} `, 'm'));
});

test('every command that answers takes --json', () => {
  const leaves = makeProgram().commands.flatMap((each) => (each.commands.length === 0 ? [each] : [...each.commands]));
  for (const leaf of leaves)
    expect({ command: leaf.name(), json: leaf.options.some(({ long }) => long === '--json') }).toEqual({
      command: leaf.name(),
      json: true,
    });
});

test.each([
  [0, ['round', '12.1498', '0.1'], '12.1\n'],
  [0, ['deadline', '2001-01-15', '--days', '15'], '2001-01-31\n'],
  [1, ['uscc', '91350100M000100Y44'], '91350100M000100Y44  无效：校验码不符（GB 32100）\n'],
])('%i: %j', async (code, parameters, out) => {
  expect(await zhijian(...parameters)).toMatchObject({ code, out });
});

test.each([
  [['deadline', '2027-01-04', '--days', '5'], '2027'],
  [['judge', 'none.csv'], 'none.csv'],
  [['nonsense'], 'nonsense'],
])('wrong use is told in words and ends with 2: %j', async (parameters, named) => {
  const ended = await zhijian(...parameters);
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toContain(named);
  expect(ended.err).not.toContain('    at ');
});

test('judging ends with 0 when every row was read, 1 when one was not, 2 without the columns', async () => {
  const all = await zhijian('judge', join(folder, 'all.csv'), '--json');
  expect(all.code).toBe(0);
  expect(JSON.parse(all.out)).toMatchObject({ method: 'full', rows: [{ verdict: 'pass' }, { verdict: 'fail' }] });
  expect(await zhijian('judge', join(folder, 'some.csv'))).toMatchObject({ code: 1 });
  const other = await zhijian('judge', join(folder, 'other.csv'), '--json');
  expect(other).toMatchObject({ code: 2, out: '' });
  expect(JSON.parse(other.err)).toMatchObject({ refusal: { code: 'columns-missing' } });
});

test('wrong use is told in Chinese before the English of the library', async () => {
  for (const [parameters, words] of [
    [['cards', '--nope'], '没有“--nope”这个选项'],
    [['judge'], '缺少必需的参数“file”'],
    [['nothing-of-the-kind'], '没有“nothing-of-the-kind”这个命令'],
    [['export', 'results', '--level', 'galactic'], '--level 的值不正确'],
  ] as const) {
    const { code, err } = await zhijian(...parameters);
    expect(code).toBe(2);
    expect(err).toContain(words);
  }
});

test('a sampling plan is found as data and in words; what is wrong ends with 2 and a sentence', async () => {
  const asked = ['sampling-plan', '--lot', '500', '--level', 'II', '--aql', '1.5'];
  const plan = await zhijian(...asked, '--oc', '--json');
  expect(JSON.parse(plan.out)).toMatchObject({
    code: 'H',
    n: 50,
    ac: 2,
    re: 3,
    arrow: '',
    confirmed: true,
    all: false,
    oc: { digits: 6, producer: { nonconforming: 7 } },
  });
  const reduced = await zhijian(...asked, '--severity', 'reduced');
  expect(reduced.out).toContain('未能与标准印本逐项核对');
  const wrong = await zhijian('sampling-plan', '--lot', '500', '--aql', '1.2');
  expect([wrong.code, wrong.err.split('\n')[0]]).toEqual([2, expect.stringContaining('不在 GB/T 2828.1 所列数值中')]);
  const missing = await zhijian('sampling-plan', '--lot', '500');
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--aql')]);
  const declared = await zhijian('declared-quality', '--dql', '1.0', '--lqr', 'III', '--json');
  expect(JSON.parse(declared.out)).toMatchObject({ standard: 'GB/T 2828.4', n: 137, limit: 3 });
});
