import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { pageOf, pageQuery } from '#foundation/paging.ts';
import { eventSchema, offeredActsSchema } from '#foundation/process.ts';
import { manners, serviceInput } from '#foundation/service.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { paperActs, paperServices, paperStateSchema } from './life.ts';

const paperId = z.object({ paperId: z.coerce.number().int().positive() });

export const paperLineSchema = z.object({
  id: z.number().int(),
  kind: z.string(),
  kindTitle: textPairSchema,
  dataset: datasetSchema,
  subject: z.string(),
  authority: z.string(),
  addressee: z.string(),
  title: z.string(),
  state: paperStateSchema,
  number: z.string().nullable(),
  issuedOn: z.string().nullable(),
  voidReason: z.string().nullable(),
  region: z.string(),
  createdAt: z.string(),
});
export type PaperLine = z.output<typeof paperLineSchema>;

const paperFilterSchema = z.object({
  dataset: datasetSchema,
  state: paperStateSchema.optional(),
  kind: z.string().max(100).optional(),
  /** The thing: `notice/17`. */
  subject: z.string().max(200).optional(),
  /** Part of the number, the title or the addressee. */
  text: z.string().trim().max(100).optional(),
  region: z
    .string()
    .regex(/^[1-9]\d{5}$/)
    .optional(),
  year: z.coerce.number().int().min(1949).max(9999).optional(),
  /** Of the kinds whose service is recorded in the register. */
  service: z.enum(paperServices).optional(),
});
export type PaperFilter = z.output<typeof paperFilterSchema>;

export const listPapersRoute = route({
  method: 'GET',
  path: '/api/v1/papers',
  access: 'signed-in',
  summary: { zh: '文书登记簿', en: 'Register of papers' },
  query: paperFilterSchema.extend(pageQuery),
  response: pageOf(paperLineSchema).extend({
    /** Of all that match, whatever their state. */
    counts: z.partialRecord(paperStateSchema, z.number().int()),
    /** Of all that match, whether they were served or not. */
    service: z.object({ toServe: z.number().int(), served: z.number().int() }),
    kinds: z.array(z.object({ key: z.string(), title: textPairSchema })),
  }),
});

const actSchema = z.enum(paperActs);

export const paperDetailSchema = paperLineSchema.extend({
  version: z.number().int(),
  code: z.string().nullable(),
  verifyAt: z.string().nullable(),
  pdfSha256: z.string().nullable(),
  seal: z.string().nullable(),
  scanSha256: z.string().nullable(),
  /** How and when it was served, where its service is recorded in the register. */
  service: z.object({ manner: z.enum(manners), day: z.string(), proof: z.record(z.string(), z.string()) }).nullable(),
  chain: z.array(z.object({ key: z.string(), title: textPairSchema, signed: z.boolean(), open: z.boolean() })),
  acts: offeredActsSchema(paperActs),
  next: z.object({ act: actSchema, words: textPairSchema, by: textPairSchema, due: z.string().nullable() }).nullable(),
  timeline: z.array(eventSchema),
  /** What it is about, and its page in the office where the reader may open it. */
  about: z.object({ words: textPairSchema, link: z.string().nullable() }),
  related: z.array(paperLineSchema),
});
export type PaperDetail = z.output<typeof paperDetailSchema>;

export const getPaperRoute = route({
  method: 'GET',
  path: '/api/v1/papers/:paperId',
  access: 'signed-in',
  summary: { zh: '一份文书：状态、签发过程、可办事项', en: 'One paper: state, signing chain, acts' },
  params: paperId,
  response: paperDetailSchema,
});

export const paperFileRoute = route({
  method: 'GET',
  path: '/api/v1/papers/:paperId/file',
  access: 'signed-in',
  summary: { zh: '文书文件（PDF 或 Word）', en: 'The paper as PDF or Word file' },
  params: paperId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  response: z.unknown(),
  transfer: 'stream',
});

export const paperScanRoute = route({
  method: 'GET',
  path: '/api/v1/papers/:paperId/scan',
  access: 'signed-in',
  summary: { zh: '用印文书的扫描件', en: 'The scan of the sealed paper' },
  params: paperId,
  response: z.unknown(),
  transfer: 'stream',
});

/** Acts by address; the scan is an upload of its own. */
export const actOnPaperRoute = route({
  method: 'POST',
  path: '/api/v1/papers/:paperId/acts',
  access: 'signed-in',
  summary: {
    zh: '办理文书：送审、同意、签发、退回、撤稿、登记印制、登记电子用印、作废',
    en: 'Act on a paper: submit, approve, sign, return, drop, print, seal, void',
  },
  params: paperId,
  body: z.object({
    act: actSchema.exclude(['scan', 'serve']),
    version: z.number().int(),
    reason: z.string().trim().max(2000).optional(),
    /** Whom a stand-in signs for 代签; the reason is then required. */
    onBehalfOf: z.string().trim().max(100).optional(),
    /** Which of several open steps of 会签 is signed. */
    step: z.string().max(100).optional(),
    /** Name or number of the electronic seal. */
    seal: z.string().trim().max(200).optional(),
  }),
  response: paperDetailSchema,
});
export type ActOnPaper = z.output<NonNullable<typeof actOnPaperRoute.body>>;

export const scanPaperRoute = route({
  method: 'POST',
  path: '/api/v1/papers/:paperId/scan',
  access: 'documents.draft',
  summary: { zh: '上传用印后的扫描件', en: 'Upload the scan of the printed and sealed paper' },
  params: paperId,
  response: paperDetailSchema,
  transfer: 'upload',
});

export const servePaperRoute = route({
  method: 'POST',
  path: '/api/v1/papers/:paperId/service',
  access: 'documents.draft',
  summary: { zh: '登记文书送达', en: 'Record the service of a paper' },
  params: paperId,
  body: z.object({ version: z.number().int(), service: serviceInput }),
  response: paperDetailSchema,
});
