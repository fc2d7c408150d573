import type { TextPair } from '../text-pair.ts';
import { assignVisits, inOrder } from './assign.ts';
import { canonicalJson } from '../canonical-json.ts';
import { commitmentOf, keyOf, saltedId, type Hashes } from './hashes.ts';
import { assignmentFault, quotasFault } from './inputs.ts';
import { linesOf, poolDigest, readLines, type Pool } from './pool.ts';
import { frozenDigest, resultDigest, sealOf } from './proof-digests.ts';
import type { Drawn, Proof } from './proof-schema.ts';
import { readProof } from './proof-shape.ts';
import { drawTargets } from './targets.ts';

/** The parts of a proof that hold or do not, in the order in which people check them. */
export const proofParts = ['file', 'seed', 'pool', 'inputs', 'result', 'seal', 'published'] as const;
export type ProofPart = (typeof proofParts)[number];

/** What does not hold, in words that name it. */
export interface Fault {
  readonly part: ProofPart;
  readonly text: TextPair;
}

/** What the verifier has besides the proof: the pool itself, and digests that were noted when they were published. */
export interface Known {
  /** The pool in its order with ids as the proof has them. */
  readonly pool?: Pool;
  readonly commitment?: string;
  readonly poolDigest?: string;
  readonly frozenDigest?: string;
}

const fault = (part: ProofPart, zh: string, en: string): Fault => ({ part, text: { zh, en } });

/** The first difference between the lines of the proof and those of the pool in hand, with its entry. */
const poolDifference = (lines: readonly string[], held: readonly string[]): Fault | undefined => {
  const at = held.findIndex((line, index) => line !== lines[index]);
  if (at === -1 && held.length === lines.length) return undefined;
  const place = at === -1 ? held.length : at;
  const nothing: TextPair = { zh: '（无）', en: '(nothing)' };
  const [wrote, have] = [lines[place], held[place]].map((line) =>
    line === undefined ? nothing : { zh: line, en: line },
  );
  return fault(
    'pool',
    `手中的名单与证明文件不同，第 ${place + 1} 位：文件为“${wrote?.zh}”，手中为“${have?.zh}”（依次为位次、层、编号、权重）`,
    `the pool in hand differs from the proof at place ${place + 1}: the proof has “${wrote?.en}”, the pool “${have?.en}” (place, stratum, id, weight)`,
  );
};

const words = ({ id, inspectors, laboratory }: Partial<Drawn>): string =>
  [id, inspectors?.join(' + '), laboratory].filter((part) => part !== undefined).join('，');

/** Draws again and names the first rank that comes out otherwise. */
const drawnOtherwise = (hashes: Hashes, proof: Proof, pool: Pool): Fault | undefined => {
  const { result, quotas, assignment } = proof;
  const key = keyOf(hashes, proof.seed, proof.entropy.value);
  const targets = drawTargets(hashes, key, pool, quotas);
  const assigned = assignment === undefined ? [] : assignVisits(hashes, key, targets, assignment);
  if ('lacking' in assigned)
    return fault(
      'result',
      `按文件重新抽取时，第 ${assigned.visit} 个对象没有足够的检查人员或检验机构，结果不可能由此产生`,
      `drawn again, visit ${assigned.visit} finds too few inspectors or no laboratory: the result cannot have come from these inputs`,
    );
  if (result.length !== targets.length)
    return fault(
      'result',
      `抽取结果应有 ${targets.length} 个，文件中有 ${result.length} 个`,
      `the result should hold ${targets.length}, it holds ${result.length}`,
    );
  for (const [at, { stratum, place, id }] of targets.entries()) {
    const due: Drawn = { rank: at + 1, stratum, place, id, ...assigned[at] };
    const stated = result[at] as Drawn;
    if (canonicalJson(due) === canonicalJson(stated)) continue;
    return resultDigest(hashes, result) === proof.resultDigest
      ? fault(
          'result',
          `重新抽取的结果不同：第 ${at + 1} 个应为 ${words(due)}，文件为 ${words(stated)}。结果摘要未变，改动的是公共随机数、种子、名单、权重或数量`,
          `drawn again, the result differs: number ${at + 1} should be ${words(due)}, the file has ${words(stated)}. The digest of the result holds, so the entropy, seed, pool, a weight or a quota was changed`,
        )
      : fault(
          'result',
          `抽取结果被改动：第 ${at + 1} 个应为 ${words(due)}，文件为 ${words(stated)}`,
          `the result was changed: number ${at + 1} should be ${words(due)}, the file has ${words(stated)}`,
        );
  }
  return undefined;
};

const published = (stated: string, noted: string | undefined, zh: string, en: string): Fault[] =>
  noted === undefined || noted === stated
    ? []
    : [fault('published', `${zh}与事先公布的不同`, `${en} is not the one that was published before`)];

/**
 * Checks a proof by doing everything again; an empty list says that it holds. A proof fits itself: that it is the one of this
 * draw follows from the commitment and the digests that were published before, which `known` holds against it.
 */
export const verifyProof = (value: unknown, hashes: Hashes, known: Known = {}): Fault[] => {
  const read = readProof(value);
  if ('wrong' in read)
    return [
      read.wrong === ''
        ? fault('file', '这不是抽取证明文件，或内容已损坏', 'this is no proof of a draw, or it is damaged')
        : fault('file', `“${read.wrong}”一项缺失、多余或被改动`, `“${read.wrong}” is missing, unknown or was changed`),
    ];
  const { proof } = read;
  const faults: Fault[] = [];
  if (commitmentOf(hashes, proof.seed) !== proof.commitment)
    faults.push(
      fault('seed', '种子与承诺不符：其中之一被改动', 'the seed does not fit the commitment: one of them was changed'),
    );
  if (poolDigest(hashes, proof.pool) !== proof.poolDigest)
    faults.push(
      fault(
        'pool',
        '名单与名单摘要不符：名单、权重或摘要被改动',
        'the pool does not fit its digest: an entry, a weight or the digest was changed',
      ),
    );
  const difference = known.pool && poolDifference(proof.pool, linesOf(known.pool));
  if (difference) faults.push(difference);
  if (frozenDigest(hashes, proof) !== proof.frozenDigest)
    faults.push(
      fault(
        'inputs',
        '冻结的条件与其摘要不符：抽取数量、人员、机构、回避关系、公共随机数的来源或摘要被改动',
        'what was frozen does not fit its digest: a quota, an inspector, a laboratory, a conflict, the source of the entropy or a digest was changed',
      ),
    );
  const pool = readLines(proof.pool);
  if ('wrong' in pool)
    faults.push(
      fault(
        'pool',
        `名单第 ${pool.wrong} 位写法、次序或权重有误`,
        `place ${pool.wrong} of the pool is ill-formed, out of order or has a bad weight`,
      ),
    );
  else {
    const { assignment, quotas } = proof;
    const wrong = quotasFault(pool, quotas) ?? (assignment && assignmentFault(pool, assignment));
    const unordered = assignment !== undefined && canonicalJson(inOrder(assignment)) !== canonicalJson(assignment);
    if (wrong) faults.push({ part: 'inputs', text: wrong });
    else if (unordered)
      faults.push(
        fault('inputs', '人员、机构或回避关系的次序有误', 'inspectors, laboratories or conflicts are out of order'),
      );
    else {
      const otherwise = drawnOtherwise(hashes, proof, pool);
      if (otherwise) faults.push(otherwise);
    }
  }
  if (resultDigest(hashes, proof.result) !== proof.resultDigest && faults.every(({ part }) => part !== 'result'))
    faults.push(fault('result', '结果摘要被改动', 'the digest of the result was changed'));
  if (sealOf(hashes, proof) !== proof.seal)
    faults.push(
      fault(
        'seal',
        '文件封印不符：说明、时间、公共随机数、摘要等至少一项被改动',
        'the seal of the file does not fit: a description, a time, the entropy or a digest was changed',
      ),
    );
  return [
    ...faults,
    ...published(proof.commitment, known.commitment, '承诺', 'the commitment'),
    ...published(proof.poolDigest, known.poolDigest, '名单摘要', 'the digest of the pool'),
    ...published(proof.frozenDigest, known.frozenDigest, '冻结摘要', 'the digest of what was frozen'),
  ];
};

/** One's own entry. */
export interface OwnEntry {
  readonly place: number;
  readonly stratum: string;
  readonly weight: number;
  readonly drawn?: Drawn;
}

/** Finds an entry by the id and, in a salted proof, the salt that its firm was given. */
export const findOwnEntry = (proof: Proof, hashes: Hashes, id: string, salt: string): OwnEntry | undefined => {
  if (proof.ids === 'salted' && !/^(?:[0-9a-f]{2}){1,64}$/i.test(salt)) return undefined;
  const wanted = proof.ids === 'salted' ? saltedId(hashes, salt, id) : id;
  const at = proof.pool.findIndex((line) => line.split(',')[2] === wanted);
  const [, stratum = '', , weight] = proof.pool[at]?.split(',') ?? [];
  if (at === -1) return undefined;
  const drawn = proof.result.find((one) => one.id === wanted);
  return { place: at + 1, stratum, weight: Number(weight), ...(drawn ? { drawn } : {}) };
};
