import { type LocalDate, addDays, weekday, yearOf } from './local-date.ts';
import { type Result, ok, refuse } from './refusal.ts';
import { calendarYears } from './working-days-data.ts';

/** What a day is. `holiday` carries the holiday's name; `make-up` is a weekend day on which people work. */
export type DayKind =
  | { readonly working: true; readonly kind: 'weekday' | 'make-up' }
  | { readonly working: false; readonly kind: 'weekend' }
  | { readonly working: false; readonly kind: 'holiday'; readonly holiday: string };

interface Table {
  /** MM-DD → name of the holiday. */
  readonly off: ReadonlyMap<string, string>;
  readonly on: ReadonlySet<string>;
}

const tables = new Map<number, Table>();

const dashed = (monthDay: string): string => `${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;

const tableOf = (year: number): Table | undefined => {
  const known = tables.get(year);
  if (known) return known;
  const raw = calendarYears[year];
  if (!raw) return undefined;
  const off = new Map<string, string>();
  for (const run of raw.off.split(' ')) {
    const [holiday = '', span = ''] = run.split(':');
    const [first = '', last = first] = span.split('-');
    const end = `${year}-${dashed(last)}`;
    for (let day = `${year}-${dashed(first)}` as LocalDate; day <= end; day = addDays(day, 1))
      off.set(day.slice(5), holiday);
  }
  const table = { off, on: new Set(raw.on.split(' ').filter(Boolean).map(dashed)) };
  tables.set(year, table);
  return table;
};

/** Years whose calendar is published and on file, in order. */
export const publishedYears: readonly number[] = Object.keys(calendarYears).map(Number);

/** What `date` is. Refused: a year whose calendar is not published. */
export const dayKind = (date: LocalDate): Result<DayKind> => {
  const table = tableOf(yearOf(date));
  if (!table) return refuse('unpublished-calendar-year', { year: yearOf(date) });
  const monthDay = date.slice(5);
  const holiday = table.off.get(monthDay);
  if (holiday !== undefined) return ok({ working: false, kind: 'holiday', holiday });
  if (weekday(date) <= 5) return ok({ working: true, kind: 'weekday' });
  return ok(table.on.has(monthDay) ? { working: true, kind: 'make-up' } : { working: false, kind: 'weekend' });
};

/** The first working day on or after `date`. */
export const nextWorkingDay = (date: LocalDate): Result<LocalDate> => {
  for (let day = date; ; day = addDays(day, 1)) {
    const found = dayKind(day);
    if (!found.ok) return found;
    if (found.value.working) return ok(day);
  }
};

/** The `count`-th working day after `date` (which is not counted itself); `date` for 0. */
export const addWorkingDays = (date: LocalDate, count: number): Result<LocalDate> => {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    const found = dayKind(day);
    if (!found.ok) return found;
    if (found.value.working) left -= 1;
  }
  return ok(day);
};

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: LocalDate, to: LocalDate): Result<number> => {
  let count = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    const found = dayKind(day);
    if (!found.ok) return found;
    if (found.value.working) count += 1;
  }
  return ok(count);
};
