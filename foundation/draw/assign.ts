import { numberOf, type Hashes } from './hashes.ts';
import { LeastLoaded } from './least-loaded.ts';
import { byBytes } from './byte-order.ts';
import type { Target } from './targets.ts';

/** A qualification: the strata (category and region) that its members may visit or test for. */
export interface Group {
  readonly name: string;
  readonly strata: readonly string[];
}

/** `load` is the number of visits that he has already. */
export interface Inspector {
  readonly id: string;
  readonly group: string;
  readonly load: number;
}

/** A laboratory is to have work in proportion to its `share`; `load` is what it has already. */
export interface Laboratory extends Inspector {
  readonly share: number;
}

/** Who may not visit, or test for, whom: the id of an inspector or laboratory and that of an entry of the pool. */
export type Conflict = readonly [who: string, entry: string];

/** Everything the second draw chooses from. Without laboratories none is assigned. */
export interface Assignment {
  readonly groups: readonly Group[];
  readonly inspectors: readonly Inspector[];
  readonly laboratories: readonly Laboratory[];
  readonly conflicts: readonly Conflict[];
}

/** Who visits and who tests; the first inspector leads. */
export interface Assigned {
  readonly inspectors: readonly [lead: string, second: string];
  readonly laboratory?: string;
}

/** The visit (from 1) for which too few qualify. */
export interface Short {
  readonly visit: number;
  readonly lacking: 'inspectors' | 'laboratory';
}

const members = <T extends Inspector>(list: readonly T[]): T[] =>
  list.toSorted((a, b) => byBytes(a.group, b.group) || byBytes(a.id, b.id));

/** The same in its one order: groups by name, members by group and id, conflicts by who and whom. */
export const inOrder = ({ groups, inspectors, laboratories, conflicts }: Assignment): Assignment => ({
  groups: groups
    .map(({ name, strata }) => ({ name, strata: strata.toSorted(byBytes) }))
    .toSorted((a, b) => byBytes(a.name, b.name)),
  inspectors: members(inspectors),
  laboratories: members(laboratories),
  conflicts: conflicts.toSorted((a, b) => byBytes(a[0], b[0]) || byBytes(a[1], b[1])),
});

/** Inspectors by group, each group a tree of loads. */
class Roster {
  readonly #ids: string[][];
  readonly #trees: LeastLoaded[];
  readonly #spot = new Map<string, { readonly group: number; readonly at: number }>();

  constructor(groups: readonly Group[], inspectors: readonly Inspector[]) {
    const byGroup = new Map(groups.map(({ name }) => [name, [] as Inspector[]]));
    for (const inspector of inspectors) byGroup.get(inspector.group)?.push(inspector);
    const lists = [...byGroup.values()];
    this.#ids = lists.map((list) => list.map(({ id }) => id));
    this.#trees = lists.map((list) => new LeastLoaded(list.map(({ load }) => load)));
    lists.forEach((list, group) => list.forEach(({ id }, at) => this.#spot.set(id, { group, at })));
  }

  /** Takes somebody out of the choice; gives the load to come back with. */
  withdraw(id: string): number | undefined {
    const spot = this.#spot.get(id);
    return spot && this.#trees[spot.group]?.set(spot.at, Infinity);
  }

  restore(id: string, load: number): void {
    const spot = this.#spot.get(id);
    if (spot) this.#trees[spot.group]?.set(spot.at, load);
  }

  /** One of those with the least load in these groups, numbered in the order of the list. */
  choose(groups: readonly number[], pick: (count: number) => number): string | undefined {
    const trees = groups.map((group) => ({ group, tree: this.#trees[group] as LeastLoaded }));
    const least = trees.reduce((low, { tree }) => Math.min(low, tree.least), Infinity);
    if (least === Infinity) return undefined;
    const tied = trees.filter(({ tree }) => tree.least === least);
    let number = pick(tied.reduce((sum, { tree }) => sum + tree.ties, 0));
    for (const { group, tree } of tied) {
      if (number < tree.ties) return this.#ids[group]?.[tree.find(number)];
      number -= tree.ties;
    }
    return undefined;
  }
}

/** Those with the least (load + 1) ÷ share, compared by multiplying crosswise. */
const leastShared = <T extends { readonly share: number; readonly load: number }>(candidates: readonly T[]): T[] => {
  let best: T[] = [];
  for (const one of candidates) {
    const [leader] = best;
    const difference = leader === undefined ? -1 : (one.load + 1) * leader.share - (leader.load + 1) * one.share;
    if (difference < 0) best = [one];
    else if (difference === 0) best.push(one);
  }
  return best;
};

/**
 * The second draw: for each visit, in the order of the first, two inspectors and a laboratory out of those who qualify for its
 * stratum and have no conflict with its enterprise; the least loaded, ties by the key. `assignment` must be in order.
 */
export const assignVisits = (
  hashes: Hashes,
  key: Uint8Array,
  targets: readonly Target[],
  assignment: Assignment,
): Assigned[] | Short => {
  const { groups, inspectors, laboratories, conflicts } = assignment;
  const groupsOf = new Map<string, number[]>();
  groups.forEach(({ strata }, group) => {
    for (const stratum of strata) {
      const qualified = groupsOf.get(stratum);
      if (qualified) qualified.push(group);
      else groupsOf.set(stratum, [group]);
    }
  });
  const against = new Map<string, Set<string>>();
  for (const [who, entry] of conflicts) against.set(entry, (against.get(entry) ?? new Set()).add(who));
  const roster = new Roster(groups, inspectors);
  const placeOf = new Map(groups.map(({ name }, group) => [name, group]));
  const houses = laboratories.map((one) => ({ ...one, place: placeOf.get(one.group) ?? -1 }));

  const assigned: Assigned[] = [];
  for (const [at, { stratum, id }] of targets.entries()) {
    const visit = at + 1;
    const qualified = groupsOf.get(stratum) ?? [];
    const barred = against.get(id) ?? new Set<string>();
    const withdrawn = [...barred].map((who) => [who, roster.withdraw(who)] as const);
    const take = (turn: 1 | 2): string | undefined =>
      roster.choose(qualified, (count) => numberOf(hashes, key, `assign|${visit}|${turn}`, count));
    const lead = take(1);
    const leadLoad = lead === undefined ? undefined : roster.withdraw(lead);
    const second = take(2);
    if (lead === undefined || leadLoad === undefined || second === undefined) return { visit, lacking: 'inspectors' };
    roster.restore(lead, leadLoad + 1);
    roster.restore(second, (roster.withdraw(second) ?? 0) + 1);
    for (const [who, load] of withdrawn) if (load !== undefined) roster.restore(who, load);
    if (houses.length === 0) {
      assigned.push({ inspectors: [lead, second] });
      continue;
    }
    const best = leastShared(houses.filter((one) => qualified.includes(one.place) && !barred.has(one.id)));
    const house = best[best.length === 0 ? 0 : numberOf(hashes, key, `laboratory|${visit}|1`, best.length)];
    if (house === undefined) return { visit, lacking: 'laboratory' };
    house.load += 1;
    assigned.push({ inspectors: [lead, second], laboratory: house.id });
  }
  return assigned;
};
