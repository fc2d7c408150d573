import { z } from 'zod';
import { bulkActRoutes } from '#foundation/act-route.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { groundsSchema } from '#foundation/grounds-schema.ts';
import { importReportSchema } from '#foundation/import-report.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { eventSchema, nextActSchema, offeredActsSchema, selectionOf } from '#foundation/process.ts';
import { idSchema, namedSchema, regionCodeSchema, regionSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { paperEraSchema } from './paper-era.ts';
import { cardActs, type CardAct, cardKindSchema, cardProcess, cardStateSchema, failingSampleSchema, heldReasonSchema, verbSchema } from './warning-card.ts'; // prettier-ignore

const cardId = z.object({ cardId: idSchema });

/** Filters of the list; all of them live in the address of the page. */
export const cardFilterSchema = z.object({
  dataset: datasetSchema,
  state: cardStateSchema.optional(),
  kind: cardKindSchema.optional(),
  /** Province, city or county of the producer; `unknown`: no city given or confirmed. */
  region: z.union([regionCodeSchema, z.literal('unknown')]).optional(),
  categoryId: idSchema.optional(),
  checkId: idSchema.optional(),
  producerId: idSchema.optional(),
  historical: z.stringbool().optional(),
  underReview: z.stringbool().optional(),
  /** Part of the producer's name, or the number of the card. */
  text: z.string().trim().max(100).optional(),
});
export type CardFilter = z.output<typeof cardFilterSchema>;

export const cardLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  kind: cardKindSchema,
  state: cardStateSchema,
  heldReason: heldReasonSchema.nullable(),
  number: z.string().nullable(),
  producer: namedSchema,
  category: namedSchema,
  check: z.object({ id: z.number().int(), title: z.string(), authority: z.string(), level: z.string() }),
  publishedOn: z.string().nullable(),
  province: regionSchema.nullable(),
  city: regionSchema.nullable(),
  historical: z.boolean(),
  failingSamples: z.number().int(),
  products: z.array(z.string()),
  underReview: z.boolean(),
  decidedAt: z.string().nullable(),
});
export type CardLine = z.output<typeof cardLineSchema>;

export const cardDetailSchema = z.object({
  ...cardLineSchema.shape,
  grounds: groundsSchema,
  samples: z.array(failingSampleSchema),
  /** The one next act: what, by whom, until when. Absent in final states. */
  next: nextActSchema(cardActs),
  acts: offeredActsSchema(cardActs),
  /** What follows from issuing it, said before the act. */
  consequence: textPairSchema,
  /** Licences and certificates that it suspends, as far as the reader sees them. */
  suspends: z.array(z.object({ licenceId: z.number().int(), number: z.string(), issuer: z.string() })),
  decisionReason: z.string().nullable(),
  /** What a table tells of a card that was issued on paper. */
  paperEra: paperEraSchema.nullable(),
  timeline: z.array(eventSchema.extend({ verb: verbSchema.or(z.literal('propose')) })),
  /** Other cards of the same producer. */
  related: z.array(cardLineSchema),
});

export const listCards = route({
  method: 'GET',
  path: '/api/v1/warning-cards',
  access: 'warning-cards.read',
  summary: { zh: '黄牌和移送函清单', en: 'Yellow cards and transfer letters' },
  citation: 'notice 4.3.1',
  query: z.object({
    ...cardFilterSchema.shape,
    ...pageQuery,
  }),
  response: pageByState(cardLineSchema, cardStateSchema),
});

export const exportCards = route({
  method: 'GET',
  path: '/api/v1/warning-cards/export',
  access: 'warning-cards.read',
  summary: { zh: '导出全部符合条件的黄牌和移送函', en: 'Export every card that matches' },
  query: z.object({ ...cardFilterSchema.shape, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.unknown(),
  transfer: 'stream',
});

export const getCard = route({
  method: 'GET',
  path: '/api/v1/warning-cards/:cardId',
  access: 'warning-cards.read',
  summary: {
    zh: '查看一张黄牌或移送函：依据、下一步和经过',
    en: 'One card: its grounds, the next act and what happened',
  },
  citation: 'notice 4.3.1',
  params: cardId,
  response: cardDetailSchema,
});

export const enterpriseCards = route({
  method: 'GET',
  path: '/api/v1/enterprises/:enterpriseId/cards',
  access: 'warning-cards.read',
  summary: { zh: '一家企业的黄牌和移送函', en: 'Cards of one enterprise' },
  params: z.object({ enterpriseId: idSchema }),
  response: z.object({ rows: z.array(cardLineSchema) }),
});

/** Cards chosen one by one, each with the version seen; or all that match a filter, with the number seen. */
export const selectionSchema = selectionOf(
  'cards',
  cardFilterSchema.extend({ historical: z.boolean().optional(), underReview: z.boolean().optional() }),
);
export type Selection = z.output<typeof selectionSchema>;

const actRoute = bulkActRoutes<Exclude<CardAct, 'keep' | 'revoke'>, typeof selectionSchema>(cardProcess.acts, {
  path: '/api/v1/warning-cards',
  citation: 'notice 4.3.1',
  selection: selectionSchema,
});

export const submitCards = actRoute('submit', {
  zh: '报审（可批量）；可附意见',
  en: 'Submit, singly or in bulk; a note may be given',
});
export const returnCards = actRoute('return', {
  zh: '退回承办人并说明理由',
  en: 'Return to the officer, giving the reason',
});
export const issueCards = actRoute('issue', {
  zh: '发出（可批量），由报审人以外的人办理',
  en: 'Issue, singly or in bulk, by another person than the one who submitted',
});
export const dismissCards = actRoute('dismiss', { zh: '不予发出并说明理由', en: 'Dismiss, giving the reason' });
export const admitCards = actRoute('admit', { zh: '核实为生产者后提出', en: 'Propose after verifying the producer' });
export const declineCards = actRoute('decline', {
  zh: '核实为非生产者，不提出',
  en: 'Drop after verifying that it is not the producer',
});

export const reviewCard = route({
  method: 'POST',
  path: '/api/v1/warning-cards/:cardId/review',
  access: 'warning-cards.review',
  summary: {
    zh: '复核决定：维持或撤销，由发出人以外的人办理',
    en: 'Decide a review: keep or revoke, by another person than the issuer',
  },
  citation: 'notice 4.3.1',
  params: cardId,
  body: z.object({
    decision: z.enum(['keep', 'revoke']),
    version: z.number().int().positive(),
    reason: z.string().trim().min(1).max(2000),
  }),
  response: cardDetailSchema,
});

export const importPaperCards = route({
  method: 'POST',
  path: '/api/v1/warning-cards/paper-import',
  access: 'warning-cards.submit',
  summary: {
    zh: '补录纸质黄牌（.xlsx、.xls、.csv），报审后由另一人发出',
    en: 'Take over cards that were issued on paper; they are submitted, another person issues them',
  },
  citation: 'notice 4.3.1',
  query: z.object({ dataset: datasetSchema }),
  response: importReportSchema,
  transfer: 'upload',
});
