import { type LocalDate, addDays, weekday, yearOf } from './local-date.ts';
import { type Result, ok, refuse } from './refusal.ts';
import { type CalendarYear, calendarYears } from './working-days-data.ts';

/** What a day is. `holiday` carries the holiday's name; `make-up` is a weekend day on which people work. */
export type DayKind =
  | { readonly working: true; readonly kind: 'weekday' | 'make-up' }
  | { readonly working: false; readonly kind: 'weekend' }
  | { readonly working: false; readonly kind: 'holiday'; readonly holiday: string };

/** A year's days off and make-up working days, ready to look up. */
export interface YearTable {
  /** MM-DD → name of the holiday. */
  readonly off: ReadonlyMap<string, string>;
  readonly on: ReadonlySet<string>;
}

/** The years whose holidays are known: those that come with the program, and those that the deployment has put on file. */
export interface Calendar {
  readonly tableOf: (year: number) => YearTable | undefined;
  /** In order. */
  readonly years: readonly number[];
}

const dashed = (monthDay: string): string => `${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;

const tableFrom = (year: number, { off, on }: CalendarYear): YearTable => {
  const days = new Map<string, string>();
  for (const run of off.split(' ')) {
    const [holiday = '', span = ''] = run.split(':');
    const [first = '', last = first] = span.split('-');
    const end = `${year}-${dashed(last)}`;
    for (let day = `${year}-${dashed(first)}` as LocalDate; day <= end; day = addDays(day, 1))
      days.set(day.slice(5), holiday);
  }
  return { off: days, on: new Set(on.split(' ').filter(Boolean).map(dashed)) };
};

/** Years read on demand, each once. */
const reader = (years: Readonly<Record<number, CalendarYear>>): Calendar['tableOf'] => {
  const tables = new Map<number, YearTable>();
  return (year) => {
    const known = tables.get(year);
    const raw = years[year];
    if (known || !raw) return known;
    const table = tableFrom(year, raw);
    tables.set(year, table);
    return table;
  };
};

/** The years that come with the program. */
export const publishedCalendar: Calendar = {
  tableOf: reader(calendarYears),
  years: Object.keys(calendarYears).map(Number),
};

/** With years that a deployment has put on file; such a year stands before one that came with the program. */
export const calendarWith = (filed: Readonly<Record<number, CalendarYear>>): Calendar => {
  const own = reader(filed);
  return {
    tableOf: (year) => own(year) ?? publishedCalendar.tableOf(year),
    years: [...new Set([...publishedCalendar.years, ...Object.keys(filed).map(Number)])].toSorted((a, b) => a - b),
  };
};

/** What `date` is. Refused: a year whose calendar is not on file. */
export const dayKind = (date: LocalDate, calendar: Calendar): Result<DayKind> => {
  const table = calendar.tableOf(yearOf(date));
  if (!table) return refuse('unpublished-calendar-year', { year: yearOf(date) });
  const monthDay = date.slice(5);
  const holiday = table.off.get(monthDay);
  if (holiday !== undefined) return ok({ working: false, kind: 'holiday', holiday });
  if (weekday(date) <= 5) return ok({ working: true, kind: 'weekday' });
  return ok(table.on.has(monthDay) ? { working: true, kind: 'make-up' } : { working: false, kind: 'weekend' });
};

/** The first working day on or after `date`. */
export const nextWorkingDay = (date: LocalDate, calendar: Calendar): Result<LocalDate> => {
  for (let day = date; ; day = addDays(day, 1)) {
    const found = dayKind(day, calendar);
    if (!found.ok) return found;
    if (found.value.working) return ok(day);
  }
};

/** The `count`-th working day after `date` (which is not counted itself); `date` for 0. */
export const addWorkingDays = (date: LocalDate, count: number, calendar: Calendar): Result<LocalDate> => {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    const found = dayKind(day, calendar);
    if (!found.ok) return found;
    if (found.value.working) left -= 1;
  }
  return ok(day);
};

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: LocalDate, to: LocalDate, calendar: Calendar): Result<number> => {
  let count = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    const found = dayKind(day, calendar);
    if (!found.ok) return found;
    if (found.value.working) count += 1;
  }
  return ok(count);
};
