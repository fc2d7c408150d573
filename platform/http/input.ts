import type { z } from 'zod';
import type { RouteContract } from '#foundation/contract.ts';
import { ok, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { holdsUnseen } from '#foundation/unseen-text.ts';
import { wordsOf } from './field-words.ts';

/** What came with a request, before any schema saw it. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Empty parameters of an address mean that nothing was chosen. */
const withoutEmpty = (query: unknown): unknown =>
  Object.fromEntries(Object.entries((query ?? {}) as object).filter(([, value]) => value !== ''));

const unstorable = pair(
  '含有无法保存的字符，请删去后重新填写',
  'It holds a character that cannot be stored; remove it and try again',
);

const unseen = pair(
  '含有看不见的控制字符（多由复制带入），请删去后重新填写',
  'It holds control characters that cannot be seen, as copying brings them along; remove them and try again',
);

/** Calls `found` with the path of every text that PostgreSQL has no place for (the null character, half a surrogate pair) or that people can't see as it is. */
const findUnfit = (value: unknown, path: readonly string[], found: (path: string, why: TextPair) => void): void => {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) found(path.join('.'), unstorable);
    else if (holdsUnseen(value)) found(path.join('.'), unseen);
  } else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) findUnfit(each, [...path, name], found);
};

/**
 * Validates the three parts of a request by its contract. The refusal says field by field what is wrong; a field is named by
 * its path, `grants.0.role`.
 */
export const readInput = (
  contract: RouteContract,
  raw: RawInput,
): Result<{ readonly params: unknown; readonly query: unknown; readonly body: unknown }> => {
  const wrong: Record<string, TextPair> = {};
  const read = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    findUnfit(value, [], (path, why) => (wrong[path || 'body'] ??= why));
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) wrong[issue.path.join('.') || 'body'] ??= wordsOf(issue);
    return undefined;
  };
  const input = {
    params: read(contract.params, raw.params),
    query: read(contract.query, withoutEmpty(raw.query)),
    body: read(contract.body, raw.body),
  };
  return Object.keys(wrong).length === 0 ? ok(input) : refuseFields(wrong);
};
