import type { Citation } from './citation.ts';
import type { ResolvedParameter } from './law.ts';
import type { TextPair } from './text-pair.ts';

/** A fact that a decision rests on, in words and with a pointer to the thing. */
export interface GroundFact {
  readonly text: TextPair;
  readonly ref?: string;
}

/**
 * What a decision rests on. The same object is stored with the decision, shown to the officer, printed and explained to the
 * enterprise; `explanation` is one readable paragraph.
 */
export interface Grounds {
  readonly facts: readonly GroundFact[];
  readonly citations: readonly Citation[];
  readonly parameters: readonly ResolvedParameter[];
  readonly explanation: TextPair;
}
