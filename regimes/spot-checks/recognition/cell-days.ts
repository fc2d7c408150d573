import { dateOf, type LocalDate } from '#foundation/local-date.ts';

const forms: readonly RegExp[] = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?$/,
  /^(\d{4})[./\\](\d{1,2})[./\\](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d\d)(\d\d)$/,
];

const FIRST_YEAR = 1980;

/** The number that stands between two places; NaN where another character than a digit does. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** A cell that holds one whole day in one of the ways people write it; undefined for anything else. */
export const readDay = (text: string): LocalDate | undefined => {
  // The common form, 2016-09-14, is read without regular expressions: a column of dates passes here.
  if (text.length === 10 && text[4] === '-' && text[7] === '-') {
    const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
    if (year >= FIRST_YEAR) return dateOf(year, month, day);
  }
  const plain = text.normalize('NFKC').trim();
  for (const form of forms) {
    const parts = form.exec(plain);
    if (parts && Number(parts[1]) >= FIRST_YEAR) return dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }
  return undefined;
};

/** The day that opens a production cell, followed by nothing or by a lot: 2014-05-06, 2014-05-06/140506, 2014年5月6日（甲组）. */
const opening =
  /^(?:(?:标称)?生产日期[:：]?\s*)?(\d{4}(?:-\d{1,2}-\d{1,2}|[./]\d{1,2}[./]\d{1,2}|年\d{1,2}月\d{1,2}日))(?=$|[^\d])([^]*)$/;
const furtherDay = /\d{4}[-./年]\d{1,2}[-./月]\d{1,2}/;

/**
 * The production day of a cell 生产日期或批号 where it is certain: the cell opens with a whole day and names no second one. Eight
 * digits alone may be a lot, a month is no day, a best-before day (限用日期) does not open with a day.
 */
export const productionDay = (text: string): LocalDate | undefined => {
  if (text.length === 10 && text[4] === '-' && text[7] === '-') return readDay(text);
  if (text.length < 8) return undefined;
  const found = opening.exec(text);
  return found && !furtherDay.test(found[2]!) ? readDay(found[1]!) : undefined;
};
