import { z } from 'zod';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { eventSchema, nextStepSchema, offeredActsSchema } from '#foundation/process.ts';
import { manners } from '#foundation/service.ts';
import { sellerReportInput, sellerStates, sellerVerbs } from './seller-order.ts';

const orderId = z.object({ orderId: idSchema });

export const sellerOrderLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  state: z.enum(sellerStates),
  number: z.string().nullable(),
  firm: namedSchema,
  producer: namedSchema,
  category: z.string(),
  city: z.string().nullable(),
  orderedOn: z.string(),
  dueOn: z.string().nullable(),
  /** Days left until the seller has to report: 0 on the last day, negative when it is over. */
  daysLeft: z.number().int().nullable(),
});
export type SellerOrderLine = z.output<typeof sellerOrderLineSchema>;

export const sellerOrderDetailSchema = z.object({
  ...sellerOrderLineSchema.shape,
  manner: z.enum(manners).nullable(),
  servedOn: z.string().nullable(),
  proof: z.record(z.string(), z.string()).nullable(),
  effectiveOn: z.string().nullable(),
  report: sellerReportInput.nullable(),
  reportedOn: z.string().nullable(),
  next: nextStepSchema,
  acts: offeredActsSchema(sellerVerbs),
  events: z.array(eventSchema),
});
export type SellerOrderDetail = z.output<typeof sellerOrderDetailSchema>;

export const sellerOrderFilterSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(sellerStates).optional(),
  q: z.string().trim().max(100).optional(),
});
export type SellerOrderFilter = z.output<typeof sellerOrderFilterSchema>;

/** Orders to sellers where the seller is: often another place than that of the producer. */
export const listSellerOrders = route({
  method: 'GET',
  path: '/api/v1/seller-orders',
  access: 'warning-cards.read',
  summary: { zh: '对销售者的责令，期限近的在前', en: 'Orders to sellers, the nearest deadline first' },
  citation: 'notice 4.3.1',
  query: sellerOrderFilterSchema.extend(pageQuery),
  response: pageByState(sellerOrderLineSchema, z.enum(sellerStates)),
});

export const getSellerOrder = route({
  method: 'GET',
  path: '/api/v1/seller-orders/:orderId',
  access: 'warning-cards.read',
  summary: { zh: '查看一件对销售者的责令', en: 'One order to a seller' },
  citation: 'notice 4.3.1',
  params: orderId,
  response: sellerOrderDetailSchema,
});

export const mySellerOrder = route({
  method: 'GET',
  path: '/api/v1/my-seller-orders/:orderId',
  access: 'warning-cards.answer',
  summary: { zh: '我的企业：一件停止销售的责令', en: 'My enterprise: one order to stop selling' },
  params: orderId,
  response: sellerOrderDetailSchema,
});
