import type { LocalDate } from '#foundation/local-date.ts';

const forms: readonly RegExp[] = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?$/,
  /^(\d{4})[./\\](\d{1,2})[./\\](\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})(\d\d)(\d\d)$/,
];

const validDay = (year: number, month: number, day: number): LocalDate | undefined => {
  if (year < 1980 || year > 2100 || month < 1 || month > 12 || day < 1) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (day > length) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as LocalDate;
};

/** A cell that holds one whole day in one of the ways people write it; undefined for anything else. */
export const readDay = (text: string): LocalDate | undefined => {
  const plain = text.normalize('NFKC').trim();
  for (const form of forms) {
    const parts = form.exec(plain);
    if (parts) return validDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
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
