import { z } from 'zod';
import { type Result, ok, refuse } from './refusal.ts';
import type { TextPair } from './text-pair.ts';

/** A day of the civil calendar as `YYYY-MM-DD`, without time or zone. Comparing the strings compares the days. */
export type LocalDate = string & z.$brand<'LocalDate'>;

const dayMs = 86_400_000;

/** True for a real day of the years 1000 to 9999 written `YYYY-MM-DD`. */
export const isLocalDate = (value: unknown): value is LocalDate => {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const month = Number(value.slice(5, 7));
  const day = Number(value.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(value.slice(0, 4)), month);
};

/** The same day where nothing reckons with it: a plain string. PostgreSQL has no year 0000, so every date that comes in is read by one of the two. */
export const dayTextSchema = z.iso.date().refine((day): boolean => isLocalDate(day));
export const localDateSchema = z.iso.date().refine(isLocalDate).brand<'LocalDate'>();

/** Days of a month (1 to 12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** Reads `YYYY-MM-DD`; other ways of writing are the business of hand-written-date.ts. */
export const parseLocalDate = (value: string): Result<LocalDate> =>
  isLocalDate(value) ? ok(value) : refuse('invalid-date', { value });

/** A date written in code: `localDate('2000-03-28')`. Throws for what is no date. */
export const localDate = (value: string): LocalDate => {
  if (!isLocalDate(value)) throw new RangeError(`not a date: ${value}`);
  return value;
};

/** The date of three numbers, or nothing where there is no such day. */
export const dateOf = (year: number, month: number, day: number): LocalDate | undefined => {
  const value = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLocalDate(value) ? value : undefined;
};

/** Days since 1970-01-01. */
const toEpochDay = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** The day `days` later (earlier when negative). Throws outside the years 1000 to 9999. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
  localDate(new Date((toEpochDay(date) + days) * dayMs).toISOString().slice(0, 10));

/** Days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toEpochDay(to) - toEpochDay(from);

/** Order of two dates for sorting. */
export const compareDates = (a: LocalDate, b: LocalDate): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/** 1 Monday … 7 Sunday. */
export const weekday = (date: LocalDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 => {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return (day === 0 ? 7 : day) as 1;
};

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));

/** 2015年6月30日, and 30 June 2015. */
export const printDate = (date: LocalDate): TextPair => ({
  zh: `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`,
  en: `${dayOf(date)} ${monthNames[monthOf(date) - 1]} ${yearOf(date)}`,
});

const monthNames = 'January February March April May June July August September October November December'.split(' ');
