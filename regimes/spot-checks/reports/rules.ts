import { judge } from '#foundation/conformity/judge.ts';
import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { VerdictRule } from '../plans/inspection-rule.ts';
import type { Stated, TestedItem } from './report.ts';

/** What the engine finds for a measured value, with why; nothing is measured where the cell is empty. */
export const judgeItem = (
  measured: string | null,
  { limit, comparison }: Pick<TestedItem, 'limit' | 'comparison'>,
): { readonly verdict: TestedItem['verdict']; readonly reason: TextPair | null } => {
  if (measured === null) return { verdict: null, reason: null };
  const { verdict, reason } = judge(measured, limit, comparison);
  return { verdict, reason };
};

const readable = ({ verdict }: Pick<TestedItem, 'verdict'>): Stated | undefined =>
  verdict === 'pass' || verdict === 'fail' ? verdict : undefined;

/** What the engine counts for an item: its own verdict; the laboratory's where it can't read the value. */
const engineOutcome = (item: Pick<TestedItem, 'verdict' | 'stated'>): Stated | undefined =>
  readable(item) ?? item.stated ?? undefined;

/** What the laboratory says of an item: its own word, or the engine's that it left standing. */
const laboratoryOutcome = (item: Pick<TestedItem, 'verdict' | 'stated'>): Stated | undefined =>
  item.stated ?? readable(item);

type Counted = Pick<TestedItem, 'class' | 'verdict' | 'stated' | 'item'>;

/** The verdict on the batch by the rule of the inspection rules; open while an item is. A failure that suffices needs no other item. */
export const verdictOf = (items: readonly Counted[], rule: VerdictRule): Stated | 'open' => {
  const failing = items.filter((item) => engineOutcome(item) === 'fail');
  const of = (one: TestedItem['class']): number => failing.filter((item) => item.class === one).length;
  const failed = rule === 'any-item' ? failing.length > 0 : of('A') > 0 || of('B') > 1;
  if (failed) return 'fail';
  return items.every((item) => engineOutcome(item) !== undefined) ? 'pass' : 'open';
};

/** What a report says once it is tested. */
export interface Findings {
  readonly engineVerdict: Stated | 'open';
  readonly failingItems: readonly string[];
  /** An item of class A fails and the laboratory concludes that the batch does. */
  readonly serious: boolean;
}

export const findingsOf = (items: readonly Counted[], rule: VerdictRule, conclusion: Stated): Findings => {
  const failing = items.filter((item) => laboratoryOutcome(item) === 'fail');
  return {
    engineVerdict: verdictOf(items, rule),
    failingItems: failing.map(({ item }) => item),
    serious: conclusion === 'fail' && failing.some((item) => item.class === 'A'),
  };
};

/** Whether the laboratory and the engine differ: on the batch, or on an item that the engine can read. */
export const differs = (items: readonly Counted[], rule: VerdictRule, conclusion: Stated): boolean =>
  verdictOf(items, rule) !== conclusion ||
  items.some((item) => {
    const own = readable(item);
    return own !== undefined && item.stated !== null && item.stated !== own;
  });

const some = (items: readonly { readonly item: string }[]): string =>
  items
    .slice(0, 5)
    .map(({ item }) => item)
    .join('、') + (items.length > 5 ? '…' : '');

/** Whether a test is complete: every item measured, and stated by the laboratory where the engine can't read it. */
export const decideComplete = (items: readonly TestedItem[]): Result<undefined> => {
  if (items.length === 0) return refuse('report-has-no-items');
  const unmeasured = items.filter(({ measured }) => measured === null);
  if (unmeasured.length > 0) return refuse('items-not-measured', { count: unmeasured.length, items: some(unmeasured) });
  const open = items.filter((item) => laboratoryOutcome(item) === undefined);
  return open.length > 0 ? refuse('items-not-stated', { count: open.length, items: some(open) }) : ok(undefined);
};

/** What is outside of the accredited scope; `within` undefined: no scope was entered for the laboratory. */
export const decideScope = (
  items: readonly { readonly item: string; readonly method: string }[],
  category: string,
  within: ((tested: { category: string; item: string; method: string }) => boolean) | undefined,
  mustHaveScope: boolean,
): Refused | undefined => {
  if (within === undefined) return mustHaveScope ? refuse('scope-not-entered') : undefined;
  const outside = items.filter(({ item, method }) => !within({ category, item, method }));
  return outside.length === 0 ? undefined : refuse('outside-scope', { items: some(outside) });
};

const passing = /^(?:合格|符合|通过|pass|passes|conforms|[√✓])$/i;
const failing = /^(?:不合格|不符合|未通过|fail|fails|does not conform|[×✗])$/i;

/** The verdict on an item as a table writes it; blank: none; undefined: not understood. */
export const readStated = (written: string): Stated | null | undefined => {
  const text = written.normalize('NFKC').trim();
  if (/^[/\-—]*$/.test(text)) return null;
  if (passing.test(text)) return 'pass';
  return failing.test(text) ? 'fail' : undefined;
};

/** A measured value as it was typed, without the blanks around it; null: nothing. */
export const readMeasured = (written: string): string | null => {
  const text = written.trim();
  return text === '' ? null : text;
};
