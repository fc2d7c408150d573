import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { commitmentOf } from '#foundation/draw/hashes.ts';
import { makeProof } from '#foundation/draw/make-proof.ts';
import type { Pool } from '#foundation/draw/pool.ts';
import type { Proof } from '#foundation/draw/proof-schema.ts';
import { readProof } from '#foundation/draw/proof-shape.ts';
import { proofText } from '#foundation/draw/proof-text.ts';
import { divideOver, type Quota } from '#foundation/draw/targets.ts';
import type { Fault } from '#foundation/draw/check-proof.ts';
import { verifyProof, type Known } from '#foundation/draw/verify.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { answer, exits, valueOf } from '../answer.ts';
import { findFile, libraryHashes, readPool, readProofFile, writeText } from '../draw-files.ts';

interface RunOptions {
  readonly pool: string;
  readonly n: string;
  readonly seed?: string;
  readonly entropy?: string;
  readonly source?: string;
  readonly issue?: string;
  readonly stratum?: string;
  readonly salted?: string;
  readonly out: string;
  readonly json?: boolean;
}

interface VerifyOptions {
  readonly pool?: string;
  readonly stratum?: string;
  readonly commitment?: string;
  readonly poolDigest?: string;
  readonly frozenDigest?: string;
  readonly json?: boolean;
}

/** `12` divides over the strata in proportion; `A=5,B=3` is taken as it stands, strata left out get none. */
const quotasFrom = (text: string, { strata, ids }: Pool): Result<readonly Quota[]> => {
  const tooMany = (stratum: string, wanted: number, held: number) =>
    refuse('draw-too-many-wanted', { stratum, wanted, held });
  if (/^\d{1,9}$/.test(text)) {
    const count = Number(text);
    if (count === 0) return refuse('draw-inputs', { why: pair('抽取数量应为 1 以上', 'at least 1 is to be drawn') });
    const [only] = strata;
    if (count > ids.length)
      return tooMany(strata.length === 1 ? (only?.name ?? '') : '全部名单 / pool', count, ids.length);
    return ok(divideOver(strata, count));
  }
  const quotas: Quota[] = [];
  for (const part of text.split(',')) {
    const [, stratum, count] = /^(.+)=(\d{1,9})$/.exec(part) ?? [];
    if (stratum === undefined)
      return refuse('draw-inputs', {
        why: pair(`--n 的“${part}”应为整数，或“层=数量”`, `“${part}” of --n must be a whole number, or stratum=number`),
      });
    quotas.push({ stratum, quota: Number(count) });
  }
  for (const { stratum, quota } of quotas) {
    const held = strata.find(({ name }) => name === stratum)?.size;
    if (held !== undefined && quota > held) return tooMany(stratum, quota, held);
  }
  return ok(quotas);
};

const seedOf = (command: Command, given: string | undefined): string => {
  if (given === undefined) return randomBytes(32).toString('hex');
  const seed = given.toLowerCase();
  if (!/^(?:[0-9a-f]{2}){1,64}$/.test(seed))
    command.error('--seed 应为成对的十六进制数字，至多 128 位 / must be pairs of hexadecimal digits, 128 at most', {
      exitCode: exits.wrongUse,
    });
  if (seed.length < 32)
    process.stderr.write(
      '种子不足 32 位，可被猜出，只宜试用。/ A seed of fewer than 32 digits can be guessed: for trials only.\n',
    );
  return seed;
};

const run = async (options: RunOptions, command: Command): Promise<void> => {
  const { out, json, salted, entropy = '', source = '', issue = '' } = options;
  const seed = seedOf(command, options.seed);
  const salting = salted === undefined ? {} : { makeSalt: () => randomBytes(16).toString('hex') };
  const read = valueOf(await readPool(options.pool, options.stratum, salting));
  const quotas = valueOf(quotasFrom(options.n, read.pool));
  const proof = valueOf(
    makeProof(libraryHashes, {
      commitment: commitmentOf(libraryHashes, seed),
      seed,
      entropy: { source, issue, value: entropy },
      ids: read.salted ? 'salted' : 'plain',
      ...(options.stratum === undefined ? {} : { about: { stratumColumn: options.stratum } }),
      pool: read.pool,
      quotas,
    }),
  );
  if (salted !== undefined) {
    const lines = read.rows.map(({ id, weight, stratum }, at) => [id, weight, stratum, read.salts[at]].join(','));
    valueOf(
      await writeText(salted, [`id,weight,${options.stratum ?? 'stratum'},salt\n`, `${lines.join('\n')}\n`], true),
    );
  }
  valueOf(await writeText(out, proofText(proof)));
  const { commitment, poolDigest, frozenDigest } = proof;
  const drawn = proof.result.map((one) => ({ ...one, id: read.knownAs(one.id) }));
  answer(json === true, { file: out, commitment, poolDigest, frozenDigest, quotas: proof.quotas, drawn }, () =>
    [
      ...drawn.map(({ rank, stratum, id }) => `${rank}\t${stratum}\t${id}`),
      `承诺 ${commitment}`,
      `名单摘要 ${poolDigest}`,
      `已抽取 ${drawn.length} 个，证明写入 ${out}`,
    ].join('\n'),
  );
};

/** The pool in hand, its ids as the proof has them; whatever is wrong within the file is a difference from the proof. */
const heldPool = async (path: string, stratum: string | undefined, ids: Proof['ids']): Promise<Pool | Fault> => {
  valueOf(await findFile(path));
  const read = await readPool(path, stratum, { plain: ids === 'plain' });
  if (!read.ok) {
    const { zh, en } = read.refusal.text;
    return { part: 'pool', text: pair(`手中的名单有误：${zh}`, `the pool in hand is faulty: ${en}`) };
  }
  return ids === 'salted' && !read.value.salted
    ? valueOf(refuse('mapping-incomplete', { columns: 'salt' }))
    : read.value.pool;
};

const verify = async (path: string, options: VerifyOptions): Promise<void> => {
  const value = valueOf(await readProofFile(path));
  const shape = readProof(value);
  const proof: Proof | undefined = 'proof' in shape ? shape.proof : undefined;
  const held =
    options.pool === undefined
      ? undefined
      : await heldPool(options.pool, options.stratum ?? proof?.about['stratumColumn'], proof?.ids ?? 'plain');
  const { commitment, poolDigest, frozenDigest } = options;
  const known: Known = {
    ...(held === undefined || 'part' in held ? {} : { pool: held }),
    ...(commitment === undefined ? {} : { commitment: commitment.toLowerCase() }),
    ...(poolDigest === undefined ? {} : { poolDigest: poolDigest.toLowerCase() }),
    ...(frozenDigest === undefined ? {} : { frozenDigest: frozenDigest.toLowerCase() }),
  };
  const faults = [...verifyProof(value, libraryHashes, known), ...(held !== undefined && 'part' in held ? [held] : [])];
  const holds = faults.length === 0;
  const summary = proof && {
    commitment: proof.commitment,
    poolDigest: proof.poolDigest,
    frozenDigest: proof.frozenDigest,
    entries: proof.pool.length,
    drawn: proof.result.length,
  };
  answer(options.json === true, { holds, faults, ...summary }, () =>
    holds
      ? [
          `核验通过：名单 ${proof?.pool.length} 个，抽取 ${proof?.result.length} 个，结果可由种子、公共随机数和名单重新得出。`,
          `请与事先公布的比对：承诺 ${proof?.commitment}，名单摘要 ${proof?.poolDigest}，冻结摘要 ${proof?.frozenDigest}`,
        ].join('\n')
      : ['核验不通过：', ...faults.map(({ text }) => `· ${text.zh}\n  ${text.en}`)].join('\n'),
  );
  if (!holds) process.exitCode = exits.failure;
};

/** `draw run` and `draw verify`: a weighted random draw with its proof, and the check of a proof. */
export const addDraws = (program: Command): void => {
  const draw = program.command('draw').description('可核验的随机抽取 / verifiable random draws');
  draw
    .command('run')
    .description('按权重、分层、不放回地抽取，写出证明 / draw by weight within strata and write the proof')
    .requiredOption('--pool <file>', '名单：列 id、weight，可有 stratum、salt / table with these columns')
    .requiredOption(
      '--n <number>',
      '总数（按各层名单数的比例以最大余数分配），或 A=5,B=3 / total, or a number a stratum',
    )
    .requiredOption('--out <file>', '证明写入的文件 / where the proof goes')
    .option('--seed <hex>', '种子，省略则随机产生 / random where left out')
    .option('--entropy <text>', '公共随机数，如开奖号码 / public entropy')
    .option('--source <text>', '公共随机数的来源 / where the entropy comes from')
    .option('--issue <text>', '期号 / which issue of it')
    .option('--stratum <column>', '分层所用的列 / column of the strata (stratum)')
    .option(
      '--salted <file>',
      '为每个编号加盐，名单连盐值写入此文件（须保密）/ salt the ids, write pool and salts here',
    )
    .option('--json')
    .action(run);
  draw
    .command('verify')
    .argument('<proof>', '证明文件 / proof')
    .description('核验证明：通过为 0，有改动为 3，用法有误为 2 / check a proof: 0 holds, 3 changed, 2 wrong use')
    .option('--pool <file>', '与手中的名单比对 / compare with the pool in hand')
    .option('--stratum <column>', '名单中分层所用的列 / column of the strata')
    .option('--commitment <hex>', '事先公布的承诺 / commitment that was published')
    .option('--pool-digest <hex>', '事先公布的名单摘要 / digest of the pool')
    .option('--frozen-digest <hex>', '事先公布的冻结摘要 / digest of what was frozen')
    .option('--json')
    .action(verify);
};
