import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { visitDetailSchema } from './contract.ts';
import { sheetInput } from './sheet-input.ts';
import { outcomes, visitStates } from './visit.ts';

const envelope = {
  /** Given by the phone: sending again changes nothing. */
  id: z.uuid(),
  visitId: z.number().int().positive(),
  /** Clock of the phone when it was done, and when it was sent. */
  deviceAt: z.iso.datetime({ offset: true }),
  sentAt: z.iso.datetime({ offset: true }),
};
const words = z.string().trim().max(2000);

/** What a phone says of a visit. A sheet is named by the message that brought it. */
export const fieldMessageSchema = z.discriminatedUnion('kind', [
  z.object({ ...envelope, kind: z.literal('start'), body: z.object({ identityShown: z.literal(true) }) }),
  z.object({
    ...envelope,
    kind: z.enum(outcomes),
    body: z.object({ reasonCode: z.string().max(60).optional(), reason: words.optional() }),
  }),
  z.object({ ...envelope, kind: z.literal('sheet'), body: z.object({ sheet: sheetInput }) }),
  z.object({
    ...envelope,
    kind: z.literal('correct'),
    body: z.object({
      of: z.uuid(),
      sheet: sheetInput,
      reason: words.min(1),
      signedBy: z.string().trim().min(1).max(60),
    }),
  }),
  z.object({
    ...envelope,
    kind: z.literal('send'),
    body: z.object({ of: z.uuid(), courierNumber: z.string().trim().max(60).optional(), note: words.optional() }),
  }),
]);
export type FieldMessage = z.output<typeof fieldMessageSchema>;

const number = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,4}(\.\d{1,12})?$/)
    .refine((text) => Number(text) >= least && Number(text) <= most)
    .optional();

/** The fields before the file of a form that brings a photo or a signature. */
export const fieldFileSchema = z.object({
  id: z.uuid(),
  visitId: idSchema,
  deviceAt: envelope.deviceAt,
  sentAt: envelope.sentAt,
  kind: z.enum(['photo', 'inspector-signature', 'firm-signature']),
  caption: z.string().trim().max(200).default(''),
  latitude: number(-90, 90),
  longitude: number(-180, 180),
  accuracy: z
    .string()
    .regex(/^\d{1,7}(\.\d{1,9})?$/)
    .optional(),
});
export type FieldFile = z.output<typeof fieldFileSchema>;

export const fieldAnswerSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(['applied', 'conflict', 'refused']),
  text: textPairSchema.nullable(),
  clockWarning: textPairSchema.nullable(),
  receivedAt: z.string(),
  sampleId: z.number().int().nullable(),
  number: z.string().nullable(),
});

const firmSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  address: z.string().nullable(),
  creditCode: z.string().nullable(),
});

/** A visit as a phone takes it along: what the sheet begins with, and the inspection rules. */
export const fieldVisitSchema = z.object({
  id: z.number().int(),
  state: z.enum(visitStates),
  version: z.number().int(),
  dueOn: z.string(),
  site: z.enum(['factory', 'shop', 'online']),
  planTitle: z.string(),
  planNumber: z.string().nullable(),
  planKind: z.string(),
  /** Of the notice that was issued when the visit started. */
  noticeNumber: z.string().nullable(),
  category: namedSchema,
  enterprise: firmSchema,
  laboratory: namedSchema.nullable(),
  inspectors: z.array(z.object({ name: z.string(), certificateNo: z.string(), leads: z.boolean() })),
  rule: z
    .object({
      title: z.string(),
      basis: z.string(),
      sampleQuantity: z.string(),
      reserveQuantity: z.string(),
      leastLot: z.number().int().nullable(),
      items: z.array(z.object({ item: z.string(), method: z.string(), limit: z.string(), unit: z.string() })),
    })
    .nullable(),
});
export type FieldVisit = z.output<typeof fieldVisitSchema>;

const lawfulSchema = z.array(z.object({ code: z.string(), words: textPairSchema }));

export const listFieldVisits = route({
  method: 'GET',
  path: '/api/v1/field/visits',
  access: 'spot-checks.sample',
  summary: { zh: '下载我的抽样任务', en: 'Download the own visits' },
  response: z.object({
    serverTime: z.string(),
    name: z.string(),
    visits: z.array(fieldVisitSchema),
    noSample: lawfulSchema,
    refusals: lawfulSchema,
  }),
});
export type FieldDownload = z.output<typeof listFieldVisits.response>;

export const sendFieldMessage = route({
  method: 'POST',
  path: '/api/v1/field/messages',
  access: 'spot-checks.sample',
  summary: { zh: '发送一条现场消息；同一编号只采用一次', en: 'Send a message from the field; each number counts once' },
  body: fieldMessageSchema,
  response: fieldAnswerSchema,
});

export const sendFieldFile = route({
  method: 'POST',
  path: '/api/v1/field/files',
  access: 'spot-checks.sample',
  summary: { zh: '发送一张照片或签名', en: 'Send a photo or a signature' },
  body: fieldFileSchema,
  response: fieldAnswerSchema,
  transfer: 'upload',
});

export const decideFieldMessage = route({
  method: 'POST',
  path: '/api/v1/field/messages/:messageId/decision',
  access: 'spot-checks.dispatch',
  summary: { zh: '处理未能采用的现场消息', en: 'Decide on a message that could not be applied' },
  params: z.object({ messageId: z.uuid() }),
  body: z.object({ decision: z.enum(['applied', 'set-aside']), reason: words.optional() }),
  response: visitDetailSchema,
});
