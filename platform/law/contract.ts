import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { localDateSchema } from '#foundation/local-date.ts';
import { textPairSchema } from '#foundation/text-pair.ts';

const reason = z.string().trim().min(1).max(2000);
const overrideId = z.object({ overrideId: z.uuid() });

export const overrideSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  value: z.unknown(),
  source: textPairSchema,
  reason: z.string(),
  state: z.enum(['proposed', 'approved', 'rejected']),
  proposedBy: z.object({ id: z.uuid(), name: z.string().nullable() }),
  proposedAt: z.string(),
  decidedBy: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
});
export type LawOverrideShown = z.output<typeof overrideSchema>;

export const lawLineSchema = z.object({
  key: z.string(),
  title: textPairSchema,
  unit: textPairSchema.nullable(),
  /** What values and their parts are called. */
  words: z.record(z.string(), textPairSchema),
  selectedBy: z.enum(['sampling', 'publication', 'service', 'decision']),
  /** As it holds on the day asked for; empty where nothing holds on it. */
  current: z
    .object({
      value: z.unknown(),
      from: z.string(),
      to: z.string().nullable(),
      source: textPairSchema,
      confirmed: z.boolean(),
      overridden: z.boolean(),
    })
    .nullable(),
  /** The dated defaults under the profile of the deployment. */
  defaults: z.array(
    z.object({
      value: z.unknown(),
      from: z.string(),
      to: z.string().nullable(),
      source: textPairSchema,
      confirmed: z.boolean(),
    }),
  ),
  overrides: z.array(overrideSchema),
});
export type LawLine = z.output<typeof lawLineSchema>;

export const listLaw = route({
  method: 'GET',
  path: '/api/v1/law',
  access: 'signed-in',
  summary: {
    zh: '法律参数：当日取值、依据、是否核实及本地调整',
    en: 'Legal parameters: value of the day, source, whether confirmed, overrides',
  },
  query: z.object({ on: localDateSchema.optional() }),
  response: z.object({ profile: z.enum(['notice', 'current']), on: z.string(), parameters: z.array(lawLineSchema) }),
});

export const proposeOverride = route({
  method: 'POST',
  path: '/api/v1/law/overrides',
  access: 'law.propose',
  summary: { zh: '提出调整一项法律参数', en: 'Propose another value of a legal parameter' },
  body: z.object({
    key: z.string().max(200),
    from: localDateSchema,
    to: localDateSchema.nullable().default(null),
    value: z.unknown(),
    /** The text that the value comes from; the English may be left out. */
    source: z.object({ zh: z.string().trim().min(1).max(1000), en: z.string().trim().max(1000).default('') }),
    reason,
  }),
  response: overrideSchema,
});

export const approveOverride = route({
  method: 'POST',
  path: '/api/v1/law/overrides/:overrideId/approve',
  access: 'law.approve',
  summary: { zh: '批准调整（提出人以外的人员）', en: 'Approve an override (another person than its proposer)' },
  params: overrideId,
  body: z.object({ reason: reason.nullable().default(null) }),
  response: overrideSchema,
});

export const rejectOverride = route({
  method: 'POST',
  path: '/api/v1/law/overrides/:overrideId/reject',
  access: 'law.approve',
  summary: { zh: '不予批准调整', en: 'Reject an override' },
  params: overrideId,
  body: z.object({ reason }),
  response: overrideSchema,
});
