import type { Refusal } from '#foundation/refusal.ts';

/** Carries a refusal out of the depth of a file to the reader's boundary, where it becomes a value again. Never leaves this folder. */
export class PartFault extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.text.en);
    this.refusal = refusal;
  }
}
