import type { LawParameter, ResolvedLaw } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import type { LawLine, LawOverrideShown } from './contract.ts';
import { holdsOn, valuesUnder } from './resolve.ts';
import { listOverrides } from './storage.ts';

const currentOf = (
  law: ResolvedLaw,
  key: string,
  parameter: LawParameter,
  overrides: readonly LawOverrideShown[],
  on: LocalDate,
): LawLine['current'] => {
  const approved = overrides.filter((override) => override.state === 'approved') as unknown as {
    from: LocalDate;
    to: LocalDate;
  }[];
  if (![...approved, ...valuesUnder(parameter, law.profile)].some((dated) => holdsOn(dated, on))) return null;
  const { value, from, to, source, confirmed, overridden } = law.get(key, on);
  return { value, from, to: to ?? null, source, confirmed, overridden };
};

/** Every legal parameter with its value on a day, its dated defaults and its overrides; for the office and for `zhijian law`. */
export const lawList = (
  call: Call,
  on: LocalDate = call.today,
): Promise<Result<{ profile: 'notice' | 'current'; on: LocalDate; parameters: LawLine[] }>> =>
  observe(call, { permission: null }, async ({ tx, law }) => {
    const overrides = await listOverrides(tx);
    const parameters = Object.entries(call.services.composition.law).map(([key, parameter]): LawLine => {
      const own = overrides.filter((override) => override.key === key);
      return {
        key,
        title: parameter.title,
        unit: parameter.unit ?? null,
        words: parameter.words ?? {},
        selectedBy: parameter.selectedBy,
        current: currentOf(law, key, parameter, own, on),
        defaults: valuesUnder(parameter, law.profile).map(({ value, from, to, source, confirmed }) => ({
          value,
          from,
          to: to ?? null,
          source,
          confirmed,
        })),
        overrides: own,
      };
    });
    return ok({ profile: law.profile, on, parameters: parameters.toSorted((a, b) => (a.key < b.key ? -1 : 1)) });
  });
