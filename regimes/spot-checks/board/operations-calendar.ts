import type { Dataset } from '#foundation/dataset.ts';
import { addDays, dateOf, daysInMonth, type LocalDate, localDate, weekday } from '#foundation/local-date.ts';
import { ok } from '#foundation/refusal.ts';
import { type Calendar, dayKind } from '#foundation/working-days.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import { type CalendarKind, calendarLink, calendarRules, holidayName, kindsFor } from './calendar.ts';
import { countDue, countDueBefore, listDue } from './storage-calendar.ts';

const kindsOf = ({ actor }: Call): CalendarKind[] => kindsFor((permission) => actor.permissions.has(permission));

const asFirm = ({ actor }: Call): boolean => !actor.permissions.has('spot-checks.see-visits');

/** What kind of day it is; a year whose calendar is not published says so rather than guess. */
const workOf = (day: LocalDate, calendar: Calendar) => {
  const found = dayKind(day, calendar);
  if (!found.ok) return { work: 'unpublished' as const, holiday: null };
  const { value } = found;
  return { work: value.kind, holiday: value.kind === 'holiday' ? holidayName(value.holiday) : null };
};

/** A month of the reader's calendar: every day, what kind of day it is and what falls due, under row-level security. */
export const readCalendar = (
  call: Call,
  { dataset, month = call.today.slice(0, 7) }: { readonly dataset: Dataset; readonly month?: string | undefined },
) =>
  observe(call, { permission: null }, async ({ tx, law }) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    const length = daysInMonth(year, number);
    const first = localDate(`${month}-01`);
    const last = dateOf(year, number, length) ?? first;
    const kinds = kindsOf(call);
    const counted = await countDue(tx, kinds, dataset, first, last);
    const lateKinds = kinds.filter((kind) => calendarRules[kind].late);
    const before = first < call.today ? first : call.today;
    return ok({
      month,
      today: call.today,
      kinds,
      lateBefore: await countDueBefore(tx, lateKinds, dataset, before),
      days: Array.from({ length }, (_, index) => {
        const day = addDays(first, index);
        return {
          day,
          weekday: weekday(day),
          ...workOf(day, law.calendar),
          due: kinds.flatMap((kind) => {
            const count = counted.find((row) => row.day === day && row.kind === kind)?.count ?? 0;
            return count === 0 ? [] : [{ kind, count, late: calendarRules[kind].late && day < call.today }];
          }),
        };
      }),
    });
  });

const listed = 200;

/** What falls due for the reader on a day. */
export const readCalendarDay = (
  call: Call,
  day: string,
  { dataset, kind }: { readonly dataset: Dataset; readonly kind?: CalendarKind | undefined },
) =>
  observe(call, { permission: null }, async ({ tx }) => {
    const on = localDate(day);
    const kinds = kindsOf(call).filter((each) => kind === undefined || each === kind);
    const [rows, counted] = [await listDue(tx, kinds, dataset, on, listed), await countDue(tx, kinds, dataset, on, on)];
    return ok({
      items: rows.map((row) => ({
        ...row,
        late: calendarRules[row.kind].late && on < call.today,
        link: calendarLink(row.kind, row.id, asFirm(call)),
      })),
      total: counted.reduce((sum, { count }) => sum + count, 0),
    });
  });
