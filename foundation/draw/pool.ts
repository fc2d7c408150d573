import { byBytes, indicesByBytes } from './byte-order.ts';
import { hex, utf8, type Hashes } from './hashes.ts';
import { firstRepeated } from './repeated.ts';

/** One that may be drawn: `weight` tickets, from 1 to 10, in its stratum. */
export interface PoolEntry {
  readonly id: string;
  readonly stratum: string;
  readonly weight: number;
}

/** Entries `from` to `from + size` − 1 of a pool. */
export interface Stratum {
  readonly name: string;
  readonly from: number;
  readonly size: number;
}

/** A pool in its order: by stratum, then by id, both as bytes. Columns rather than objects: it may hold a million entries. */
export interface Pool {
  readonly ids: readonly string[];
  readonly weights: Uint8Array;
  readonly strata: readonly Stratum[];
}

/** What is wrong with a list of entries; `at` counts from 0 in the list as it came. */
export type PoolFault =
  | { readonly fault: 'empty' }
  | { readonly fault: 'id' | 'stratum' | 'weight' | 'repeated'; readonly at: number };

export const heaviest = 10;

/** Ids and strata stand between commas in a line: 1 to 200 characters, without comma, quotation mark and control characters. */
export const isName = (text: string): boolean => /^[^,"\u0000-\u001F\u007F]{1,200}$/.test(text) && text.isWellFormed();

/** Puts entries into the order of the pool; their order in the list makes no difference. */
export const poolOf = (entries: readonly PoolEntry[]): Pool | PoolFault => {
  if (entries.length === 0) return { fault: 'empty' };
  const repeated = firstRepeated(entries.map(({ id }) => id));
  const byStratum = new Map<string, PoolEntry[]>();
  for (const [at, entry] of entries.entries()) {
    const { id, stratum, weight } = entry;
    if (!isName(id)) return { fault: 'id', at };
    if (!Number.isInteger(weight) || weight < 1 || weight > heaviest) return { fault: 'weight', at };
    if (at === repeated) return { fault: 'repeated', at };
    const same = byStratum.get(stratum);
    if (same) same.push(entry);
    else if (isName(stratum)) byStratum.set(stratum, [entry]);
    else return { fault: 'stratum', at };
  }
  const ids: string[] = [];
  const weights = new Uint8Array(entries.length);
  const strata: Stratum[] = [];
  for (const name of [...byStratum.keys()].toSorted(byBytes)) {
    const members = byStratum.get(name) ?? [];
    strata.push({ name, from: ids.length, size: members.length });
    for (const index of indicesByBytes(members.map(({ id }) => id))) {
      const { id, weight } = members[index] as PoolEntry;
      weights[ids.length] = weight;
      ids.push(id);
    }
  }
  return { ids, weights, strata };
};

/** The canonical form: one line an entry, `place,stratum,id,weight`, places from 1. */
export const linesOf = ({ ids, weights, strata }: Pool): string[] =>
  strata.flatMap(({ name, from, size }) =>
    // Joined rather than added up: a text that is added up keeps its parts, which is three times the memory.
    Array.from({ length: size }, (_, at) => [from + at + 1, name, ids[from + at], weights[from + at]].join(',')),
  );

/** Lines that are written or encoded at once: the whole would be a second copy of the pool. */
export const batch = 4096;

const bytesOf = (lines: readonly string[]): Uint8Array => {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < lines.length; at += batch) parts.push(utf8(`${lines.slice(at, at + batch).join('\n')}\n`));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
};

/** SHA-256 of the lines, each with a line feed at its end. */
export const poolDigest = ({ sha256 }: Hashes, lines: readonly string[]): string => hex(sha256(bytesOf(lines)));

/** The pool that lines (one at least) stand for, or the number of the first line (from 1) that is not as it must be. */
export const readLines = (lines: readonly string[]): Pool | { readonly wrong: number } => {
  const ids: string[] = [];
  const weights = new Uint8Array(lines.length);
  const strata: { name: string; from: number; size: number }[] = [];
  for (const [at, line] of lines.entries()) {
    const [place, name, id, weight, ...more] = line.split(',');
    const tickets = /^([1-9]|10)$/.test(weight ?? '') ? Number(weight) : 0;
    if (place !== String(at + 1) || name === undefined || id === undefined || tickets === 0 || more.length > 0)
      return { wrong: at + 1 };
    const last = strata.at(-1);
    if (last?.name === name) {
      if (byBytes(ids[at - 1] ?? '', id) >= 0) return { wrong: at + 1 };
      last.size += 1;
    } else {
      if (!isName(name) || (last !== undefined && byBytes(last.name, name) >= 0)) return { wrong: at + 1 };
      strata.push({ name, from: at, size: 1 });
    }
    if (!isName(id)) return { wrong: at + 1 };
    weights[at] = tickets;
    ids.push(id);
  }
  const repeated = firstRepeated(ids);
  return repeated === undefined ? { ids, weights, strata } : { wrong: repeated + 1 };
};
