import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageQuery } from '#foundation/paging.ts';
import { enterpriseSchema, enterpriseSummarySchema, matchReasons, statuses } from './enterprise.ts';

const id = z.coerce.number().int().positive();
const params = z.object({ id });
const reason = z.string().trim().min(1).max(2000);
const page = { dataset: datasetSchema, ...pageQuery };
const regionCode = z.string().regex(/^[1-9]\d{5}$/);

export const searchEnterprises = route({
  method: 'GET',
  path: '/api/v1/enterprises',
  access: 'enterprises.read',
  summary: {
    zh: '按名称、拼音首字母或统一社会信用代码查找企业',
    en: 'Find enterprises by name, pinyin initials or credit code',
  },
  query: z.object({
    q: z.string().trim().min(1).max(100),
    dataset: datasetSchema.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  response: z.object({
    items: z.array(enterpriseSummarySchema),
    /** True where the words fit too many names to look them up; longer words help. */
    tooGeneral: z.boolean(),
  }),
});

export const getEnterprise = route({
  method: 'GET',
  path: '/api/v1/enterprises/:id',
  access: 'enterprises.read',
  summary: { zh: '企业身份', en: 'Identity of an enterprise' },
  params,
  response: enterpriseSchema,
});

export const ownEnterprises = route({
  method: 'GET',
  path: '/api/v1/my-enterprise/identity',
  access: 'signed-in',
  summary: { zh: '本人可以代表的企业', en: 'Enterprises for which I act' },
  response: z.object({
    enterprises: z.array(
      z.object({
        id: z.number().int(),
        dataset: datasetSchema,
        name: z.string(),
        creditCode: z.string().nullable(),
        place: z.string().nullable(),
      }),
    ),
  }),
});

export const confirmRegions = route({
  method: 'POST',
  path: '/api/v1/enterprises/regions',
  access: 'enterprises.settle',
  summary: { zh: '确认企业所在市、县', en: 'Confirm the city and county of enterprises' },
  citation: 'notice 4.3.1',
  body: z.object({
    items: z
      .array(
        z.object({
          enterpriseId: z.int().positive(),
          cityCode: regionCode,
          countyCode: regionCode.nullable().default(null),
        }),
      )
      .min(1)
      .max(200),
    reason,
  }),
  response: z.object({ confirmed: z.int() }),
});

export const renameEnterprise = route({
  method: 'POST',
  path: '/api/v1/enterprises/:id/name',
  access: 'enterprises.settle',
  summary: { zh: '企业更名', en: 'Record a new name of an enterprise' },
  params,
  body: z.object({ name: z.string().trim().min(2).max(200), until: dayTextSchema.nullable().default(null), reason }),
  response: enterpriseSchema,
});

export const setStatus = route({
  method: 'POST',
  path: '/api/v1/enterprises/:id/status',
  access: 'enterprises.settle',
  summary: { zh: '登记企业状态', en: 'Record the status of an enterprise' },
  params,
  body: z.object({ status: z.enum(statuses), reason }),
  response: enterpriseSchema,
});

export const listMatches = route({
  method: 'GET',
  path: '/api/v1/enterprise-matches',
  access: 'enterprises.read',
  summary: { zh: '疑似同一企业，待人工确认', en: 'Uncertain matches of enterprises' },
  query: z.object({
    ...page,
    state: z.enum(['open', 'same', 'different']).default('open'),
    reason: z.enum(matchReasons).optional(),
  }),
  response: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        id: z.int(),
        reason: z.enum(matchReasons),
        state: z.enum(['open', 'same', 'different']),
        left: enterpriseSummarySchema.extend({ address: z.string().nullable() }),
        right: enterpriseSummarySchema.extend({ address: z.string().nullable() }),
        decisionReason: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

export const decideMatch = route({
  method: 'POST',
  path: '/api/v1/enterprise-matches/:id',
  access: 'enterprises.settle',
  summary: { zh: '确认是否同一企业', en: 'Decide whether two entries are one enterprise' },
  params,
  body: z.object({
    decision: z.enum(['same', 'different']),
    /** Which entry stays when they are the same; by default the one with a credit code, else the one with a known city. */
    keep: z.enum(['left', 'right']).optional(),
    reason,
  }),
  response: z.object({ state: z.enum(['same', 'different']), into: z.int().nullable() }),
});

export const listAddresses = route({
  method: 'GET',
  path: '/api/v1/enterprise-addresses',
  access: 'enterprises.read',
  summary: {
    zh: '所在市未确定、需要后处理的本省企业',
    en: 'Enterprises of the province with failing results whose city is not known',
  },
  query: z.object(page),
  response: z.object({
    total: z.int(),
    items: z.array(
      enterpriseSummarySchema.extend({
        address: z.string().nullable(),
        suggestedCityCode: z.string().nullable(),
        suggestedCity: z.string().nullable(),
        conflicting: z.boolean(),
        failures: z.int(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
