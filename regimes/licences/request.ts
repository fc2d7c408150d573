import { cite } from '#foundation/citation.ts';
import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { journalWordsOf, type NextStep, type Process } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { IssuerAnswer, Term } from './licence.ts';

export const requestStates = ['asked', 'suspended', 'withdrawn', 'kept', 'lapsed'] as const;
export type RequestState = (typeof requestStates)[number];
export const requestVerbs = ['suspend', 'withdraw', 'keep', 'record'] as const;
export type RequestVerb = (typeof requestVerbs)[number];

/** What a certification body is asked when a warning card suspends the use of a certificate that it has issued (notice 4.3.1), and decides itself. */
export const requestProcess = {
  room: 'licences',
  kind: 'request',
  name: pair('请认证机构处理的事项', 'The request to a certification body'),
  states: {
    asked: pair('待认证机构处理', 'Waits for the body'),
    suspended: pair('认证机构已暂停', 'Suspended by the body'),
    withdrawn: pair('认证机构已撤销', 'Withdrawn by the body'),
    kept: pair('认证机构维持有效', 'Kept by the body'),
    lapsed: pair('无须处理', 'Needs no answer any more'),
  },
  acts: {
    suspend: { label: pair('暂停证书', 'Suspend the certificate'), permission: 'licences.answer', reason: true },
    withdraw: { label: pair('撤销证书', 'Withdraw the certificate'), permission: 'licences.answer', reason: true },
    keep: { label: pair('维持证书有效', 'Keep the certificate'), permission: 'licences.answer', reason: true },
    record: { label: pair('登记认证机构来函', 'Record a letter of the body'), permission: 'licences.record', reason: true }, // prettier-ignore
  },
  transitions: {
    // What a letter decides the letter says.
    asked: { suspend: 'suspended', withdraw: 'withdrawn', keep: 'kept', record: 'kept', lapse: 'lapsed' },
    suspended: {},
    withdrawn: {},
    kept: {},
    lapsed: {},
  },
  citation: cite('notice', '4.3.1'),
} as const satisfies Process<RequestState, RequestVerb, 'lapse'>;

const ownWords = {
  ask: pair('请认证机构处理', 'Asked of the body'),
  lapse: pair('无须再处理', 'Needs no answer any more'),
};
export const requestEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(requestProcess.acts).map(([verb, { label }]) => [verb, label])),
  ...ownWords,
};
export const requestJournal = journalWordsOf(requestProcess, '/licence-requests/$id', ownWords);

/** What a body may answer; taking note of it is not enough: it decides about its certificate. */
export const bodyAnswers = ['suspends', 'withdraws', 'keeps'] as const satisfies readonly IssuerAnswer[];
export type BodyAnswer = (typeof bodyAnswers)[number];
/** Where an answer leads, also one that an officer records from a letter. */
export const stateOfAnswer = {
  suspends: 'suspended',
  withdraws: 'withdrawn',
  keeps: 'kept',
} as const satisfies Record<BodyAnswer, RequestState>;
/** What a body answers by its own act. */
export const answerOfVerb = {
  suspend: 'suspends',
  withdraw: 'withdraws',
  keep: 'keeps',
} as const satisfies Record<Exclude<RequestVerb, 'record'>, BodyAnswer>;

/** Whether a decision can be of that day: not to come, and of a certificate that was there. */
export const decisionDay = (
  on: LocalDate,
  today: LocalDate,
  { validFrom }: Pick<Term, 'validFrom'>,
): Result<undefined> => {
  if (on > today) return refuse('date-in-future', { value: on, today });
  return on < validFrom ? refuse('before-the-licence', { value: on, from: validFrom }) : ok(undefined);
};

/** Last day for the answer. */
export const answerDue = (askedOn: LocalDate, days: number): LocalDate => addDays(askedOn, days);

/** The one next act, who must do it and by when. */
export const nextOfRequest = (state: RequestState, certifier: string, dueOn: LocalDate): NextStep =>
  state === 'asked'
    ? {
        words: pair('决定暂停、撤销或者维持该证书，说明理由', 'Suspend, withdraw or keep the certificate, and say why'),
        by: pair(certifier, certifier),
        due: dueOn,
      }
    : null;
