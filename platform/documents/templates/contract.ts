import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { textPairSchema } from '#foundation/text-pair.ts';

const person = z.object({ id: z.uuid(), name: z.string().nullable() });

export const templateStates = ['proposed', 'in-force', 'replaced', 'rejected', 'ended'] as const;

export const templateSchema = z.object({
  id: z.number().int(),
  kind: z.string(),
  version: z.number().int(),
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(templateStates),
  proposedBy: person,
  proposedAt: z.string(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type TemplateLine = z.output<typeof templateSchema>;

export const listTemplates = route({
  method: 'GET',
  path: '/api/v1/paper-templates',
  access: 'documents.see-templates',
  summary: { zh: '文书种类及其模板', en: 'Kinds of paper and their templates' },
  response: z.object({
    kinds: z.array(
      z.object({
        kind: z.string(),
        title: textPairSchema,
        layout: z.enum(['letter', 'form']),
        templates: z.array(templateSchema),
      }),
    ),
    /** What a template may name, and for which papers it must. */
    fields: z.array(
      z.object({ name: z.string(), meaning: textPairSchema, requiredOf: z.array(z.enum(['letter', 'form'])) }),
    ),
  }),
});

export const proposeTemplate = route({
  method: 'POST',
  path: '/api/v1/paper-kinds/:kind/templates',
  access: 'documents.propose-template',
  summary: { zh: '提出某种文书的模板（.docx）', en: 'Propose a template (.docx) for a kind of paper' },
  params: z.object({ kind: z.string().max(100) }),
  response: templateSchema,
  transfer: 'upload',
});

const params = z.object({ templateId: z.coerce.number().int().positive() });

export const templateFile = route({
  method: 'GET',
  path: '/api/v1/paper-templates/:templateId/file',
  access: 'documents.see-templates',
  summary: { zh: '下载模板', en: 'Download a template' },
  params,
  response: z.unknown(),
  transfer: 'stream',
});

export const decideTemplate = route({
  method: 'POST',
  path: '/api/v1/paper-templates/:templateId/acts',
  access: 'documents.approve-template',
  summary: { zh: '批准、退回或停用模板（提出人以外的人员批准）', en: 'Approve, reject or end a template' },
  params,
  body: z.object({
    act: z.enum(['approve', 'reject', 'end']),
    reason: z.string().trim().max(2000).optional(),
  }),
  response: templateSchema,
});
