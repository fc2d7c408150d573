import { z } from 'zod';
import { inspectionLevels } from '#foundation/acceptance-sampling/code-letter.ts';
import { aqls, codeLetters, severities } from '#foundation/acceptance-sampling/master-tables.ts';
import { route } from '#foundation/contract.ts';
import { textPairSchema } from '../contracts/shared.ts';

/** As people type it; what can't be read is refused in words that say what can. */
const typed = z.string().max(40);
/** A probability or share with the stated number of places. */
const share = z.string();

const curveSchema = z.object({
  /** Places of every probability and share, rounded once from the exact value. */
  digits: z.number().int(),
  points: z.array(z.object({ nonconforming: z.number().int(), p: share, accepted: share, acceptedProcess: share })),
  producer: z.object({ nonconforming: z.number().int(), p: share, risk: share, riskProcess: share }),
  consumer: z.object({ nonconforming: z.number().int(), p: share, risk: share }),
  aoql: z.object({ nonconforming: z.number().int(), p: share, share }),
});
export type Curve = z.output<typeof curveSchema>;

export const getSamplingPlan = route({
  method: 'GET',
  path: '/api/v1/sampling-plan',
  access: 'spot-checks.plans',
  summary: {
    zh: '计数抽样方案（GB/T 2828.1）及其抽检特性曲线',
    en: 'Plan for sampling by attributes (GB/T 2828.1) with its operating characteristic',
  },
  query: z.object({
    lot: typed,
    level: typed.default('II'),
    aql: typed,
    severity: typed.default('normal'),
  }),
  response: z.object({
    lot: z.number().int(),
    level: z.enum(inspectionLevels),
    aql: z.enum(aqls),
    severity: z.enum(severities),
    code: z.enum(codeLetters),
    row: z.enum(codeLetters),
    n: z.number().int(),
    ac: z.number().int(),
    re: z.number().int(),
    arrow: z.enum(['', 'up', 'down']),
    all: z.boolean(),
    inspected: z.number().int(),
    confirmed: z.boolean(),
    /** The plan in words, sentence by sentence. */
    words: z.array(textPairSchema),
    /** Null above an AQL of 10, where nonconformities are counted. */
    curve: curveSchema.nullable(),
  }),
});

export const getDeclaredQualityPlan = route({
  method: 'GET',
  path: '/api/v1/declared-quality-plan',
  access: 'spot-checks.plans',
  summary: {
    zh: '声明质量水平的核查方案（GB/T 2828.4、GB/T 2828.11）',
    en: 'Sample for assessing a declared quality level (GB/T 2828.4, GB/T 2828.11)',
  },
  query: z.object({ dql: typed, lqr: typed.default('I'), lot: typed.optional() }),
  response: z.object({
    standard: z.enum(['GB/T 2828.4', 'GB/T 2828.11']),
    n: z.number().int(),
    limit: z.number().int(),
    risk: share,
    declared: z.number().int().nullable(),
    retest: z.object({ applies: z.boolean(), why: textPairSchema }).nullable(),
    words: z.array(textPairSchema),
  }),
});
