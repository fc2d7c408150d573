import { z } from 'zod';
import { idSchema } from '#foundation/schemas.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { outletKinds } from '../media.ts';

export const outletSchema = z.object({
  id: z.number().int(),
  version: z.number().int(),
  name: z.string(),
  kind: z.enum(outletKinds),
  contact: z.string(),
  email: z.string(),
  active: z.boolean(),
});
export type Medium = z.output<typeof outletSchema>;

const releaseSchema = z.object({
  id: z.number().int(),
  dataset: datasetSchema,
  releasedAt: z.string(),
  exposures: z.number().int(),
  /** Exposures of it that are no longer shown: they are not in the package. */
  ended: z.number().int(),
  bulletin: z.object({ id: z.number().int(), title: z.string(), number: z.string().nullable() }).nullable(),
  handed: z.array(
    z.object({ outletId: z.number().int(), name: z.string(), at: z.string(), by: z.string().nullable() }),
  ),
});
export type MediaRelease = z.output<typeof releaseSchema>;

export const listMedia = route({
  method: 'GET',
  path: '/api/v1/media',
  access: 'publicity.read',
  summary: { zh: '媒体名单', en: 'The list of media' },
  citation: 'notice 6.3',
  response: z.object({ rows: z.array(outletSchema) }),
});

const outletBody = {
  name: z.string().trim().min(1).max(100),
  kind: z.enum(outletKinds),
  contact: z.string().trim().max(200).default(''),
  email: z.union([z.literal(''), z.email()]).default(''),
  active: z.boolean().default(true),
};

export const addMedium = route({
  method: 'POST',
  path: '/api/v1/media',
  access: 'publicity.write',
  summary: { zh: '把一家媒体列入名单', en: 'Enter a medium into the list' },
  citation: 'notice 6.3',
  body: z.object(outletBody),
  response: z.object({ id: z.number().int() }),
});

export const changeMedium = route({
  method: 'PUT',
  path: '/api/v1/media/:mediumId',
  access: 'publicity.write',
  summary: { zh: '修改名单上的一家媒体，或停用', en: 'Change a medium on the list, or take it off' },
  params: z.object({ mediumId: idSchema }),
  body: z.object({ ...outletBody, version: z.number().int().positive() }),
  response: z.object({ id: z.number().int() }),
});

export const listReleases = route({
  method: 'GET',
  path: '/api/v1/media-releases',
  access: 'publicity.read',
  summary: { zh: '向媒体发布的资料包', en: 'What was released to the media' },
  citation: 'notice 4.2',
  query: z.object({
    dataset: datasetSchema,
    ...pageQuery,
  }),
  response: pageOf(releaseSchema),
});

export const downloadPackage = route({
  method: 'GET',
  path: '/api/v1/media-releases/:releaseId/package',
  access: 'publicity.read',
  summary: { zh: '下载资料包：文字、表格、数据', en: 'The package: text, tables, data' },
  params: z.object({ releaseId: idSchema }),
  response: z.unknown(),
  transfer: 'stream',
});

export const handOver = route({
  method: 'POST',
  path: '/api/v1/media-releases/:releaseId/hand-over',
  access: 'publicity.write',
  summary: { zh: '登记资料包已提供给哪些媒体', en: 'Note which media were given the package' },
  citation: 'notice 4.2',
  params: z.object({ releaseId: idSchema }),
  body: z.object({ media: z.array(z.number().int().positive()).min(1).max(500) }),
  response: z.object({ handed: z.number().int() }),
});
