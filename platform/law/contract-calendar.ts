import { z } from 'zod';
import { route } from '#foundation/contract.ts';

const person = z.object({ id: z.uuid(), name: z.string().nullable() });

export const calendarEntrySchema = z.object({
  id: z.uuid(),
  year: z.number().int(),
  /** `name:MMDD-MMDD`, parted by spaces. */
  offDays: z.string(),
  /** `MMDD`, parted by spaces. */
  onDays: z.string(),
  /** The order as it was entered. */
  text: z.string(),
  /** Its document number. */
  source: z.string(),
  state: z.enum(['proposed', 'approved', 'rejected']),
  /** Nobody where it came by the command line. */
  proposedBy: person.nullable(),
  proposedAt: z.string(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
});
export type CalendarEntry = z.output<typeof calendarEntrySchema>;

export const listCalendars = route({
  method: 'GET',
  path: '/api/v1/law/calendars',
  access: 'signed-in',
  summary: {
    zh: '节假日安排：已有年份、录入和批准情况',
    en: 'Holidays: the years on file, what was entered and approved',
  },
  response: z.object({
    /** Years for which deadlines can be computed. */
    years: z.array(z.number().int()),
    /** Years that are needed and not on file. */
    missing: z.array(z.number().int()),
    entries: z.array(calendarEntrySchema),
  }),
});

/** What is entered: the year, the text of the order, and its document number. */
export const calendarBody = z.object({
  year: z.number().int().min(2000).max(2999),
  text: z.string().trim().min(1).max(10_000),
  source: z.string().trim().min(1).max(500),
});

export const proposeCalendar = route({
  method: 'POST',
  path: '/api/v1/law/calendars',
  access: 'law.propose',
  summary: { zh: '录入一年的节假日安排', en: 'Enter the holidays of a year' },
  body: calendarBody,
  response: calendarEntrySchema,
});

const params = z.object({ entryId: z.uuid() });

export const approveCalendar = route({
  method: 'POST',
  path: '/api/v1/law/calendars/:entryId/approve',
  access: 'law.approve',
  summary: { zh: '批准节假日安排（录入人以外的人员）', en: 'Approve holidays (another person than who entered them)' },
  params,
  body: z.object({}),
  response: calendarEntrySchema,
});

export const rejectCalendar = route({
  method: 'POST',
  path: '/api/v1/law/calendars/:entryId/reject',
  access: 'law.approve',
  summary: { zh: '不予批准节假日安排', en: 'Reject holidays' },
  params,
  body: z.object({ reason: z.string().trim().min(1).max(2000) }),
  response: calendarEntrySchema,
});
