import { type LocalDate, addDays, daysBetween, printDate, yearOf } from './local-date.ts';
import { type Result, ok, refuse } from './refusal.ts';
import type { TextPair } from './text-pair.ts';
import { addWorkingDays, type Calendar, dayKind, nextWorkingDay } from './working-days.ts';

export type DayCount = 'natural' | 'working';

/** A term as the law gives it. */
export interface Term {
  readonly days: number;
  readonly count: DayCount;
}

/** When it ends, and why in words. `raw` is the last day before it rolled forward. */
export interface Deadline {
  readonly due: LocalDate;
  readonly raw: LocalDate;
  readonly rolled: boolean;
  readonly explanation: TextPair;
}

/** The longest term that makes sense; it keeps a mistyped number from walking through centuries. */
const longestTerm = 3660;

/**
 * The last day of a term. The day of the event is day 0 and is not counted. Natural days: a last day that is a holiday or a
 * free weekend day rolls forward to the next working day. Working days: holidays and free weekend days are not counted.
 * Refused: a term that is no whole number of days, or one that ends in a year whose calendar is not on file.
 * @param calendar of the deployment: `act.law.calendar`
 */
export const deadline = (from: LocalDate, { days, count }: Term, calendar: Calendar): Result<Deadline> => {
  if (!Number.isInteger(days) || days < 0 || days > longestTerm)
    return refuse('invalid-days', { value: days, most: longestTerm });
  if (yearOf(from) > (calendar.years.at(-1) ?? 0)) return refuse('unpublished-calendar-year', { year: yearOf(from) });
  return count === 'natural' ? naturalDeadline(from, days, calendar) : workingDeadline(from, days, calendar);
};

/** Days left from `today` to the due day: 0 on the day itself, negative when overdue. */
export const daysLeft = (due: LocalDate, today: LocalDate): number => daysBetween(today, due);

const naturalDeadline = (from: LocalDate, days: number, calendar: Calendar): Result<Deadline> => {
  const raw = addDays(from, days);
  const due = nextWorkingDay(raw, calendar);
  if (!due.ok) return due;
  const [start, last, end] = [printDate(from), printDate(raw), printDate(due.value)];
  if (due.value === raw)
    return ok({
      due: raw,
      raw,
      rolled: false,
      explanation: {
        zh: `自${start.zh}的次日起算${days}日，至${last.zh}届满`,
        en: `${days} days counted from the day after ${start.en} end on ${last.en}`,
      },
    });
  const why = dayKind(raw, calendar);
  const holiday = why.ok && why.value.kind === 'holiday' ? why.value.holiday : undefined;
  return ok({
    due: due.value,
    raw,
    rolled: true,
    explanation: {
      zh: `自${start.zh}的次日起算${days}日，${last.zh}是${holiday === undefined ? '休息日' : `节假日（${holiday}）`}，顺延至${end.zh}`,
      en: `${days} days counted from the day after ${start.en} would end on ${last.en}, which is a ${holiday === undefined ? 'weekend day' : 'public holiday'}; the term ends on ${end.en}`,
    },
  });
};

const workingDeadline = (from: LocalDate, days: number, calendar: Calendar): Result<Deadline> => {
  const due = addWorkingDays(from, days, calendar);
  if (!due.ok) return due;
  const [start, end] = [printDate(from), printDate(due.value)];
  return ok({
    due: due.value,
    raw: due.value,
    rolled: false,
    explanation: {
      zh: `自${start.zh}的次日起算${days}个工作日，至${end.zh}届满`,
      en: `${days} working days counted from the day after ${start.en} end on ${end.en}`,
    },
  });
};
