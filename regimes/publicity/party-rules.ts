import { cite } from '#foundation/citation.ts';
import { type LocalDate, printDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { PartyRole, PartyState } from './party.ts';

/** What is known of a firm that is being told. */
export interface HeardParty {
  readonly role: PartyRole;
  readonly state: PartyState;
}

/** A notice is served on a day from its making to today. */
export const decideServiceDay = (day: LocalDate, madeOn: LocalDate, today: LocalDate): Result<undefined> => {
  if (day > today) return refuse('date-in-future', { value: day, today });
  return day < madeOn
    ? refuse('served-before-notice', { day: printDate(day), notice: printDate(madeOn) })
    : ok(undefined);
};

/** A statement of a day against the clock of the firm: on the last day it is in time. One statement, until it was answered. */
export const decideStatement = (
  party: { readonly heardUntil: LocalDate | null; readonly statement: string | null },
  day: LocalDate,
  today: LocalDate,
): Result<undefined> => {
  if (day > today) return refuse('date-in-future', { value: day, today });
  if (party.statement !== null) return refuse('stated-already');
  if (party.heardUntil !== null && day > party.heardUntil)
    return refuse('statement-too-late', { day: printDate(party.heardUntil) }, cite('notice', '4.2'));
  return ok(undefined);
};

/** What a firm states from its own account counts today: in time, or late; late it is kept once and holds nothing up. */
export const decidePlea = (
  party: { readonly heardUntil: LocalDate | null; readonly statement: string | null; readonly late: string | null },
  today: LocalDate,
): Result<'in-time' | 'late'> => {
  if (party.heardUntil !== null && today > party.heardUntil)
    return party.late === null ? ok('late') : refuse('stated-already');
  return party.statement === null ? ok('in-time') : refuse('stated-already');
};

/** What came in on paper after the last day is kept once; what came in time is a statement to be answered. */
export const decideLate = (
  party: { readonly heardUntil: LocalDate | null; readonly late: string | null },
  day: LocalDate,
  today: LocalDate,
): Result<undefined> => {
  if (day > today) return refuse('date-in-future', { value: day, today });
  if (party.heardUntil !== null && day <= party.heardUntil)
    return refuse('statement-in-time', { day: printDate(party.heardUntil) }, cite('notice', '4.2'));
  return party.late === null ? ok(undefined) : refuse('stated-already');
};

/** A written waiver: with its scan, of a day from the service of the notice to today. */
export const decideWaiver = (
  servedOn: LocalDate | null,
  day: LocalDate,
  scans: number,
  today: LocalDate,
): Result<undefined> => {
  if (scans === 0) return refuse('scan-required');
  if (day > today) return refuse('date-in-future', { value: day, today });
  return servedOn !== null && day < servedOn
    ? refuse('waived-before-service', { day: printDate(day), served: printDate(servedOn) }, cite('notice', '4.2'))
    : ok(undefined);
};

/** Whoever asked to be heard in person is heard before the statement is rejected. */
export const decideRejection = (
  party: { readonly wantsHearing: boolean; readonly statedOn: LocalDate | null },
  hearingOn: LocalDate | null,
  today: LocalDate,
): Result<undefined> => {
  if (hearingOn === null) return party.wantsHearing ? refuse('hearing-first') : ok(undefined);
  if (hearingOn > today) return refuse('date-in-future', { value: hearingOn, today });
  if (party.statedOn !== null && hearingOn < party.statedOn)
    return refuse('hearing-before-statement', { day: printDate(hearingOn), stated: printDate(party.statedOn) });
  return ok(undefined);
};

const closed: ReadonlySet<PartyState> = new Set(['heard', 'waived', 'spared']);

/** Where the hearing of an exposure has come to: still going on, over, or the producer or every firm is spared and with them the exposure. */
export const hearingOf = (parties: readonly HeardParty[]): 'open' | 'over' | 'spared' => {
  const standing = parties.filter(({ state }) => state !== 'void');
  if (standing.some(({ role, state }) => role === 'producer' && state === 'spared')) return 'spared';
  // Of a fake of unknown maker only the sellers are heard: with all of them spared nobody is left to be exposed.
  if (standing.length > 0 && standing.every(({ state }) => state === 'spared')) return 'spared';
  return standing.length > 0 && standing.every(({ state }) => closed.has(state)) ? 'over' : 'open';
};

/** Division whose officers serve a firm; null for one elsewhere or of unknown place: then the provincial bureau does. */
export const placeWithin = (
  place: { readonly provinceCode: string | null; readonly cityCode: string | null; readonly countyCode: string | null },
  province: string,
): string | null => (place.provinceCode === province ? (place.countyCode ?? place.cityCode) : null);
