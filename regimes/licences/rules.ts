import { addDays, localDate, type LocalDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { actsOf, type Hold, type LicenceAct, licenceActLabels, licenceDayWords, revokingVerbs, type Standing, standingLabels, type Term } from './licence.ts'; // prettier-ignore

/** Whether a hold is on, on a day. */
export const isOn = (hold: Pick<Hold, 'from' | 'endedOn'>, on: LocalDate): boolean =>
  hold.from <= on && (hold.endedOn === null || on < hold.endedOn);

/**
 * How a licence stands on a day for a product: what its holds, term, surrender and revocation give, and nothing else. `path` is the
 * category asked about with the wider ones above it; a hold on any of them, or on the whole licence, suspends it there.
 */
export const standingOn = (term: Term, holds: readonly Hold[], on: LocalDate, path: readonly number[]): Standing => {
  if (term.revokedOn !== null && term.revokedOn <= on) return 'revoked';
  if (term.surrenderedOn !== null && term.surrenderedOn <= on) return 'surrendered';
  if (term.validUntil < on) return 'expired';
  if (on < term.validFrom) return 'not-yet';
  const held = holds.some((hold) => isOn(hold, on) && (hold.categoryId === null || path.includes(hold.categoryId)));
  return held ? 'suspended' : 'valid';
};

/** What a timeline says, with its moment, or the day where that is all that is known. */
interface Said {
  readonly at: string;
  readonly words: TextPair;
  readonly by: string | null;
  readonly reason: string | null;
}

/**
 * The timeline of a licence from its issue on: what was recorded here, and on their days what happened without an act here: that it was issued, surrendered
 * or revoked as a table says, that its term began later or is over. `verbs` are those of what was recorded.
 */
export const timelineOf = (
  licence: Term & { readonly issuedOn: string; readonly issuer: string },
  recorded: readonly Said[],
  verbs: ReadonlySet<string>,
  today: LocalDate,
): Said[] => {
  const { issuedOn, issuer, validFrom, validUntil, surrenderedOn, revokedOn } = licence;
  const on = (day: string, verb: keyof typeof licenceDayWords, by: string | null = null): Said => ({ at: day, words: licenceDayWords[verb], by, reason: null }); // prettier-ignore
  const over = [surrenderedOn, revokedOn].some((day) => day !== null && day <= validUntil);
  return [
    on(issuedOn, 'issue', issuer),
    ...(validFrom > issuedOn && validFrom <= today ? [on(validFrom, 'begin')] : []),
    ...(surrenderedOn === null || verbs.has('surrender') ? [] : [on(surrenderedOn, 'surrender')]),
    ...(revokedOn === null || revokingVerbs.some((verb) => verbs.has(verb)) ? [] : [on(revokedOn, 'revoke', issuer)]),
    ...(validUntil < today && !over ? [on(validUntil, 'expire')] : []),
    ...recorded,
  ].toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
};

/** How a licence stands as a whole: suspended where no product of its scope may be made under it. */
export const wholeStanding = (
  term: Term,
  holds: readonly Hold[],
  on: LocalDate,
  scope: readonly number[],
): Standing => {
  const each = scope.map((category) => standingOn(term, holds, on, [category]));
  return each.find((standing) => standing !== 'suspended') ?? each[0] ?? standingOn(term, holds, on, []);
};

/** Whether an act may be recorded of a licence that stands so. */
export const decideLicenceAct = (
  standing: Standing,
  act: LicenceAct,
  holds: readonly Hold[],
  on: LocalDate,
): Result<undefined> => {
  const issuerHolds = holds.some((hold) => hold.ground === 'issuer' && isOn(hold, on));
  const allowed: readonly LicenceAct[] = actsOf[standing];
  const possible =
    allowed.includes(act) && !(act === 'issuer-suspend' && issuerHolds) && !(act === 'issuer-resume' && !issuerHolds);
  return possible
    ? ok(undefined)
    : refuse('state-not-allowed', { state: standingLabels[standing], act: licenceActLabels[act] });
};

/** The same day so many years later, 29 February becoming 1 March. */
export const yearsLater = (day: LocalDate, years: number): LocalDate => {
  const year = Number(day.slice(0, 4)) + years;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return localDate(`${year}${day.slice(4) === '-02-29' && !leap ? '-03-01' : day.slice(4)}`);
};

/** Years of a term and how early the next one is recorded, as the law of the day gives them. */
export interface TermBounds {
  readonly years: number;
  readonly earlyDays: number;
}

/**
 * The farthest last day of a licence that is renewed: one term after the present one ends, or after today where that is later or the end is still far.
 * So no renewal follows another until the term it prolongs has come near its end.
 */
export const farthestRenewal = (
  validUntil: LocalDate,
  today: LocalDate,
  { years, earlyDays }: TermBounds,
): LocalDate => {
  const near = addDays(today, earlyDays);
  const ends = validUntil > today ? validUntil : today;
  return yearsLater(ends < near ? ends : near, years);
};
