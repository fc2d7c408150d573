import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { daySchema, monthSchema } from '../contracts/shared.ts';
import { calendarKinds } from './calendar.ts';

const kind = z.enum(calendarKinds);

export const readCalendar = route({
  method: 'GET',
  path: '/api/v1/spot-check-calendar',
  access: 'signed-in',
  summary: { zh: '我的日历：一个月内到期的事项', en: 'Calendar: what falls due for the reader in a month' },
  query: z.object({ dataset: datasetSchema, month: monthSchema.optional() }),
  response: z.object({
    month: monthSchema,
    today: daySchema,
    /** What the reader looks for at all. */
    kinds: z.array(kind),
    /** Open things of the reader that were due before this month. */
    lateBefore: z.number().int(),
    days: z.array(
      z.object({
        day: daySchema,
        weekday: z.number().int().min(1).max(7),
        work: z.enum(['weekday', 'make-up', 'weekend', 'holiday', 'unpublished']),
        holiday: textPairSchema.nullable(),
        due: z.array(z.object({ kind, count: z.number().int(), late: z.boolean() })),
      }),
    ),
  }),
});

export const readCalendarDay = route({
  method: 'GET',
  path: '/api/v1/spot-check-calendar/:day',
  access: 'signed-in',
  summary: { zh: '某日到期的事项', en: 'What falls due on a day' },
  params: z.object({ day: daySchema }),
  query: z.object({ dataset: datasetSchema, kind: kind.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        kind,
        id: z.number().int(),
        title: z.string(),
        detail: z.string(),
        late: z.boolean(),
        link: z.string(),
      }),
    ),
    /** How many there are in all; the first two hundred are listed. */
    total: z.number().int(),
  }),
});
