import type { RefusalCode, Result } from '../refusal.ts';

/** The code of a refusal, or nothing where a value was reached. */
export const refusalCodeOf = (result: Result<unknown>): RefusalCode | undefined =>
  result.ok ? undefined : result.refusal.code;
