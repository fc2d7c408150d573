import type { LocalDate } from '#foundation/local-date.ts';
import { addWorkingDays, type Calendar } from '#foundation/working-days.ts';
import { journalWordsOf, type NextStep, type Process } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { cite } from '#foundation/citation.ts';

export const revocationStates = ['proposed', 'notified', 'hearing-requested', 'heard', 'revoked', 'kept', 'withdrawn'] as const; // prettier-ignore
export type RevocationState = (typeof revocationStates)[number];
export const revocationVerbs = ['notify', 'request-hearing', 'hear', 'revoke', 'keep', 'withdraw'] as const;
export type RevocationVerb = (typeof revocationVerbs)[number];

/**
 * The revocation of a production licence: a decision of its own (notice 4.3.2), after the firm was told and could ask for a hearing. Another
 * person than who proposed it decides.
 */
export const revocationProcess = {
  room: 'licences',
  kind: 'revocation',
  name: pair('吊销事项', 'The revocation'),
  states: {
    proposed: pair('拟吊销', 'Proposed'),
    notified: pair('已告知，听证申请期', 'Told, may ask for a hearing'),
    'hearing-requested': pair('已要求听证', 'A hearing was asked for'),
    heard: pair('已听证', 'Heard'),
    revoked: pair('已吊销', 'Revoked'),
    kept: pair('不予吊销', 'Not revoked'),
    withdrawn: pair('已撤回', 'Withdrawn'),
  },
  acts: {
    notify: { label: pair('登记告知送达', 'Record that the firm was told'), permission: 'licences.propose', reason: true }, // prettier-ignore
    'request-hearing': { label: pair('登记听证申请', 'Record the request for a hearing'), permission: 'licences.propose' }, // prettier-ignore
    hear: { label: pair('登记听证', 'Record the hearing'), permission: 'licences.propose', reason: true },
    revoke: { label: pair('决定吊销', 'Revoke'), permission: 'licences.revoke', reason: true },
    keep: { label: pair('决定不予吊销', 'Do not revoke'), permission: 'licences.revoke', reason: true },
    withdraw: { label: pair('撤回', 'Withdraw'), permission: 'licences.propose', reason: true },
  },
  transitions: {
    proposed: { notify: 'notified', withdraw: 'withdrawn' },
    notified: { 'request-hearing': 'hearing-requested', revoke: 'revoked', keep: 'kept', withdraw: 'withdrawn' },
    'hearing-requested': { hear: 'heard', keep: 'kept', withdraw: 'withdrawn' },
    heard: { revoke: 'revoked', keep: 'kept' },
    revoked: {},
    kept: {},
    withdrawn: {},
  },
  citation: cite('notice', '4.3.2'),
} as const satisfies Process<RevocationState, RevocationVerb>;

export const revocationEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(revocationProcess.acts).map(([verb, { label }]) => [verb, label])),
  propose: pair('提出吊销', 'Proposed'),
};
export const revocationJournal = journalWordsOf(revocationProcess, '/revocations/$id', {
  propose: pair('提出吊销', 'Propose the revocation'),
});

/** What the steps so far have fixed. */
export interface Steps {
  readonly servedOn: LocalDate | null;
  /** Last day on which a hearing may be asked for. */
  readonly hearingUntil: LocalDate | null;
  readonly requestedOn: LocalDate | null;
  readonly heardOn: LocalDate | null;
}

/**
 * Whether a step may be taken on its day. Nobody decides before the days for a hearing are over, or before it was held (law on administrative
 * penalties, articles 63 and 64); a request after the last day is late; the firm is told of the
 * hearing so many working days (article 85) before it.
 */
export const decideStep = (
  verb: RevocationVerb,
  steps: Steps,
  day: { readonly on: LocalDate; readonly today: LocalDate; readonly noticedOn: LocalDate | null },
  noticeDays: number,
  calendar: Calendar,
): Result<undefined> => {
  const { on, today } = day;
  if (on > today) return refuse('date-in-future', { value: on, today });
  const law = cite('administrative-penalty-law', '64');
  if (verb === 'request-hearing') {
    if (steps.servedOn !== null && on < steps.servedOn) return refuse('invalid-date', { value: on });
    if (steps.hearingUntil !== null && on > steps.hearingUntil)
      return refuse('hearing-request-late', { until: steps.hearingUntil }, law);
  }
  if (verb === 'hear') {
    if (steps.requestedOn !== null && on < steps.requestedOn) return refuse('invalid-date', { value: on });
    if (day.noticedOn === null) return refuse('hearing-noticed-late', { days: noticeDays }, law);
    const soonest = addWorkingDays(day.noticedOn, noticeDays, calendar);
    if (!soonest.ok) return soonest;
    if (soonest.value > on) return refuse('hearing-noticed-late', { days: noticeDays }, law);
  }
  if (verb === 'revoke' && steps.heardOn === null && steps.hearingUntil !== null && today <= steps.hearingUntil)
    return refuse('hearing-term-running', { until: steps.hearingUntil }, law);
  return ok(undefined);
};

/** The one next act, who must do it and by when. */
export const nextOfRevocation = (state: RevocationState, steps: Steps, today: LocalDate): NextStep => {
  const officer = pair('承办人', 'the officer');
  const approver = pair('另一位签发人', 'another approver');
  switch (state) {
    case 'proposed':
      return { words: pair('告知企业拟吊销的事实、理由、依据和听证的权利，并登记送达', 'Tell the firm facts, reasons and its right to a hearing, and record it'), by: officer, due: null }; // prettier-ignore
    case 'notified':
      return steps.hearingUntil !== null && today <= steps.hearingUntil
        ? { words: pair('等待企业是否要求听证；期满后方可决定', 'Wait whether the firm asks for a hearing'), by: pair('企业', 'the firm'), due: steps.hearingUntil } // prettier-ignore
        : { words: pair('企业未要求听证，作出决定', 'No hearing was asked for: decide'), by: approver, due: null };
    case 'hearing-requested':
      return { words: pair('通知时间地点并举行听证', 'Announce and hold the hearing'), by: officer, due: null };
    case 'heard':
      return { words: pair('根据听证笔录作出决定', 'Decide on the record of the hearing'), by: approver, due: null };
    case 'revoked':
    case 'kept':
    case 'withdrawn':
      return null;
  }
};

/** Acts that begin with another issuer; a suspension that is on record may always be ended. */
export const isOfOtherIssuer = (act: string): boolean => act === 'issuer-suspend' || act === 'issuer-revoke';

/** Why a licence can't be revoked here, or nothing: the power is the issuer's. */
export const powerProblem = (
  licence: { readonly kind: string; readonly issuerKind: string; readonly issuer: string; readonly issuerRegion: string | null }, // prettier-ignore
  province: string,
): Result<undefined> =>
  licence.kind === 'production-licence' && licence.issuerKind === 'authority' && licence.issuerRegion === province
    ? ok(undefined)
    : refuse('revocation-not-in-power', {
        issuer: licence.issuer,
      });
