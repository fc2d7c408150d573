import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';

/** A paper was issued under its number: by a room at once, or at the end of its chain. */
export const paperIssuedType = 'documents/paper-issued@1';
/** A party has its copy of a paper from now on: it was served. */
export const paperSharedType = 'documents/paper-shared@1';
export const paperVoidedType = 'documents/paper-voided@1';
/** A draft was given up before it had a number. */
export const paperDroppedType = 'documents/paper-dropped@1';

export const paperFactSchema = z.object({
  paperId: z.number().int(),
  kind: z.string(),
  /** The thing of the room: `notice/17`. */
  subject: z.string(),
  dataset: datasetSchema,
  number: z.string().nullable(),
});
export type PaperFact = z.output<typeof paperFactSchema>;

/** Whom the copy went to: `enterprise/33`. */
export const paperSharedSchema = paperFactSchema.extend({ party: z.string() });
export type PaperSharedFact = z.output<typeof paperSharedSchema>;
