import { calendarYearOf, readHolidayOrder } from '#foundation/holiday-order.ts';
import { localDate, type LocalDate, monthOf, yearOf } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result, unwrap } from '#foundation/refusal.ts';
import { joinPairs, pair } from '#foundation/text-pair.ts';
import type { Calendar } from '#foundation/working-days.ts';
import { requireAnotherPerson } from '#platform/identity/four-eyes.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkKey } from '#platform/work/index.ts';
import { decideCalendarEntry, findCalendarEntry, insertCalendarEntry, listCalendarEntries, lockCalendarEntry } from './calendar-storage.ts'; // prettier-ignore
import type { CalendarEntry } from './contract-calendar.ts';

/** From this month on the next year's holidays are asked for: their order comes in November as a rule. */
const askedFrom = 11;

const page = '/holidays';
const fileKey = (year: number): WorkKey => ({ kind: 'law.file-calendar', subject: `calendar/${year}` });
const approveKey = (year: number): WorkKey => ({ kind: 'law.approve-calendar', subject: `calendar/${year}` });

/** The years that are needed on a day and not on file: the day's own, and from November on the next. */
export const missingYears = (today: LocalDate, calendar: Calendar): number[] => {
  const year = yearOf(today);
  const needed = monthOf(today) >= askedFrom ? [year, year + 1] : [year];
  return needed.filter((one) => calendar.tableOf(one) === undefined);
};

const entryOf = async (act: Act, id: string): Promise<CalendarEntry> => {
  const entry = await findCalendarEntry(act.tx, id);
  if (!entry) throw new Error(`calendar entry ${id} is gone`);
  return entry;
};

/** The calendar as this deployment has it. */
export const calendarOfDeployment = async (call: Call): Promise<Calendar> =>
  unwrap(await observe(call, { permission: null }, async ({ law }) => ok(law.calendar)));

/** Every year on file, what is missing, and what was entered and decided. */
export const calendarList = (call: Call) =>
  observe(call, { permission: null }, async ({ tx, law }) =>
    ok({
      years: [...law.calendar.years],
      missing: missingYears(call.today, law.calendar),
      entries: await listCalendarEntries(tx),
    }),
  );

/** Enters the holidays of a year by the text of their order; they hold once another person has approved them. */
export const proposeCalendar = (
  call: Call,
  { year, text, source }: { readonly year: number; readonly text: string; readonly source: string },
): Promise<Result<CalendarEntry>> =>
  perform(call, { permission: 'law.propose', region: call.services.province }, async (act) => {
    const read = readHolidayOrder(year, text);
    if (read.faults.length > 0) return refuseFields({ text: joinPairs(read.faults, { zh: '；', en: '; ' }) });
    await act.asEngine();
    const { off, on } = calendarYearOf(read);
    const { accountId: by } = call.actor;
    const id = await insertCalendarEntry(act.tx, { year, off, on, text, source, by, at: call.services.now() });
    if (id === undefined)
      return refuseFields({
        year: pair(
          `${year}年的安排已有一份等待批准，请先批准或退回`,
          `Holidays of ${year} wait for approval already; approve or reject them first`,
        ),
      });
    await openWork(act, [
      {
        ...approveKey(year),
        title: pair(
          `核对并批准${year}年节假日安排（${source}）`,
          `Check and approve the holidays of ${year} (${source})`,
        ),
        link: page,
        permission: 'law.approve',
        region: call.services.province,
        notBy: by,
        priority: 1,
      },
    ]);
    act.journal({ act: 'law.propose-calendar', subject: `calendar/${year}`, payload: { entry: id, off, on, source } });
    return ok(await entryOf(act, id));
  });

const decide = (
  call: Call,
  id: string,
  state: 'approved' | 'rejected',
  reason: string | null,
): Promise<Result<CalendarEntry>> =>
  perform(call, { permission: 'law.approve', region: call.services.province }, async (act) => {
    await act.asEngine();
    await lockCalendarEntry(act.tx, id);
    const entry = await findCalendarEntry(act.tx, id);
    if (!entry) return refuse('not-found', { thing: pair('该份节假日安排', 'These holidays') });
    if (entry.state !== 'proposed')
      return refuse('state-not-allowed', {
        state: entry.state === 'approved' ? pair('已批准', 'approved') : pair('未予批准', 'rejected'),
        act: state === 'approved' ? pair('批准', 'approve it') : pair('不予批准', 'reject it'),
      });
    const samePerson = state === 'approved' ? requireAnotherPerson(act, entry.proposedBy?.id ?? null) : undefined;
    if (samePerson) return samePerson;
    await decideCalendarEntry(act.tx, id, { state, by: call.actor.accountId, at: call.services.now(), reason });
    await closeWork(act, [approveKey(entry.year), ...(state === 'approved' ? [fileKey(entry.year)] : [])]);
    act.journal({
      act: state === 'approved' ? 'law.approve-calendar' : 'law.reject-calendar',
      subject: `calendar/${entry.year}`,
      payload: { entry: id, off: entry.offDays, on: entry.onDays, ...(reason === null ? {} : { reason }) },
    });
    return ok(await entryOf(act, id));
  });

/** Approves the holidays of a year; from the next act on every deadline is counted with them. Never by who entered them. */
export const approveCalendar = (call: Call, id: string): Promise<Result<CalendarEntry>> =>
  decide(call, id, 'approved', null);

export const rejectCalendar = (call: Call, id: string, reason: string): Promise<Result<CalendarEntry>> =>
  decide(call, id, 'rejected', reason);

/** Asks administrators for the holidays that are needed and missing, in good time. */
export const askForCalendars = async (call: Call): Promise<void> => {
  await perform(call, { permission: null, act: 'law.propose-calendar' }, async (act) => {
    await act.asEngine();
    const missing = missingYears(call.today, act.law.calendar);
    await openWork(
      act,
      missing.map((year) => ({
        ...fileKey(year),
        title: pair(
          `录入${year}年节假日安排（国务院办公厅通知）：没有它，跨到${year}年的期限不能推算，送达、受理都办不了`,
          `Enter the holidays of ${year}: without them no deadline that ends in ${year} can be computed`,
        ),
        link: page,
        permission: 'law.propose',
        region: call.services.province,
        dueOn: localDate(`${year - 1}-12-10`),
        priority: yearOf(call.today) >= year || monthOf(call.today) === 12 ? 2 : 1,
      })),
    );
    return ok(undefined);
  });
};
