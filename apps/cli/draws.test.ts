import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proofSchema } from '#foundation/draw/proof-schema.ts';

const main = fileURLToPath(new URL('draws.testing.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'zhijian-draws-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

const zhijian = (
  ...parameters: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly said: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [main, 'draw', ...parameters], { cwd: folder }, (_error, out, said) =>
      resolve({ code: child.exitCode ?? -1, out, said }),
    );
  });

const rows = Array.from({ length: 60 }, (_, n) => `虚构厂${n},${(n % 10) + 1},${n % 3 === 0 ? '甲市' : '乙市'}`);
const pool = `id,weight,stratum\n${rows.join('\n')}\n`;
const fixed = ['--seed', '0f'.repeat(32), '--entropy', '07 11 19 23'];

beforeAll(async () => {
  writeFileSync(at('pool.csv'), pool);
  await zhijian('run', '--pool', 'pool.csv', '--n', '9', ...fixed, '--out', 'proof.json');
});
const proof = () => proofSchema.parse(JSON.parse(readFileSync(at('proof.json'), 'utf8')));

describe('draw run', () => {
  test('writes a proof, divides the number over the strata, and repeats itself from the same seed and entropy', async () => {
    const again = await zhijian('run', '--pool', 'pool.csv', '--n', '9', ...fixed, '--out', 'again.json', '--json');
    expect(again).toMatchObject({ code: 0, said: '' });
    expect(readFileSync(at('again.json'), 'utf8')).toBe(readFileSync(at('proof.json'), 'utf8'));
    expect(proof().quotas).toEqual([
      { stratum: '乙市', quota: 6 },
      { stratum: '甲市', quota: 3 },
    ]);
    expect(JSON.parse(again.out).drawn).toHaveLength(9);
  });

  test('takes a number for each stratum, hides the ids behind salts, and makes a seed of its own', async () => {
    const parameters = ['--pool', 'pool.csv', '--n', '甲市=2,乙市=1', '--salted', 'salted.csv', '--out', 'hidden.json'];
    const made = await zhijian('run', ...parameters, '--json');
    expect(made.code).toBe(0);
    expect(readFileSync(at('hidden.json'), 'utf8')).not.toContain('虚构厂');
    expect(JSON.parse(made.out).drawn[0].id).toContain('虚构厂');
    expect((await zhijian('verify', 'hidden.json', '--pool', 'salted.csv')).code).toBe(0);
    expect(await zhijian('verify', 'hidden.json', '--pool', 'pool.csv')).toMatchObject({ code: 2 });
  });

  test.each([
    ['a weight of 11', 'id,weight\na,11\n', '1', '第 2 行的权重“11”应为 1 至 10 的整数'],
    ['a weight of half', 'id,weight\na,0.5\n', '1', '权重“0.5”'],
    ['an id that stands twice', 'id,weight\na,1\nb,1\na,2\n', '1', '第 4 行的编号“a”重复出现'],
    ['no entry', 'id,weight\n', '1', '名单是空的'],
    ['an empty file', '', '1', '文件是空的'],
    ['no column of weights', 'id,stratum\na,b\n', '1', '缺少必需的列：weight'],
    ['more than there are', 'id,weight\na,1\n', '2', '而名单中只有 1 个'],
    ['a stratum that is not there', 'id,weight\na,1\n', 'x=1', '名单中没有层“x”'],
    ['no number', 'id,weight\na,1\n', 'many', '应为整数，或“层=数量”'],
  ])('%s is refused in words', async (_what, text, n, words) => {
    writeFileSync(at('bad.csv'), text);
    const { code, said } = await zhijian('run', '--pool', 'bad.csv', '--n', n, '--out', 'bad.json');
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(said).not.toContain('    at ');
  });
});

describe('draw verify', () => {
  test('holds with the pool in whatever order and encoding', async () => {
    writeFileSync(at('turned.csv'), `\uFEFFid,weight,stratum\r\n${rows.toReversed().join('\r\n')}\r\n`);
    const { code, out } = await zhijian('verify', 'proof.json', '--pool', 'turned.csv');
    expect(code).toBe(0);
    expect(out).toContain('核验通过：名单 60 个，抽取 9 个');
    const { commitment, poolDigest } = proof();
    const noted = ['--commitment', commitment, '--pool-digest', poolDigest];
    expect((await zhijian('verify', 'proof.json', ...noted)).code).toBe(0);
    expect((await zhijian('verify', 'proof.json', '--commitment', poolDigest)).code).toBe(3);
  });

  test.each([
    ['a weight of the pool', 'pool.csv', '虚构厂7,8', '虚构厂7,9', 'pool'],
    ['an id of the pool', 'pool.csv', '虚构厂7,', '虚构广7,', 'pool'],
    ['a line feed of the pool', 'pool.csv', '\n虚构厂7', '"虚构厂7', 'pool'],
    ['a quotation mark in the pool', 'pool.csv', '\n虚构厂7', '\n"构厂7', 'pool'],
    ['a weight of the proof', 'proof.json', '虚构厂7,8', '虚构厂7,9', 'pool'],
    ['the seed', 'proof.json', '"seed":"0', '"seed":"1', 'seed'],
    ['the entropy', 'proof.json', '07 11', '07 12', 'result'],
    ['the result', 'proof.json', '"rank":2,', '"rank":3,', 'result'],
    ['the form', 'proof.json', '{', '[', 'file'],
  ])('%s: one changed byte ends in 3 and says what it was', async (_what, file, from, to, part) => {
    const name = `changed-${file}`;
    writeFileSync(at(name), readFileSync(at(file), 'utf8').replace(from, to));
    const parameters = file === 'pool.csv' ? ['proof.json', '--pool', name] : [name];
    const { code, out } = await zhijian('verify', ...parameters, '--json');
    expect(code).toBe(3);
    const { holds, faults } = JSON.parse(out);
    expect(holds).toBe(false);
    expect(faults.map((fault: { readonly part: string }) => fault.part)).toContain(part);
  });

  test('a file that is not there, is a folder, or has 500 MB is wrong use', async () => {
    writeFileSync(at('huge.json'), '');
    truncateSync(at('huge.json'), 500 * 1024 * 1024);
    for (const [file, words] of [
      ['nothing.json', '没有这个文件'],
      ['.', '这是一个目录'],
      ['huge.json', '文件过大：500 MB，上限为 256 MB'],
    ] as const) {
      const { code, said } = await zhijian('verify', file);
      expect(code).toBe(2);
      expect(said).toContain(words);
    }
    expect((await zhijian('verify', 'proof.json', '--pool', 'nothing.csv')).code).toBe(2);
  });
});
