import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { commitmentOf, type Hashes } from '#foundation/draw/hashes.ts';
import { freezePool, makeProof } from '#foundation/draw/make-proof.ts';
import { proofText } from '#foundation/draw/proof-text.ts';
import { verifyProof } from '#foundation/draw/verify.ts';
import { seededRandom } from '#foundation/random-seeded.ts';
import { unwrap } from '#foundation/refusal.ts';

/**
 * A process of its own: its peak memory is that of one draw, or of one check, alone. Prints one line of JSON. The pool is
 * generated before the clock starts; the clock stops when the proof is written, or when the file has been read and checked.
 */
const [what, path, size] = process.argv.slice(2);
if (path === undefined) process.exit(2);
const hashes: Hashes = {
  sha256: (message) => createHash('sha256').update(message).digest(),
  hmac: (key, message) => createHmac('sha256', key).update(message).digest(),
};
const strata = Array.from({ length: 21 }, (_, at) => `家用电器×${440_100 + at * 100}`);

/** Seconds of processor time, garbage collection on other threads included: a busy machine stretches them least. */
const cpuSince = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000_000;
};

const draw = async (entries: number) => {
  const random = seededRandom(20_261_125);
  const pool = Array.from({ length: entries }, (_, at) => ({
    id: createHash('sha256').update(`虚构${at}`).digest('hex'),
    stratum: random.pick(strata),
    weight: random.int(1, 10),
  }));
  const inspectors = Array.from({ length: 3000 }, (_, at) => ({
    id: `inspector-${at}`,
    group: `g${at % 40}`,
    load: random.int(0, 5),
  }));
  const assignment = {
    groups: Array.from({ length: 40 }, (_, at) => ({
      name: `g${at}`,
      strata: [...new Set([strata[at % 21] ?? '', ...random.sample(strata, 3)])],
    })),
    inspectors,
    laboratories: Array.from({ length: 60 }, (_, at) => ({
      id: `laboratory-${at}`,
      group: `g${at % 40}`,
      load: 0,
      share: random.int(1, 10),
    })),
    conflicts: Array.from({ length: 5000 }, () => [random.pick(inspectors).id, random.pick(pool).id] as const),
  };
  const seed = '0f'.repeat(32);
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const targets = Math.round(entries / 200);
  const frozen = unwrap(freezePool(pool));
  const quotas = strata.map((stratum, at) => ({
    stratum,
    quota: Math.floor(targets / strata.length) + (at < targets % strata.length ? 1 : 0),
  }));
  const proof = unwrap(
    makeProof(hashes, {
      commitment: commitmentOf(hashes, seed),
      seed,
      entropy: { source: '虚构指数', issue: '1', value: '07 11' },
      ids: 'salted',
      pool: frozen,
      quotas,
      assignment,
    }),
  );
  await writeFile(path, proofText(proof));
  return { ms: performance.now() - started, cpu: cpuSince(cpu), drawn: proof.result.length };
};

const verify = () => {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const faults = verifyProof(JSON.parse(readFileSync(path, 'utf8')), hashes);
  if (faults[0]) throw new Error(faults[0].text.en);
  return { ms: performance.now() - started, cpu: cpuSince(cpu) };
};

/** One HMAC-SHA-256 for each entry of the pool, as a draw by one ticket an entry would need. */
const peer = (entries: number) => {
  const key = Buffer.alloc(32, 7);
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  let sum = 0;
  for (let at = 0; at < entries; at += 1) sum ^= createHmac('sha256', key).update(`ticket|${at}`).digest()[0] ?? 0;
  return { ms: performance.now() - started, cpu: cpuSince(cpu), sum };
};

const entries = Number(size ?? 0);
const measured = what === 'draw' ? await draw(entries) : what === 'verify' ? verify() : peer(entries);
process.stdout.write(`${JSON.stringify({ ...measured, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
