import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { unwrap } from '../refusal.ts';
import { drawInputs, libraryHashes, proofOf } from './draw.testing.ts';
import { hex, keyOf, numberOf } from './hashes.ts';
import { freezePool } from './make-proof.ts';
import { byBytes, indicesByBytes } from './byte-order.ts';
import { proofSchema, type Proof } from './proof-schema.ts';
import { readProof } from './proof-shape.ts';
import { proofText } from './proof-text.ts';
import { firstRepeated } from './repeated.ts';
import { pureHashes } from './sha256.ts';
import { divideOver, drawTargets } from './targets.ts';
import { verifyProof } from './verify.ts';

/** The check of README.md, written from its words alone: plain, naive, with nothing of the program. */
const checkAnew = (proof: Proof): unknown => {
  const sha = (text: string | Buffer) => createHash('sha256').update(text).digest();
  const seed = Buffer.from(proof.seed, 'hex');
  const key = sha(Buffer.concat([seed, Buffer.from(proof.entropy.value)]));
  const number = (label: string, total: number): number => {
    for (let attempt = 1; ; attempt += 1) {
      const value = createHmac('sha256', key).update(`${label}|${attempt}`).digest().readBigUInt64BE();
      if (value < (2n ** 64n / BigInt(total)) * BigInt(total)) return Number(value % BigInt(total));
    }
  };
  const drawn: { stratum: string; id: string; place: number }[] = [];
  for (const { stratum, quota } of proof.quotas) {
    const tickets = proof.pool.flatMap((line) => {
      const [place, of, id, weight] = line.split(',');
      return of === stratum
        ? Array.from({ length: Number(weight) }, () => ({ place: Number(place), stratum, id: String(id) }))
        : [];
    });
    for (let k = 1; k <= quota && tickets.length > 0; k += 1) {
      const chosen = tickets[number(`draw|${stratum}|${k}`, tickets.length)];
      if (chosen === undefined) throw new Error('no ticket');
      drawn.push(chosen);
      tickets.splice(0, Infinity, ...tickets.filter(({ id }) => id !== chosen.id));
    }
  }
  const { assignment } = proof;
  const loads = new Map(
    [...(assignment?.inspectors ?? []), ...(assignment?.laboratories ?? [])].map((one) => [one.id, one.load]),
  );
  const load = (id: string): number => loads.get(id) ?? 0;
  const may = (who: { id: string; group: string }, visit: { stratum: string; id: string }): boolean =>
    assignment?.groups.some(({ name, strata }) => name === who.group && strata.includes(visit.stratum)) === true &&
    !assignment.conflicts.some(([one, entry]) => one === who.id && entry === visit.id);
  const result = drawn.map((visit, at) => {
    const rank = at + 1;
    if (assignment === undefined) return { rank, ...visit };
    const inspectors: string[] = [];
    for (const turn of [1, 2]) {
      const free = assignment.inspectors.filter((one) => may(one, visit) && !inspectors.includes(one.id));
      const least = Math.min(...free.map(({ id }) => load(id)));
      const tied = free.filter(({ id }) => load(id) === least);
      inspectors.push(String(tied[number(`assign|${rank}|${turn}`, tied.length)]?.id));
    }
    for (const id of inspectors) loads.set(id, load(id) + 1);
    if (assignment.laboratories.length === 0) return { rank, ...visit, inspectors };
    const free = assignment.laboratories.filter((one) => may(one, visit));
    const tied = free.filter((one) =>
      free.every((other) => (load(one.id) + 1) * other.share <= (load(other.id) + 1) * one.share),
    );
    const laboratory = String(tied[number(`laboratory|${rank}|1`, tied.length)]?.id);
    loads.set(laboratory, load(laboratory) + 1);
    return { rank, ...visit, inspectors, laboratory };
  });
  return {
    commitment: hex(sha(seed)),
    poolDigest: hex(sha(proof.pool.map((line) => `${line}\n`).join(''))),
    result,
  };
};

describe('a draw', () => {
  test('is what the plain check of README.md finds, with either implementation of the hashes', () => {
    fc.assert(
      fc.property(drawInputs, (inputs) => {
        const proof = proofOf(inputs);
        const { commitment, poolDigest, result } = proof;
        expect(checkAnew(proof)).toEqual({ commitment, poolDigest, result });
        expect(canonicalJson(proofOf(inputs, pureHashes))).toBe(canonicalJson(proof));
        const text = [...proofText(proof)].join('');
        expect(text).toBe(`${canonicalJson(proof)}\n`);
        expect(verifyProof(JSON.parse(text), pureHashes)).toEqual([]);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('is the same in whatever order pool, quotas and people come', () => {
    fc.assert(
      fc.property(drawInputs, (inputs) => {
        const { entries, quotas, assignment } = inputs;
        const turned = {
          ...inputs,
          entries: entries.toReversed(),
          quotas: quotas.toReversed(),
          assignment: assignment && {
            groups: assignment.groups.map(({ name, strata }) => ({ name, strata: strata.toReversed() })).toReversed(),
            inspectors: assignment.inspectors.toReversed(),
            laboratories: assignment.laboratories.toReversed(),
            conflicts: assignment.conflicts.toReversed(),
          },
        };
        expect(proofOf(turned)).toEqual(proofOf(inputs));
      }),
      { seed: 4 },
    );
  });

  test('takes every entry once where the quota is as large as the stratum', () => {
    fc.assert(
      fc.property(drawInputs, (inputs) => {
        const pool = unwrap(freezePool(inputs.entries));
        const quotas = pool.strata.map(({ name }) => ({ stratum: name, quota: 1000 }));
        const targets = drawTargets(libraryHashes, keyOf(libraryHashes, inputs.seed, ''), pool, quotas);
        expect(targets.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual(pool.ids.map((_, at) => at + 1));
      }),
      { seed: 5 },
    );
  });

  test('follows the weights', () => {
    const entries = Array.from({ length: 10 }, (_, at) => ({ id: `e${at}`, stratum: 'A', weight: at + 1 }));
    const pool = unwrap(freezePool(entries));
    const counts = new Map<string, number>();
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const key = keyOf(libraryHashes, '00'.repeat(16), String(round));
      const [first] = drawTargets(libraryHashes, key, pool, [{ stratum: 'A', quota: 1 }]);
      counts.set(first?.id ?? '', (counts.get(first?.id ?? '') ?? 0) + 1);
    }
    const chiSquare = entries.reduce((sum, { id, weight }) => {
      const due = (rounds * weight) / 55;
      return sum + ((counts.get(id) ?? 0) - due) ** 2 / due;
    }, 0);
    // 27.88 is passed by one run in a thousand with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.88);
  });

  test('throws away the incomplete last round, so that no number is favoured', () => {
    const answers = [2n ** 64n - 1n, 5n];
    const asked: string[] = [];
    const hashes = {
      ...libraryHashes,
      hmac: (_key: Uint8Array, message: Uint8Array) => {
        asked.push(new TextDecoder().decode(message));
        const bytes = Buffer.alloc(32);
        bytes.writeBigUInt64BE(answers.shift() ?? 0n);
        return bytes;
      },
    };
    expect(numberOf(hashes, new Uint8Array(32), 'draw|A|1', 3)).toBe(2);
    expect(asked).toEqual(['draw|A|1|1', 'draw|A|1|2']);
  });
});

describe('a proof', () => {
  const digits = '0123456789abcdef';
  /** Changes one character of a text to another of its kind, so that the file stays well-formed. */
  const changed = (text: string, at: number): string => {
    const place = at % text.length;
    const old = text[place] ?? '';
    const other = /[0-9a-f]/.test(old) ? (digits[(digits.indexOf(old) + 1) % 10] ?? '1') : '甲';
    return `${text.slice(0, place)}${other === old ? '0' : other}${text.slice(place + 1)}`;
  };

  test('does not hold once any character of the file is another', () => {
    fc.assert(
      fc.property(drawInputs, fc.nat(), (inputs, at) => {
        const text = canonicalJson(proofOf(inputs));
        const other = changed(text, at);
        const parsed = (): unknown => {
          try {
            return JSON.parse(other);
          } catch {
            return undefined;
          }
        };
        expect(verifyProof(parsed(), libraryHashes)).not.toEqual([]);
      }),
      { seed: 6, numRuns: 1500 },
    );
  });

  test('is read alike by its schema and by the reader without a library', () => {
    fc.assert(
      fc.property(drawInputs, fc.nat(), fc.constantFrom(null, 7, '', -1, [], {}, 'x', 1.5), (inputs, at, odd) => {
        const proof = structuredClone(proofOf(inputs)) as unknown as Record<string, unknown>;
        const holders: Record<string, unknown>[] = [];
        const collect = (value: unknown): void => {
          if (typeof value !== 'object' || value === null) return;
          holders.push(value as Record<string, unknown>);
          Object.values(value).forEach(collect);
        };
        collect(proof);
        expect(proofSchema.safeParse(proof).success).toBe(true);
        const holder = holders[at % holders.length] ?? {};
        const names = [...Object.keys(holder), 'more'];
        const name = names[at % names.length] ?? '';
        if (Array.isArray(holder)) holder.push(odd);
        else holder[name] = odd;
        expect('proof' in readProof(proof)).toBe(proofSchema.safeParse(proof).success);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

test('the order of bytes is that of UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(byBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { seed: 8, numRuns: 500 },
  );
  expect(byBytes('\u{10000}', '\uFFFD')).toBeGreaterThan(0);
});

test('a number divided over strata adds up, and no stratum gets more than it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), fc.nat(), (sizes, nat) => {
      const strata = sizes.map((size, at) => ({ name: String(at), from: 0, size }));
      const all = sizes.reduce((sum, size) => sum + size, 0);
      const count = nat % (all + 1);
      const quotas = divideOver(strata, count);
      expect(quotas.reduce((sum, { quota }) => sum + quota, 0)).toBe(count);
      quotas.forEach(({ quota }, at) => expect(Math.abs(quota - (count * (sizes[at] ?? 0)) / all)).toBeLessThan(1));
      quotas.forEach(({ quota }, at) => expect(quota).toBeLessThanOrEqual(sizes[at] ?? 0));
    }),
    { seed: 9 },
  );
});

test('the first repeated text is found, and texts whose short hashes meet are told apart', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 2 }), { maxLength: 40 }), (texts) => {
      const plain = texts.findIndex((text, at) => texts.indexOf(text) < at);
      expect(firstRepeated(texts)).toBe(plain === -1 ? undefined : plain);
    }),
    { seed: 10 },
  );
  // FNV-1a gives these two the same 32 bits.
  expect(firstRepeated(['costarring', 'liquid'])).toBeUndefined();
  expect(firstRepeated(['costarring', 'liquid', 'liquid'])).toBe(2);
});

test.each([
  ['ASCII that begins alike', fc.stringMatching(/^(00|ab)?[!-~]{0,5}$/)],
  ['any text', fc.string({ unit: 'binary', maxLength: 6 })],
])('indices in the order of bytes, of %s', (_what, text) => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { maxLength: 60 }), (texts) => {
      const sorted = texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const wellFormed = texts.every((each) => each.isWellFormed());
      if (wellFormed) expect(indicesByBytes(texts).map((index) => texts[index])).toEqual(sorted);
    }),
    { seed: 12, numRuns: 300 },
  );
});
