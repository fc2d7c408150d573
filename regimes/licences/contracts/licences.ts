import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageByState, pageQuery } from '#foundation/paging.ts';
import { eventSchema } from '#foundation/process.ts';
import { refusalSchema } from '#foundation/refusal.ts';
import { idSchema, namedSchema } from '#foundation/schemas.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import {
  holdActs,
  holdGrounds,
  issuerActs,
  issuerAnswers,
  issuerKinds,
  licenceActSchema,
  licenceKindSchema,
  standings,
} from '../licence.ts';
import { dateSchema, reasonSchema } from './shared.ts';

const licenceFilterSchema = z.object({
  dataset: datasetSchema,
  standing: z.enum(standings).optional(),
  kind: licenceKindSchema.optional(),
  categoryId: idSchema.optional(),
  /** Some product of it is suspended. */
  held: z.stringbool().optional(),
  /** Part of the holder's name, or the number. */
  q: z.string().trim().max(100).optional(),
});
export type LicenceFilter = z.output<typeof licenceFilterSchema>;

export const licenceLineSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  dataset: datasetSchema,
  number: z.string(),
  kind: licenceKindSchema,
  holder: namedSchema,
  issuer: z.string(),
  validFrom: dateSchema,
  validUntil: dateSchema,
  standing: z.enum(standings),
  products: z.array(z.string()),
  /** Products of it whose use is suspended today. */
  held: z.array(z.string()),
});
export type LicenceLine = z.output<typeof licenceLineSchema>;

export const licenceDetailSchema = z.object({
  ...licenceLineSchema.shape,
  creditCode: z.string().nullable(),
  place: z.string().nullable(),
  issuerKind: z.enum(issuerKinds),
  /** The bureau of the province has issued it: it revokes it itself, and nobody else acts on it. */
  own: z.boolean(),
  issuedOn: dateSchema,
  surrenderedOn: dateSchema.nullable(),
  revokedOn: dateSchema.nullable(),
  /** Until which day, after a revocation, the holder may not apply for the same product again, and what says so. */
  bar: z
    .object({ until: dateSchema, years: z.number().int(), basis: textPairSchema, confirmed: z.boolean() })
    .nullable(),
  scope: z.array(z.object({ category: namedSchema, unit: z.string(), standing: z.enum(standings) })),
  holds: z.array(
    z.object({
      id: z.number().int(),
      ground: z.enum(holdGrounds),
      cardId: z.number().int().nullable(),
      /** Null where the reader may not see the card. */
      cardNumber: z.string().nullable(),
      category: namedSchema.nullable(),
      from: dateSchema,
      endedOn: dateSchema.nullable(),
      endCause: textPairSchema.nullable(),
      issuerToldOn: dateSchema.nullable(),
      issuerAnswer: z.enum(issuerAnswers).nullable(),
      issuerAnsweredOn: dateSchema.nullable(),
      /** What its certification body was asked. */
      requestId: z.number().int().nullable(),
    }),
  ),
  acts: z.array(
    z.object({
      act: licenceActSchema,
      permission: z.string(),
      needsReason: z.boolean(),
      refusal: refusalSchema.nullable(),
    }),
  ),
  events: z.array(eventSchema),
  others: z.array(licenceLineSchema),
});
export type LicenceDetail = z.output<typeof licenceDetailSchema>;

const licenceId = z.object({ licenceId: idSchema });

export const listLicences = route({
  method: 'GET',
  path: '/api/v1/licences',
  access: 'licences.read',
  summary: { zh: '生产许可证和认证证书', en: 'Production licences and certificates' },
  query: licenceFilterSchema.extend(pageQuery),
  response: pageByState(licenceLineSchema, z.enum(standings)),
});

export const getLicence = route({
  method: 'GET',
  path: '/api/v1/licences/:licenceId',
  access: 'licences.read',
  summary: { zh: '查看一份许可证或证书', en: 'One licence or certificate' },
  params: licenceId,
  response: licenceDetailSchema,
});

export const enterpriseLicences = route({
  method: 'GET',
  path: '/api/v1/enterprises/:enterpriseId/licences',
  access: 'licences.read',
  summary: { zh: '一家企业的许可证和证书', en: 'Licences and certificates of one enterprise' },
  params: z.object({ enterpriseId: idSchema }),
  response: z.object({ rows: z.array(licenceLineSchema) }),
});

export const myLicences = route({
  method: 'GET',
  path: '/api/v1/my-licences',
  access: 'licences.own',
  summary: { zh: '本企业的许可证和证书', en: 'Licences and certificates of one’s own enterprise' },
  response: z.object({
    rows: z.array(
      licenceLineSchema.extend({
        /** Days to the last one where that has come near. */
        daysLeft: z.number().int().nullable(),
        /** The warning cards that suspend it, also before they are served. */
        cards: z.array(z.object({ number: z.string(), issuedOn: dateSchema, category: z.string(), from: dateSchema })),
        /** A revocation under way of which the firm was told; `daysLeft` to ask for a hearing, while nobody has asked. */
        revocation: z
          .object({
            state: z.enum(['notified', 'hearing-requested', 'heard']),
            servedOn: dateSchema,
            hearingUntil: dateSchema,
            daysLeft: z.number().int().nullable(),
            requestedOn: dateSchema.nullable(),
            heardOn: dateSchema.nullable(),
          })
          .nullable(),
      }),
    ),
  }),
});
export type MyLicence = z.output<typeof myLicences.response>['rows'][number];

const licenceActInput = z.object({
  version: z.number().int().positive(),
  act: licenceActSchema,
  /** The day from which it counts; for a renewal the new last day. */
  on: dateSchema,
  reason: reasonSchema,
});
export type LicenceActInput = z.output<typeof licenceActInput>;

export const recordLicenceAct = route({
  method: 'POST',
  path: '/api/v1/licences/:licenceId/acts',
  access: 'licences.record',
  summary: { zh: '登记延续、注销或发证方的决定', en: 'Record a renewal, a surrender or an act of the issuer' },
  params: licenceId,
  body: licenceActInput,
  response: licenceDetailSchema,
});

const issuerActInput = licenceActInput.extend({ act: z.enum(issuerActs) });

export const recordIssuerAct = route({
  method: 'POST',
  path: '/api/v1/licences/:licenceId/issuer-acts',
  access: 'licences.answer',
  summary: {
    zh: '认证机构登记本机构对证书的暂停、恢复、撤销',
    en: 'A certification body records that it suspends, resumes or withdraws its certificate',
  },
  params: licenceId,
  body: issuerActInput,
  response: licenceDetailSchema,
});

const holdActInput = z
  .object({
    act: z.enum(holdActs),
    on: dateSchema,
    /** The letter, or what the answer says. */
    note: reasonSchema,
    answer: z.enum(issuerAnswers).optional(),
  })
  .refine(({ act, answer }) => (act === 'record-answer') === (answer !== undefined), { path: ['answer'] });
export type HoldActInput = z.output<typeof holdActInput>;

export const recordHoldAct = route({
  method: 'POST',
  path: '/api/v1/licence-holds/:holdId/acts',
  access: 'licences.record',
  summary: { zh: '登记通知发证方及其答复', en: 'Record that the issuer was told, and its answer' },
  citation: 'notice 4.3.1',
  params: z.object({ holdId: idSchema }),
  body: holdActInput,
  response: licenceDetailSchema,
});
