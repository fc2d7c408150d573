import type { TextPair } from '../text-pair.ts';
import { assignVisits, inOrder } from './assign.ts';
import { canonicalJson } from '../canonical-json.ts';
import { commitmentOf, keyOf, type Hashes } from './hashes.ts';
import { assignmentFault, quotasFault } from './inputs.ts';
import { poolDigest, readLines, type Pool } from './pool.ts';
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

/** A fault in both languages. */
export const fault = (part: ProofPart, zh: string, en: string): Fault => ({ part, text: { zh, en } });

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

/** What a check does, one after another; each may take seconds where the pool holds a million entries. */
export const checkSteps = ['digest', 'order', 'draw', 'seal'] as const;
export type CheckStep = (typeof checkSteps)[number];

/** Checks a proof that was read, and tells which step begins. */
export const checkRead = (
  read: ReturnType<typeof readProof>,
  hashes: Hashes,
  begins: (step: CheckStep) => void = () => undefined,
): Fault[] => {
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
  begins('digest');
  if (poolDigest(hashes, proof.pool) !== proof.poolDigest)
    faults.push(
      fault(
        'pool',
        '名单与名单摘要不符：名单、权重或摘要被改动',
        'the pool does not fit its digest: an entry, a weight or the digest was changed',
      ),
    );
  if (frozenDigest(hashes, proof) !== proof.frozenDigest)
    faults.push(
      fault(
        'inputs',
        '冻结的条件与其摘要不符：抽取数量、人员、机构、回避关系、公共随机数的来源或摘要被改动',
        'what was frozen does not fit its digest: a quota, an inspector, a laboratory, a conflict, the source of the entropy or a digest was changed',
      ),
    );
  begins('order');
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
      begins('draw');
      const otherwise = drawnOtherwise(hashes, proof, pool);
      if (otherwise) faults.push(otherwise);
    }
  }
  begins('seal');
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
  return faults;
};

/** Checks a proof by doing everything again; an empty list says that it holds in itself. `verifyProof` also holds it against the world. */
export const checkProof = (value: unknown, hashes: Hashes): Fault[] => checkRead(readProof(value), hashes);
