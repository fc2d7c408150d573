import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageQuery } from '#foundation/paging.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { journalLineSchema } from '#platform/journal/contract.ts';

export const workLineSchema = z.object({
  id: z.number().int(),
  kind: z.string(),
  room: z.string(),
  subject: z.string(),
  dataset: datasetSchema.nullable(),
  title: textPairSchema,
  /** Path of its page in the office. */
  link: z.string(),
  region: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** Natural days until the last day; negative where it has passed. */
  daysLeft: z.number().int().nullable(),
  priority: z.number().int(),
  state: z.enum(['open', 'closed']),
  createdAt: z.string(),
  closedAt: z.string().nullable(),
  /** Who has taken it; nobody: whoever may do it. */
  holder: z.object({ name: z.string().nullable(), me: z.boolean() }).nullable(),
});
export type WorkLine = z.output<typeof workLineSchema>;

export const workCountsSchema = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  /** Due today or within the next seven days. */
  dueSoon: z.number().int(),
});

export const workFilterSchema = z.object({
  /** Part of the title or the whole subject. */
  text: z.string().trim().max(100).optional(),
  kind: z.string().max(100).optional(),
  due: z.enum(['overdue', 'soon']).optional(),
  dataset: datasetSchema.optional(),
  region: z
    .string()
    .regex(/^[1-9]\d{5}$/)
    .optional(),
});
export type WorkFilter = z.output<typeof workFilterSchema>;

export const listMyWork = route({
  method: 'GET',
  path: '/api/v1/work',
  access: 'signed-in',
  summary: { zh: '等我办理的事项', en: 'What waits for me' },
  query: workFilterSchema.extend(pageQuery),
  response: z.object({
    items: z.array(workLineSchema),
    next: z.string().nullable(),
    /** Of all that match the filter. */
    counts: workCountsSchema,
    kinds: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  }),
});

export const readWorkbench = route({
  method: 'GET',
  path: '/api/v1/workbench',
  access: 'signed-in',
  summary: {
    zh: '工作台：等我办理、即将到期、最近变动',
    en: 'Workbench: what waits for me, what is due, what changed',
  },
  response: z.object({
    counts: workCountsSchema,
    /** The most pressing items. */
    items: z.array(workLineSchema),
    /** Piles too large for one item a piece. */
    queues: z.array(
      z.object({
        key: z.string(),
        title: textPairSchema,
        count: z.number().int(),
        oldestDue: z.string().nullable(),
        /** Since when the oldest waits, where they have no due date. */
        oldest: z.string().nullable(),
        /** Besides, where an authority nearer to the place does it. */
        elsewhere: z.number().int(),
        /** Of `count`, without a known place: they go to the authority there once it is confirmed. */
        unplaced: z.number().int(),
        link: z.string(),
      }),
    ),
    /** What changed of late in the rooms that I may see, newest first. */
    changed: z.array(z.object({ at: z.string(), title: textPairSchema, link: z.string(), dataset: datasetSchema })),
    /** What I did of late. */
    acts: z.array(journalLineSchema),
  }),
});
