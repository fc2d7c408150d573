import { z } from 'zod';
import type { TextPair } from '#foundation/text-pair.ts';

export const bulletinStates = ['draft', 'submitted', 'released', 'discarded'] as const;
export type BulletinState = (typeof bulletinStates)[number];
export const bulletinStateSchema = z.enum(bulletinStates);
export const bulletinStateLabels: Readonly<Record<BulletinState, TextPair>> = {
  draft: { zh: '起草', en: 'Draft' },
  submitted: { zh: '已报审', en: 'Submitted' },
  released: { zh: '已发布', en: 'Released' },
  discarded: { zh: '已作废', en: 'Discarded' },
};

export const bulletinActs = ['submit', 'return', 'release', 'discard'] as const;
export type BulletinAct = (typeof bulletinActs)[number];
export const bulletinActLabels: Readonly<Record<BulletinAct, TextPair>> = {
  submit: { zh: '报审', en: 'Submit' },
  return: { zh: '退回', en: 'Return' },
  release: { zh: '发布', en: 'Release' },
  discard: { zh: '作废', en: 'Discard' },
};

/** A released bulletin never changes: what was wrong is put right by a further bulletin that names it. */
export const bulletinTransitions = {
  draft: { submit: 'submitted', discard: 'discarded' },
  submitted: { return: 'draft', release: 'released' },
  released: {},
  discarded: {},
} as const satisfies Record<BulletinState, Partial<Record<BulletinAct, BulletinState>>>;

/** States that nothing leaves. */
export const finalBulletinStates = ['released', 'discarded'] as const satisfies readonly BulletinState[];

export const bulletinActPermissions = {
  submit: 'publicity.write',
  discard: 'publicity.write',
  return: 'publicity.release',
  release: 'publicity.release',
} as const satisfies Record<BulletinAct, `publicity.${string}`>;

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
  producer: z.string(),
  seller: z.string().nullable(),
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
