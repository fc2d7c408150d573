import type { LawParameter, LawValue } from './law.ts';
import { addDays, localDate, type LocalDate } from './local-date.ts';
import { pair, type TextPair } from './text-pair.ts';

/** The day of notice 粤府办〔2000〕18号: from it on its regimes run. */
export const noticeDay = localDate('2000-03-28');
/** Before any record: a value from this day on holds for all of them. */
export const beforeAnyRecord = localDate('1949-10-01');

/** Units as they follow a number, in English with the space. */
export const days = pair('日', ' days');
export const workingDays = pair('个工作日', ' working days');
export const months = pair('个月', ' months');

/** The source of a value that no text gives. */
export const programDefault = (zh: string, en: string): TextPair =>
  pair(`本系统默认值：${zh}`, `Default of the program: ${en}`);

/** One value from a day on, by default that of the notice; unconfirmed unless its text was read. */
export const always = <T>(
  value: T,
  source: TextPair,
  { from = noticeDay, confirmed = false }: { readonly from?: LocalDate; readonly confirmed?: boolean } = {},
): readonly [LawValue<T>] => [{ from, value, source, confirmed }];

/** Values that replace one another: each holds until the day before the next begins. In the order of their days. */
export const inTurn = <T>(...values: readonly Omit<LawValue<T>, 'to'>[]): readonly LawValue<T>[] =>
  values.map((value, index): LawValue<T> => {
    const next = values[index + 1];
    if (next === undefined) return value;
    if (next.from <= value.from) throw new Error(`values out of order: ${value.from}, ${next.from}`);
    return { ...value, to: addDays(next.from, -1) };
  });

/** A span of time that has had one value since the notice. */
export const span = (
  title: TextPair,
  selectedBy: LawParameter['selectedBy'],
  value: number,
  source: TextPair,
  { unit = days, ...from }: { readonly unit?: TextPair; readonly from?: LocalDate; readonly confirmed?: boolean } = {},
): LawParameter<number> => ({ title, unit, selectedBy, values: always(value, source, from) });

/** The mark 机关代字 with which an authority numbers its papers. */
export const authorityMark = (title: TextPair): LawParameter<string> => ({
  title,
  selectedBy: 'decision',
  values: always('粤质', programDefault('由各单位按本机关发文字号设定', 'each authority sets its own')),
});
