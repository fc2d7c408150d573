import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type CheckKind, checkKindLabels, type Verdict } from './spot-check.ts';

/** The words of a title or a category that say which kind of check it was. A joint check 联动 is a special one. */
export const kindInWords = (words: string): CheckKind | undefined => {
  if (words === '') return undefined;
  if (/跟踪(监督)?(抽查|检查)|复查抽查/.test(words)) return 'follow-up';
  if (/专项|联动/.test(words)) return 'special';
  return /应急|突发/.test(words) ? 'urgent' : undefined;
};

/**
 * The kind of check of a row: what its category says, else the title, else what the person says who imports it, else regular.
 * Kinds are never mixed in one rate.
 */
export const kindOfRow = (category: string, title: CheckKind | undefined, given: CheckKind | undefined): CheckKind =>
  kindInWords(category) ?? (title === undefined || title === 'regular' ? (given ?? title ?? 'regular') : title);

/** The month under which statistics count a result: of sampling, else of publication; `-infinity` when neither is known. */
export const monthOf = (sampledOn: LocalDate | undefined, publishedOn: LocalDate | undefined): string => {
  const day = sampledOn ?? publishedOn;
  return day === undefined ? '-infinity' : `${day.slice(0, 7)}-01`;
};

/** The title under which people see a spot check. */
export const titleOfCheck = (
  authority: string,
  kind: CheckKind,
  batch: string,
  publishedOn: LocalDate | undefined,
): string =>
  publishedOn === undefined
    ? `${authority}${checkKindLabels[kind].zh}（${batch}）`
    : `${authority}${printDate(publishedOn).zh}公布的${checkKindLabels[kind].zh}`;

interface JudgedItem {
  readonly item: string;
  readonly verdict: 'pass' | 'fail' | 'unreadable';
}

/**
 * Whether the engine's verdicts on the items contradict the published verdict. A batch may fail by an item that the table does not
 * measure: so a published failure is contradicted only when every item passes and the items named as failing are among them.
 */
export const disagrees = (
  published: Verdict,
  failingItems: readonly string[],
  judged: readonly JudgedItem[],
): boolean => {
  if (judged.length === 0) return false;
  if (published === 'pass') return judged.some(({ verdict }) => verdict === 'fail');
  if (published !== 'fail' || failingItems.length === 0 || judged.some(({ verdict }) => verdict !== 'pass'))
    return false;
  return failingItems.every((failing) => judged.some(({ item }) => item === failing));
};

/** Why the engine and the table differ, in words. */
export const disagreement = (published: Verdict): TextPair =>
  published === 'pass'
    ? pair(
        '公布结论为合格，但按所列实测值和标准值判定，有项目不合格；公布结论未改动，请人工核对',
        'It is published as passed, but by the measured values and limits given an item fails. The published verdict stands; a person must look',
      )
    : pair(
        '公布结论为不合格，但按所列实测值和标准值判定，各项目均合格；公布结论未改动，请人工核对',
        'It is published as failed, but by the measured values and limits given every item passes. The published verdict stands; a person must look',
      );

/** Whether a person's decision on a producer cell can stand: one actual producer at most, and nobody twice in one role. */
export const rolesAreSound = (parties: readonly { readonly role: string; readonly name: string }[]): boolean =>
  parties.filter(({ role }) => role === 'factory').length <= 1 &&
  new Set(parties.map(({ role, name }) => `${role}|${name}`)).size === parties.length;
