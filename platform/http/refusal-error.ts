import type { Refusal } from '#foundation/refusal.ts';

/** A refusal on its way to the error handler, from a place that can't return it: a hook, or a stream. */
export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}
