import type { LawParameter, LawProfile, LawTable, LawValue, ResolvedLaw, ResolvedParameter } from '#foundation/law.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { type Calendar, publishedCalendar } from '#foundation/working-days.ts';

/** A value that this deployment has set for a time, approved by a second person. */
export interface LawOverride {
  readonly key: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly value: unknown;
  readonly source: TextPair;
}

/** Whether a dated value holds on a day. */
export const holdsOn = (dated: { readonly from: LocalDate; readonly to?: LocalDate | null }, on: LocalDate): boolean =>
  dated.from <= on && (dated.to === undefined || dated.to === null || on <= dated.to);

/** The dated values that count under a profile. */
export const valuesUnder = (parameter: LawParameter, profile: LawProfile): readonly LawValue[] =>
  parameter.values.filter((value) => value.profile === undefined || value.profile === profile);

const resolveOne = (
  key: string,
  parameter: LawParameter,
  profile: LawProfile,
  overrides: readonly LawOverride[],
  on: LocalDate,
): ResolvedParameter => {
  const { title, unit } = parameter;
  const named = unit === undefined ? { key, title } : { key, title, unit };
  // The one approved last comes last and wins.
  const override = overrides.findLast((candidate) => holdsOn(candidate, on));
  if (override) {
    const { from, to, value, source } = override;
    return { ...named, value, from, ...(to === null ? {} : { to }), source, confirmed: true, overridden: true };
  }
  const found = valuesUnder(parameter, profile).find((value) => holdsOn(value, on));
  if (!found) throw new RangeError(`the law table gives no value of ${key} on ${on} under the profile "${profile}"`);
  const { from, to, value, source, confirmed } = found;
  return { ...named, value, from, ...(to === undefined ? {} : { to }), source, confirmed, overridden: false };
};

/** The law as it holds in this deployment: defaults of the rooms, and over them the approved overrides in order of approval. */
export const resolveLaw = (
  table: LawTable,
  profile: LawProfile,
  overrides: readonly LawOverride[] = [],
  calendar: Calendar = publishedCalendar,
): ResolvedLaw => ({
  profile,
  calendar,
  get: <T>(key: string, on: LocalDate) => {
    const parameter = Object.hasOwn(table, key) ? table[key] : undefined;
    if (!parameter) throw new RangeError(`no room declares the legal parameter ${key}`);
    const own = overrides.filter((override) => override.key === key);
    return resolveOne(key, parameter, profile, own, on) as ResolvedParameter<T>;
  },
});

/** What is wrong with the dated values of a parameter: overlaps, gaps and dates the wrong way round, under either profile. */
export const faultsOf = (key: string, parameter: LawParameter): string[] =>
  (['notice', 'current'] as const).flatMap((profile) => {
    const values = [...valuesUnder(parameter, profile)].sort((a, b) => (a.from < b.from ? -1 : 1));
    if (values.length === 0) return [`${key}: no value under the profile "${profile}"`];
    return values.flatMap((value, index) => {
      const next = values[index + 1];
      const faults =
        value.to !== undefined && value.to < value.from ? [`${key}: ${value.from} ends before it begins`] : [];
      if (!next) return value.to === undefined ? faults : [...faults, `${key}: nothing holds after ${value.to}`];
      const dayAfter = value.to === undefined ? undefined : nextDay(value.to);
      if (dayAfter === undefined || dayAfter > next.from) faults.push(`${key}: ${value.from} and ${next.from} overlap`);
      else if (dayAfter < next.from) faults.push(`${key}: nothing holds between ${value.to} and ${next.from}`);
      return faults;
    });
  });

const nextDay = (day: LocalDate): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
