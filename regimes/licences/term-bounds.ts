import type { ResolvedLaw } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { LicenceKind } from './licence.ts';
import type { TermBounds } from './rules.ts';

/** How long a term of this kind is by the law of a day, with its source in words. */
export const termOf = (
  law: ResolvedLaw,
  kind: LicenceKind,
  on: LocalDate,
): TermBounds & { readonly source: TextPair } => {
  const { value, source, confirmed } = law.get<number>(`licences.${kind}-years`, on);
  return {
    years: value,
    earlyDays: law.get<number>('licences.early-days', on).value,
    source: confirmed ? source : pair(`${source.zh}；未经核实`, `${source.en}; not confirmed`),
  };
};
