import { deadline } from '#foundation/deadline.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { effectiveDay, type ServiceInput } from '#foundation/service.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import { pair } from '#foundation/text-pair.ts';
import { recordEvents } from './events-storage.ts';
import { type ExposureState, exposureStateLabels } from './exposure.ts';
import { answerFirms, endHearing, shareNotice } from './operations-papers.ts';
import { partyProcess, type PartyState, type PartyVerb } from './party.ts';
import { decideRejection, decideServiceDay, decideStatement, hearingOf, placeWithin } from './party-rules.ts';
import { type LockedParty, lockParty, partyIsVisible, storeAnswer, storePartyService, storePartyState, storeStatement, toldExposures } from './parties-storage.ts'; // prettier-ignore
import { lockState, moveStates } from './acts-storage.ts';

const answerKey = (id: number) => ({ kind: 'publicity.answer-statement', subject: `party/${id}` });

/** Whose permission holds: officials at the place of the firm serve it, the bureau answers. */
export const placeOfParty = (
  call: Call,
  party: Pick<LockedParty, 'provinceCode' | 'cityCode' | 'countyCode'>,
  permission: string,
): string | null =>
  permission === 'publicity.release' ? call.services.province : placeWithin(party, call.services.province);

const keeping = (call: Call): Keeping<PartyState, PartyVerb, LockedParty> => ({
  flow: partyProcess,
  isVisible: partyIsVisible,
  lock: lockParty,
  placeOf: (party, verb) => placeOfParty(call, party, partyProcess.acts[verb].permission),
  notBy: ({ statedBy, submittedBy }, verb) => (verb === 'uphold' || verb === 'reject' ? [statedBy, submittedBy] : []),
  storeState: storePartyState,
});

/** Lets exposures go on whose firms have all been heard, and ends those whose producer was spared. Call as engine. */
export const settleHearings = async (act: Act, exposureIds: readonly number[]): Promise<void> => {
  const told = await toldExposures(act.tx, exposureIds);
  const by = (outcome: 'over' | 'spared') => told.filter(({ parties }) => hearingOf(parties) === outcome);
  const move = async (exposures: typeof told, verb: 'all-heard' | 'spare', state: ExposureState) => {
    const ids = exposures.map(({ id }) => id);
    if (ids.length === 0) return;
    const at = act.call.services.now();
    await moveStates(act.tx, ids, state);
    await recordEvents(
      act.tx,
      ids.map((id) => ({ kind: 'exposure', id, verb, state, account: null, at })),
    );
    for (const { id, dataset } of exposures)
      act.journal({ act: `publicity.${verb}`, subject: `exposure/${id}`, dataset, payload: {} });
  };
  await move(by('over'), 'all-heard', 'ready');
  const spared = by('spared');
  await move(spared, 'spare', 'dismissed');
  await endHearing(
    act,
    spared.map(({ id }) => id),
    '生产者的陈述申辩成立，不予曝光',
    true,
  );
};

/** Records the service of a notice with its proof; from its effective day the time of the firm runs. */
export const serveParty = (
  call: Call,
  id: number,
  { service, ...input }: ActInput & { readonly service: ServiceInput },
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'serve', input, async ({ act, thing }) => {
    const day = localDate(service.day);
    const sound = decideServiceDay(day, thing.madeOn, call.today);
    if (!sound.ok) return sound;
    const days = (key: string, on: LocalDate): number => act.law.get<number>(`publicity.${key}`, on).value;
    const effectiveOn = effectiveDay(service.manner, day, { publicNoticeDays: days('public-notice-days', day) });
    const clock = deadline(
      effectiveOn,
      { days: days('hearing-days', effectiveOn), count: 'working' },
      act.law.calendar,
    );
    if (!clock.ok) return clock;
    const heardUntil = clock.value.due;
    await storePartyService(act.tx, id, service, { effectiveOn, heardUntil });
    await shareNotice(act, thing);
    return ok({ value: undefined, payload: { service, effectiveOn, heardUntil } });
  });

/** A statement that was made in time stops a release that has not happened; after it nothing can be stated here. */
const holdRelease = async (act: Act, { exposureId, dataset }: LockedParty): Promise<Result<undefined>> => {
  const state = await lockState(act.tx, exposureId);
  if (state === 'told') return ok(undefined);
  if (state !== 'ready' && state !== 'scheduled')
    return refuse(
      'state-not-allowed',
      { state: exposureStateLabels[state ?? 'lapsed'], act: partyProcess.acts.state.label },
      partyProcess.citation,
    );
  await moveStates(act.tx, [exposureId], 'told');
  const at = act.call.services.now();
  await recordEvents(act.tx, [
    { kind: 'exposure', id: exposureId, verb: 'hear-again', state: 'told', account: null, at },
  ]);
  act.journal({ act: 'publicity.hear-again', subject: `exposure/${exposureId}`, dataset, payload: {} });
  return ok(undefined);
};

export interface StatementInput extends ActInput {
  readonly statement: string;
  readonly wantsHearing: boolean;
  /** Day on which it came in or was posted; today by default. */
  readonly statedOn?: string | undefined;
}

/** Records what a firm states, in time by its day; one that comes in late but was posted in time stops a release that has not happened. */
export const recordStatement = (
  call: Call,
  id: number,
  { statement, wantsHearing, statedOn, ...input }: StatementInput,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'state', input, async ({ act, thing, account }) => {
    const on = statedOn === undefined ? call.today : localDate(statedOn);
    const sound = decideStatement(thing, on, call.today);
    if (!sound.ok) return sound;
    const held = await holdRelease(act, thing);
    if (!held.ok) return held;
    await storeStatement(act.tx, id, { text: statement, on, wantsHearing, account });
    await openWork(act, [
      {
        ...answerKey(id),
        title: pair(
          `${thing.addressee}对拟曝光的陈述申辩，请复核答复`,
          `Statement of ${thing.addressee} on its exposure: answer it`,
        ),
        link: `/exposures/${thing.exposureId}`,
        permission: 'publicity.release',
        region: call.services.province,
        dataset: thing.dataset,
        notBy: account,
        priority: 1,
      },
    ]);
    return ok({ value: undefined, payload: { statement, wantsHearing, statedOn: on } });
  });

/** The firm waives its right on paper. */
export const waiveStatement = (call: Call, id: number, input: ActInput): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'waive', input, async ({ act, thing }) =>
    ok({ value: undefined, after: () => settleHearings(act, [thing.exposureId]) }),
  );

/** Answers a statement with reasons: upheld, the firm is not named; rejected, after it was heard where it asked for it. */
export const answerStatement = (
  call: Call,
  id: number,
  verb: 'uphold' | 'reject',
  { hearingOn, ...input }: ActInput & { readonly hearingOn?: string | undefined },
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, verb, input, async ({ act, thing, reason, account }) => {
    const heardOn = hearingOn === undefined ? null : localDate(hearingOn);
    if (verb === 'reject') {
      const sound = decideRejection(thing, heardOn, call.today);
      if (!sound.ok) return sound;
    }
    await storeAnswer(act.tx, id, { reason: reason ?? '', account, at: call.services.now(), hearingOn: heardOn });
    await closeWork(act, [answerKey(id)]);
    const paper = await answerFirms(act, [id], verb === 'uphold' ? 'upheld' : 'rejected', reason ?? '');
    if (!paper.ok) return paper;
    return ok({
      value: undefined,
      payload: { hearingOn: heardOn },
      after: () => settleHearings(act, [thing.exposureId]),
    });
  });
