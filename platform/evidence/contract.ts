import { z } from 'zod';
import { route } from '#foundation/contract.ts';

/** A file of evidence as lists show it; `sha256` is hexadecimal. */
export const evidenceSchema = z.object({
  id: z.number().int(),
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  uploadedAt: z.string(),
});
export type Evidence = z.output<typeof evidenceSchema>;

/** Numbers of files handed in before, as the body of an act carries them. @public */
export const evidenceIds = z.array(z.number().int().positive()).max(20);

export const uploadEvidence = route({
  method: 'POST',
  path: '/api/v1/evidence',
  access: 'signed-in',
  summary: { zh: '上传一份证据材料，之后在办理时提交', en: 'Hand in a file of evidence, to be referred to in an act' },
  response: evidenceSchema,
  transfer: 'upload',
});

export const readEvidence = route({
  method: 'GET',
  path: '/api/v1/evidence/:evidenceId',
  access: 'signed-in',
  summary: { zh: '下载一份证据材料', en: 'Download a file of evidence' },
  params: z.object({ evidenceId: z.coerce.number().int().positive() }),
  response: z.object({}),
  transfer: 'stream',
});

export const dropEvidence = route({
  method: 'DELETE',
  path: '/api/v1/evidence/:evidenceId',
  access: 'signed-in',
  summary: { zh: '撤回尚未提交的证据材料', en: 'Take back a file that was not submitted yet' },
  params: z.object({ evidenceId: z.coerce.number().int().positive() }),
  response: z.object({}),
});
