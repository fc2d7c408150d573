import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';

const words = z.string().trim().max(200).default('');

/** A line of what a laboratory is accredited for 检验能力范围; blank means any. */
export const scopeLine = z
  .object({
    category: words,
    item: words,
    method: words,
    validFrom: dayTextSchema,
    validTo: dayTextSchema.nullable().default(null),
  })
  .refine((line) => scopeKey(line.category) + scopeKey(line.item) + scopeKey(line.method) !== '', { path: ['item'] })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { path: ['validTo'] });
export type ScopeLine = z.output<typeof scopeLine>;

/** What is tested, as the scope looks at it. */
export interface Tested {
  readonly category: string;
  readonly item: string;
  readonly method: string;
}

/** How names are compared: without width, case and blanks. */
export const scopeKey = (text: string): string => normaliseName(text);

/**
 * A test of whether a laboratory may test an item on a day. `undefined` where no scope was entered at all: what follows from that is
 * for the asking room to say.
 */
export const scopeOn = (lines: readonly ScopeLine[], day: string): ((tested: Tested) => boolean) | undefined => {
  if (lines.length === 0) return undefined;
  const valid = lines
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
    .map(({ category, item, method }) => [scopeKey(category), scopeKey(item), scopeKey(method)].join('\n'));
  const known = new Set(valid);
  return ({ category, item, method }) => {
    const [c, i, m] = [scopeKey(category), scopeKey(item), scopeKey(method)];
    // Each part of a line is blank or equal: eight lines could cover an item, whatever the number of lines.
    return [c, ''].some((one) =>
      [i, ''].some((two) => [m, ''].some((three) => known.has([one, two, three].join('\n')))),
    );
  };
};
