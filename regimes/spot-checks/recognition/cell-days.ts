import { type HandWrittenDate, readHandWrittenDate } from '#foundation/hand-written-date.ts';
import { dateOf, type LocalDate } from '#foundation/local-date.ts';

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

const isDashed = (text: string): boolean => text[4] === '-' && text[7] === '-';
const dashedDay = (text: string): LocalDate | undefined =>
  dateOf(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));

/** The day of a reading that gives one whole day of making or doing. */
const dayOf = (read: HandWrittenDate): LocalDate | undefined =>
  read.kind === 'date' && read.precision === 'day' && read.meaning === 'made' ? read.date : undefined;

/** A cell that holds one whole day and nothing else, in one of the ways people write it; undefined for anything else. */
export const readDay = (text: string): LocalDate | undefined => {
  // The common form, 2016-09-14, by hand: a column of a million dates passes here.
  if (text.length === 10 && isDashed(text)) return dashedDay(text);
  const read = readHandWrittenDate(text);
  return read.kind === 'date' && read.rest === undefined ? dayOf(read) : undefined;
};

const expiryWords = /限用|限期|有效|保质|失效|到期/;
const furtherDay = /\d{4}[-./年]\d{1,2}[-./月]\d{1,2}/;

/**
 * The production day of a cell 生产日期或批号 where it is certain: one whole day, with or without a lot beside it. Eight digits alone
 * may be a lot, a month is no day, and a best-before day (限用日期) is another day.
 */
export const productionDay = (text: string): LocalDate | undefined => {
  // 2017-10/171012 names a month and a lot.
  if (text.length < 8 || (text[4] === '-' && text[7] === '/') || expiryWords.test(text)) return undefined;
  if (isDashed(text) && (text.length === 10 || text[10] === '/') && !furtherDay.test(text.slice(10)))
    return dashedDay(text);
  return /^\s*\d{8}(?!\d)/.test(text) ? undefined : dayOf(readHandWrittenDate(text));
};
