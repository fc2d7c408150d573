import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { localDateSchema } from '#foundation/local-date.ts';
import { pageQuery } from '#foundation/paging.ts';
import { textPairSchema } from '#foundation/text-pair.ts';

const hexSchema = z.string().regex(/^[0-9a-f]{64}$/);
const entryId = z.object({ entryId: z.uuid() });

export const journalLineSchema = z.object({
  id: z.uuid(),
  at: z.string(),
  actor: z.string(),
  accountId: z.uuid().nullable(),
  kind: z.enum(['account', 'system', 'anonymous']),
  requestId: z.string(),
  act: z.string(),
  /** The act as people read it. */
  actWords: textPairSchema,
  subject: z.string(),
  /** The thing as people read it, with the path of its page in the office. */
  thing: z.object({ words: textPairSchema, link: z.string().nullable() }),
  dataset: datasetSchema.nullable(),
  region: z.string().nullable(),
  confidential: z.boolean(),
  payload: z.record(z.string(), z.unknown()),
  /** Its number under the seals; empty while it waits. */
  seq: z.number().int().nullable(),
});
export type JournalLine = z.output<typeof journalLineSchema>;

export const journalFilterSchema = z.object({
  /** The whole verb, or the name of a room with its dot: `warning-cards.` finds all of its acts. */
  act: z.string().trim().max(100).optional(),
  /** The whole subject, or its beginning up to a slash: `card/` finds all cards. */
  subject: z.string().trim().max(200).optional(),
  /** Number of the account. */
  accountId: z.uuid().optional(),
  /** Part of the actor's name. */
  actor: z.string().trim().max(100).optional(),
  from: localDateSchema.optional(),
  to: localDateSchema.optional(),
  dataset: datasetSchema.optional(),
});
export type JournalFilter = z.output<typeof journalFilterSchema>;

export const listJournal = route({
  method: 'GET',
  path: '/api/v1/journal',
  access: 'journal.read',
  summary: { zh: '操作日志', en: 'The journal' },
  query: journalFilterSchema.extend(pageQuery),
  response: z.object({ items: z.array(journalLineSchema), next: z.string().nullable() }),
});

export const listJournalWords = route({
  method: 'GET',
  path: '/api/v1/journal/words',
  access: 'journal.read',
  summary: { zh: '日志中的动作和对象', en: 'Acts and kinds of things in the journal' },
  response: z.object({
    acts: z.array(z.object({ act: z.string(), words: textPairSchema })),
    subjects: z.array(z.object({ kind: z.string(), words: textPairSchema })),
  }),
});

export const readEntry = route({
  method: 'GET',
  path: '/api/v1/journal/entries/:entryId',
  access: 'journal.read',
  summary: { zh: '日志条目及其校验原文', en: 'An entry with the bytes that are hashed' },
  params: entryId,
  response: journalLineSchema.extend({
    /** The canonical JSON (RFC 8785) that is hashed. */
    canonical: z.string(),
    salt: hexSchema,
    leaf: hexSchema,
  }),
});

export const sealSchema = z.object({
  number: z.number().int(),
  size: z.number().int(),
  root: hexSchema,
  previousRoot: hexSchema.nullable(),
  at: z.string(),
});

export const proveEntry = route({
  method: 'GET',
  path: '/api/v1/journal/entries/:entryId/proof',
  access: 'public',
  summary: { zh: '日志条目的存在证明', en: 'Proof that an entry lies under a seal' },
  params: entryId,
  response: z.object({
    entryId: z.uuid(),
    seq: z.number().int(),
    leaf: hexSchema,
    path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hexSchema })),
    seal: sealSchema,
    how: textPairSchema,
  }),
});

export const readSeal = route({
  method: 'GET',
  path: '/api/v1/journal/seal',
  access: 'public',
  summary: { zh: '今日日志封存值及核验办法', en: "Today's seal of the journal and how to check it" },
  response: z.object({ seal: sealSchema.nullable(), how: textPairSchema }),
});

export const listSeals = route({
  method: 'GET',
  path: '/api/v1/journal/seals',
  access: 'public',
  summary: { zh: '历次日志封存值', en: 'The seals of the journal, newest first' },
  query: z.object({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({ items: z.array(sealSchema), next: z.number().int().nullable() }),
});

export const listLeaves = route({
  method: 'GET',
  path: '/api/v1/journal/leaves',
  access: 'public',
  summary: {
    zh: '日志条目摘要（不含内容），供外部重算封存值',
    en: 'Hashes of the entries, without contents, to recompute any seal',
  },
  query: z.object({ from: z.coerce.number().int().min(0).default(0) }),
  response: z.object({ from: z.number().int(), leaves: z.array(hexSchema), next: z.number().int().nullable() }),
});
