import { z } from 'zod';
import { cite } from '#foundation/citation.ts';
import type { Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const bulletinStates = ['draft', 'submitted', 'scheduled', 'released', 'discarded'] as const;
export type BulletinState = (typeof bulletinStates)[number];
export const bulletinStateSchema = z.enum(bulletinStates);
export const bulletinActs = ['submit', 'return', 'release', 'schedule', 'unschedule', 'discard'] as const;
export type BulletinAct = (typeof bulletinActs)[number];

/** A released bulletin never changes: what was wrong is put right by a further bulletin that names it. */
export const bulletinProcess = {
  room: 'publicity',
  kind: 'bulletin',
  name: pair('通报', 'The bulletin'),
  citation: cite('notice', '4.2'),
  states: {
    draft: pair('起草', 'Draft'),
    submitted: pair('已报审', 'Submitted'),
    scheduled: pair('定时发布', 'To be released at a time'),
    released: pair('已发布', 'Released'),
    discarded: pair('已作废', 'Discarded'),
  },
  acts: {
    submit: { label: pair('报审', 'Submit'), permission: 'publicity.write' },
    return: { label: pair('退回', 'Return'), permission: 'publicity.release', reason: true },
    release: { label: pair('立即发布', 'Release now'), permission: 'publicity.release' },
    schedule: { label: pair('定时发布', 'Release at a time'), permission: 'publicity.release' },
    unschedule: { label: pair('取消定时', 'Cancel the time'), permission: 'publicity.release' },
    discard: { label: pair('作废', 'Discard'), permission: 'publicity.write' },
  },
  transitions: {
    draft: { submit: 'submitted', discard: 'discarded' },
    submitted: { return: 'draft', release: 'released', schedule: 'scheduled' },
    scheduled: { publish: 'released', fail: 'submitted', release: 'released', unschedule: 'submitted' },
    released: {},
    discarded: {},
  },
} as const satisfies Process<BulletinState, BulletinAct, 'publish' | 'fail'>;

/** What happened to a bulletin, in words. */
export const bulletinEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(bulletinProcess.acts).map(([verb, { label }]) => [verb, label])),
  compose: pair('起草', 'Draft'),
  publish: pair('到时发布', 'Released at its time'),
  fail: pair('到时未能发布，退回审核', 'Could not be released at its time: back to be examined'),
};

const countsSchema = z.object({
  samples: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  refused: z.number().int(),
  noVerdict: z.number().int(),
  producers: z.number().int(),
  failingProducers: z.number().int(),
  /** passed ÷ (passed + failed), with its 95 % Wilson interval; null where nothing was judged. */
  rate: z.object({ value: z.number(), low: z.number(), high: z.number(), of: z.number().int() }).nullable(),
});

/** A line of the list of failing products. */
export const failingLineSchema = z.object({
  resultId: z.number().int(),
  category: z.string(),
  /** The name under which it was tested; what the firm is called since stands beside it, where that is another name. */
  producer: z.string(),
  producerNow: z.string().nullish(),
  seller: z.string().nullable(),
  sellerNow: z.string().nullish(),
  product: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  items: z.array(z.string()),
});

/** Figures as they stood on the day of composing. */
export const figuresSchema = z.object({
  on: z.string(),
  total: countsSchema,
  categories: z.array(countsSchema.extend({ id: z.number().int(), name: z.string() })),
  items: z.array(z.object({ item: z.string(), failed: z.number().int() })),
  failing: z.array(failingLineSchema),
  /** Failing samples whose producer is not settled are counted, not listed. */
  unsettled: z.number().int(),
});
export type Figures = z.output<typeof figuresSchema>;
export type FigureCounts = z.output<typeof countsSchema>;
export type FailingLine = z.output<typeof failingLineSchema>;

/** The name under which a firm was tested, with its present one beside it. */
export const nameAsTested = (name: string, now: string | null | undefined): string =>
  now === null || now === undefined ? name : `${name}（现名：${now}）`;
