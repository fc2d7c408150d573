import { z } from 'zod';
import { type TextPair, textPairSchema } from './text-pair.ts';

/** A place in a text that a rule rests on. `text` is what people read; the ids are for code and documents of ours. */
export interface Citation {
  readonly source: string;
  readonly clause: string;
  readonly text: TextPair;
}

export const citationSchema = z.object({ source: z.string(), clause: z.string(), text: textPairSchema }).readonly();
