import { describe, expect, test } from 'vitest';
import { refuse, unwrap, type Result } from '../refusal.ts';
import { libraryHashes, proofOf, type DrawInputs } from './draw.testing.ts';
import { saltedId } from './hashes.ts';
import { freeze, freezePool, makeProof } from './make-proof.ts';
import type { Proof } from './proof-schema.ts';
import { findOwnEntry } from './own-entry.ts';
import { verifyProof, type Known } from './verify.ts';

const inputs: DrawInputs = {
  entries: Array.from({ length: 12 }, (_, at) => ({
    id: `虚构厂${at}`,
    stratum: at < 5 ? 'A' : 'B',
    weight: (at % 10) + 1,
  })),
  quotas: [
    { stratum: 'A', quota: 2 },
    { stratum: 'B', quota: 3 },
  ],
  seed: '0f'.repeat(32),
  value: '07 11 19 23 30 31 06',
  assignment: {
    groups: [{ name: 'g', strata: ['A', 'B'] }],
    inspectors: Array.from({ length: 4 }, (_, at) => ({ id: `p${at}`, group: 'g', load: 0 })),
    laboratories: [
      { id: 'l1', group: 'g', load: 0, share: 2 },
      { id: 'l2', group: 'g', load: 0, share: 1 },
    ],
    conflicts: [['p0', '虚构厂0']],
  },
};
const proof = proofOf(inputs);
const parts = (other: unknown, known?: Known): string[] => [
  ...new Set(verifyProof(other, libraryHashes, known).map(({ part }) => part)),
];
const edit = (change: (copy: { -readonly [K in keyof Proof]: Proof[K] }) => void): Proof => {
  const copy = structuredClone(proof);
  change(copy);
  return copy;
};
const line = (text: string | undefined, from: RegExp, to: string): string => (text ?? '').replace(from, to);

describe('a fault is named after what was changed', () => {
  test.each([
    ['the seed', edit((p) => void (p.seed = `1${p.seed.slice(1)}`)), 'seed', '种子与承诺不符'],
    ['the commitment', edit((p) => void (p.commitment = 'a'.repeat(64))), 'seed', '种子与承诺不符'],
    [
      'a weight',
      edit((p) => void (p.pool = p.pool.with(3, line(p.pool[3], /,\d+$/, ',9')))),
      'pool',
      '名单、权重或摘要被改动',
    ],
    [
      'a weight out of bounds',
      edit((p) => void (p.pool = p.pool.with(3, line(p.pool[3], /,\d+$/, ',11')))),
      'pool',
      '第 4 位',
    ],
    [
      'an id',
      edit((p) => void (p.pool = p.pool.with(3, line(p.pool[3], /厂/, '场')))),
      'pool',
      '名单、权重或摘要被改动',
    ],
    ['an entry left out', edit((p) => void (p.pool = p.pool.slice(0, -1))), 'pool', '名单、权重或摘要被改动'],
    [
      'a quota',
      edit((p) => void (p.quotas = [{ stratum: 'A', quota: 3 }, ...p.quotas.slice(1)])),
      'inputs',
      '抽取数量',
    ],
    [
      'a conflict',
      edit((p) => void (p.assignment = { ...(p.assignment as NonNullable<Proof['assignment']>), conflicts: [] })),
      'inputs',
      '回避关系',
    ],
    ['the entropy', edit((p) => void (p.entropy = { ...p.entropy, value: '07' })), 'result', '公共随机数'],
    [
      'the source of the entropy',
      edit((p) => void (p.entropy = { ...p.entropy, issue: '2026-11-26' })),
      'inputs',
      '来源',
    ],
    ['the result', edit((p) => void (p.result = p.result.toReversed())), 'result', '抽取结果被改动：第 1 个'],
    ['a result left out', edit((p) => void (p.result = p.result.slice(1))), 'result', '应有 5 个'],
    ['the digest of the result', edit((p) => void (p.resultDigest = 'a'.repeat(64))), 'result', '结果摘要'],
    ['a time', edit((p) => void (p.times = { frozen: '2026-11-23T09:00:00+08:00' })), 'seal', '时间'],
    ['the algorithm', { ...proof, algorithm: 'zhijian-draw/2' }, 'file', '“algorithm”'],
    ['an unknown member', { ...proof, note: '' }, 'file', '“note”'],
    ['the whole', [], 'file', '不是抽取证明文件'],
  ])('%s', (_what, other, part, words) => {
    const faults = verifyProof(other, libraryHashes);
    expect(faults.map((fault) => fault.part)).toContain(part);
    const said = faults.filter((fault) => fault.part === part).map(({ text }) => text.zh);
    expect(said.join('；')).toContain(words);
  });

  test('a proof made anew from another seed fits itself, and not what was published', () => {
    const other = proofOf({ ...inputs, seed: 'ee'.repeat(32) });
    expect(parts(other)).toEqual([]);
    expect(parts(other, { commitment: proof.commitment })).toEqual(['published']);
    expect(parts(other, { frozenDigest: proof.frozenDigest })).toEqual(['published']);
  });

  test('the pool in hand is compared entry by entry', () => {
    const pool = (change: (entries: DrawInputs['entries']) => DrawInputs['entries']) => ({
      pool: unwrap(freezePool(change(inputs.entries))),
    });
    expect(
      parts(
        proof,
        pool((entries) => entries.toReversed()),
      ),
    ).toEqual([]);
    const [fault] = verifyProof(
      proof,
      libraryHashes,
      pool((entries) => entries.with(0, { ...inputs.entries[0]!, weight: 7 })),
    );
    expect(fault?.text.zh).toContain('第 1 位：文件为“1,A,虚构厂0,1”，手中为“1,A,虚构厂0,7”');
    expect(
      parts(
        proof,
        pool((entries) => entries.slice(0, -1)),
      ),
    ).toEqual(['pool']);
  });
});

test('what is published at the freeze is what the proof has', () => {
  const { commitment, entropy, poolDigest, frozenDigest } = proof;
  const pool = unwrap(freezePool(inputs.entries));
  const { quotas, assignment } = inputs;
  const frozen = freeze(libraryHashes, { commitment, entropy, pool, quotas, ...(assignment ? { assignment } : {}) });
  expect(unwrap(frozen)).toEqual({ poolDigest, frozenDigest });
});

test('a firm finds its entry with its own salt, and with that alone', () => {
  const salts = new Map(inputs.entries.map(({ id }, at) => [id, String(at % 10).repeat(32)]));
  const salted = inputs.entries.map(({ id, ...rest }) => ({
    ...rest,
    id: saltedId(libraryHashes, salts.get(id) ?? '', id),
  }));
  const { assignment: _without, ...bare } = inputs;
  const hidden: Proof = { ...proofOf({ ...bare, assignment: undefined, entries: salted }), ids: 'salted' };
  expect(JSON.stringify(hidden)).not.toContain('虚构厂');
  const own = findOwnEntry(hidden, libraryHashes, '虚构厂3', salts.get('虚构厂3') ?? '');
  expect(own).toMatchObject({ stratum: 'A', weight: 4 });
  expect(own?.drawn).toEqual(hidden.result.find(({ place }) => place === own?.place));
  expect(findOwnEntry(hidden, libraryHashes, '虚构厂3', salts.get('虚构厂4') ?? '')).toBeUndefined();
  expect(findOwnEntry(hidden, libraryHashes, '虚构厂3', 'not hexadecimal')).toBeUndefined();
  expect(findOwnEntry(proof, libraryHashes, '虚构厂3', '')).toMatchObject({ weight: 4 });
});

describe('a draw is refused', () => {
  const make = (change: Partial<DrawInputs>): Result<Proof> => {
    const { seed, value, entries, quotas, assignment } = { ...inputs, ...change };
    const pool = freezePool(entries);
    if (!pool.ok) return pool;
    return makeProof(libraryHashes, {
      commitment: proof.commitment,
      seed,
      entropy: { source: '', issue: '', value },
      ids: 'plain',
      pool: pool.value,
      quotas,
      ...(assignment ? { assignment } : {}),
    });
  };
  const [first] = inputs.entries;
  const people = inputs.assignment!;

  test.each([
    ['an empty pool', { entries: [] }, refuse('draw-pool-empty')],
    ['a weight of half', { entries: [{ ...first!, weight: 0.5 }] }, refuse('draw-weight', { row: 1, weight: '0.5' })],
    ['an id that stands twice', { entries: [first!, first!] }, refuse('draw-id-repeated', { row: 2, id: first!.id })],
    [
      'an id with a comma',
      { entries: [{ ...first!, id: 'a,b' }] },
      refuse('draw-name-unusable', { row: 1, name: 'a,b' }),
    ],
    ['a seed that was not committed', { seed: 'aa'.repeat(16) }, refuse('draw-seed-not-committed')],
  ])('for %s', (_what, change, refusal) => {
    expect(make(change)).toEqual(refusal);
  });

  test('for inputs that do not fit together, saying which', () => {
    const why = (change: Partial<DrawInputs>): string => {
      const result = make(change);
      return result.ok ? '' : result.refusal.text.en;
    };
    expect(why({ quotas: [{ stratum: 'C', quota: 1 }] })).toContain('no stratum “C”');
    expect(why({ quotas: [...inputs.quotas, ...inputs.quotas] })).toContain('given twice');
    expect(why({ quotas: [{ stratum: 'A', quota: 1.5 }] })).toContain('no whole number');
    expect(why({ assignment: { ...people, groups: [] } })).toContain('“p0” does not exist');
    expect(why({ assignment: { ...people, conflicts: [['p1', '别家']] } })).toContain('not in the pool');
    expect(why({ assignment: { ...people, inspectors: [...people.inspectors, people.inspectors[0]!] } })).toContain(
      'twice',
    );
  });

  test('where fewer than two inspectors, or no laboratory, qualify: the visit is named', () => {
    const one = make({ assignment: { ...people, inspectors: people.inspectors.slice(0, 1) } });
    expect(one).toMatchObject({ ok: false, refusal: { code: 'draw-too-few-qualify' } });
    expect(one.ok ? '' : one.refusal.text.zh).toContain(
      `第 1 个抽查对象（层“A”，编号 ${proof.result[0]?.id}）可派的检查人员不足两名`,
    );
    const groups = [...people.groups, { name: 'h', strata: ['A'] }];
    const none = make({
      assignment: { ...people, groups, laboratories: people.laboratories.map((each) => ({ ...each, group: 'h' })) },
    });
    expect(none.ok ? '' : none.refusal.text.zh).toContain('第 3 个抽查对象（层“B”');
    expect(none.ok ? '' : none.refusal.text.zh).toContain('没有可承检的检验机构');
  });
});
