import { refusal, type Refusal } from '#foundation/refusal.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { longestMeasured, reportProcess, type ReportState, type Stated } from './report.ts';
import { readMeasured, readStated } from './rules.ts';

/** A row as it came; `row` is its number as the sender counts. */
export interface GivenValue {
  readonly row: number;
  readonly sampleNumber: string;
  readonly item: string;
  readonly measured: string;
  readonly verdict: string;
}

/** What is known of an item when values come in sets. */
export interface KnownItem {
  readonly ordinal: number;
  readonly item: string;
  readonly limit: string;
  readonly comparison: 'full' | 'rounded';
  /** Why the laboratory may not test it. */
  readonly refusal: Refusal | undefined;
}

export interface KnownReport {
  readonly id: number;
  readonly sampleNumber: string;
  readonly state: ReportState;
  readonly items: readonly KnownItem[];
}

export interface SortedValue {
  readonly reportId: number;
  readonly known: KnownItem;
  readonly measured: string;
  readonly stated: Stated | null;
}

export interface Sorted {
  readonly accepted: readonly SortedValue[];
  readonly rejected: readonly { readonly row: number; readonly sampleNumber: string; readonly item: string; readonly refusal: Refusal }[]; // prettier-ignore
  readonly heldBack: readonly { readonly sampleNumber: string; readonly rows: number }[];
}

/** 粤质样[2026]12号 (演示) as the sheet has it, 粤质样〔2026〕12号（演示）: people type brackets as they find them. */
export const spellSheetNumber = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/[[【「〔(](\d{4})[\]】」〕)]/, '〔$1〕')
    .replace(/\((演示|历史)\)$/, '（$1）');

/** The same words come by the thousand: each is worked on once. */
const once = (work: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = work(text);
    known.set(text, made);
    return made;
  };
};

interface Target {
  readonly report: KnownReport;
  readonly items: ReadonlyMap<string, KnownItem>;
}

type Read = { readonly ok: true; readonly value: SortedValue } | { readonly ok: false; readonly refusal: Refusal };

const readRow = (given: GivenValue, target: Target | undefined, named: (item: string) => string): Read => {
  const no = (why: Refusal): Read => ({ ok: false, refusal: why });
  if (!target) return no(refusal('no-such-task', { number: given.sampleNumber.trim() }));
  const { report } = target;
  if (report.state !== 'open') return no(refusal('report-not-open', { state: reportProcess.states[report.state] }));
  const known = target.items.get(named(given.item));
  if (!known) return no(refusal('no-such-item', { item: given.item.trim() }));
  if (known.refusal) return no(known.refusal);
  const measured = readMeasured(given.measured);
  if (measured === null) return no(refusal('value-missing'));
  if (measured.length > longestMeasured) return no(refusal('value-too-long', { limit: longestMeasured }));
  const stated = readStated(given.verdict);
  if (stated === undefined) return no(refusal('verdict-unknown', { value: given.verdict.trim().slice(0, 40) }));
  return { ok: true, value: { reportId: report.id, known, measured, stated } };
};

/**
 * Sorts values that came in sets into those to store and those refused, each with its row and why. A report with a refused row is
 * held back as a whole, so that nothing of it is half stored.
 */
export const sortValues = (rows: readonly GivenValue[], reports: readonly KnownReport[]): Sorted => {
  const spelled = once(spellSheetNumber);
  const named = once(normaliseName);
  const lists = new Map<KnownReport['items'], Target['items']>();
  const targets = new Map<string, Target>();
  for (const report of reports) {
    const items = lists.get(report.items) ?? new Map(report.items.map((item) => [named(item.item), item]));
    lists.set(report.items, items);
    targets.set(report.sampleNumber, { report, items });
  }
  const rejected: { row: number; sampleNumber: string; item: string; refusal: Refusal }[] = [];
  const bad = new Set<number>();
  const good = new Map<number, Map<number, SortedValue>>();
  for (const given of rows) {
    const target = targets.get(spelled(given.sampleNumber));
    const read = readRow(given, target, named);
    const own = target === undefined ? undefined : (good.get(target.report.id) ?? new Map<number, SortedValue>());
    const former = read.ok ? own?.get(read.value.known.ordinal) : undefined;
    const twice =
      read.ok &&
      former !== undefined &&
      (former.measured !== read.value.measured || former.stated !== read.value.stated);
    if (!read.ok || twice) {
      rejected.push({
        row: given.row,
        sampleNumber: given.sampleNumber.trim().slice(0, 100),
        item: given.item.trim().slice(0, 100),
        refusal: read.ok ? refusal('value-twice') : read.refusal,
      });
      if (target) bad.add(target.report.id);
    } else if (own && target) good.set(target.report.id, own.set(read.value.known.ordinal, read.value));
  }
  const accepted: SortedValue[] = [];
  const heldBack: { sampleNumber: string; rows: number }[] = [];
  for (const { report } of targets.values()) {
    const own = good.get(report.id) ?? new Map<number, SortedValue>();
    if (bad.has(report.id)) heldBack.push({ sampleNumber: report.sampleNumber, rows: own.size });
    else for (const value of own.values()) accepted.push(value);
  }
  return { accepted, rejected, heldBack };
};
