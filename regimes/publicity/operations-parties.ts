import { deadline } from '#foundation/deadline.ts';
import { type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { effectiveDay, type ServiceInput } from '#foundation/service.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { deliver } from '#platform/delivery/index.ts';
import { attachEvidence } from '#platform/evidence/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import { pair } from '#foundation/text-pair.ts';
import { recordEvents } from './events-storage.ts';
import { type ExposureState, exposureStateLabels } from './exposure.ts';
import { answerFirms, answerKey, endHearing, pleadKey, shareNotice } from './operations-papers.ts';
import { partyProcess, type PartyState, type PartyVerb } from './party.ts';
import {
  decideLate,
  decidePlea,
  decideRejection,
  decideServiceDay,
  decideStatement,
  decideWaiver,
  hearingOf,
  placeWithin,
} from './party-rules.ts';
import { type LockedParty, lockParty, partyIsVisible, storeAnswer, storeLateStatement, storePartyService, storePartyState, storeStatement, storeWaiver, toldExposures } from './parties-storage.ts'; // prettier-ignore
import { lockState, moveStates } from './acts-storage.ts';

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
  placeOf: (party, verb) =>
    verb === 'plead'
      ? `enterprise/${party.enterpriseId}`
      : placeOfParty(call, party, partyProcess.acts[verb].permission),
  notBy: ({ statedBy, submittedBy, proposedBy }, verb) =>
    verb === 'uphold' || verb === 'reject' ? [statedBy, submittedBy, proposedBy] : [],
  storeState: storePartyState,
});

/** Lets exposures go on whose firms have all been heard, and ends those whose producer, or every firm, was spared. Call as engine. */
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
    '生产者或全部当事人的陈述申辩成立，不予曝光',
    true,
  );
};

/** A firm that was served finds in its account what it may do and until when. */
const tellMayPlead = async (act: Act, { id, dataset, enterpriseId }: LockedParty, until: LocalDate): Promise<void> => {
  const day = printDate(until);
  const title = pair(
    '拟曝光告知书：如有异议，请在期限内陈述申辩',
    'Notice of exposure: state your case in time if you disagree',
  );
  await openWork(act, [
    {
      ...pleadKey(id),
      title,
      link: '/my-enterprise',
      permission: 'publicity.answer',
      region: `enterprise/${enterpriseId}`,
      dataset,
      dueOn: until,
    },
  ]);
  await deliver(act, [
    {
      to: { party: `enterprise/${enterpriseId}` },
      kind: 'publicity.told',
      subject: `party/${id}`,
      dataset,
      title,
      body: pair(
        `拟将贵单位的产品在媒体曝光，告知书已经送达。贵单位可以在${day.zh}前（含当天）提交陈述申辩和证明材料，也可以要求当面听取意见。`,
        `A product of yours is to be exposed in the media; the notice was served on you. Until ${day.en}, that day included, you may state your case with evidence, and ask to be heard in person.`,
      ),
      link: '/my-enterprise',
      key: `publicity.told party/${id}`,
    },
  ]);
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
    await tellMayPlead(act, thing, heardUntil);
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

/** A statement in time waits for its answer, by another than who recorded it. */
const takeStatement = async (
  act: Act,
  thing: LockedParty,
  said: Parameters<typeof storeStatement>[2],
): Promise<void> => {
  await storeStatement(act.tx, thing.id, said);
  await closeWork(act, [pleadKey(thing.id)]);
  await openWork(act, [
    {
      ...answerKey(thing.id),
      title: pair(
        `${thing.addressee}对拟曝光的陈述申辩，请复核答复`,
        `Statement of ${thing.addressee} on its exposure: answer it`,
      ),
      link: `/exposures/${thing.exposureId}`,
      permission: 'publicity.release',
      region: act.call.services.province,
      dataset: thing.dataset,
      notBy: said.account,
      priority: 1,
    },
  ]);
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
    await takeStatement(act, thing, { text: statement, on, wantsHearing, account });
    return ok({ value: undefined, payload: { statement, wantsHearing, statedOn: on } });
  });

/** A late statement holds nothing up: it is kept, and whoever decides is told of it. */
const takeLate = async (act: Act, thing: LockedParty, statement: string, on: LocalDate): Promise<void> => {
  await storeLateStatement(act.tx, thing.id, statement, on);
  await closeWork(act, [pleadKey(thing.id)]);
  await deliver(act, [
    {
      to: { department: 'quality', place: act.call.services.province },
      kind: 'publicity.late-statement',
      subject: `party/${thing.id}`,
      dataset: thing.dataset,
      title: pair(`${thing.addressee}逾期提交陈述申辩`, `Late statement of ${thing.addressee}`),
      body: pair(
        '期限届满后提交，已附在曝光页面备查，不影响办理；所述属实、足以改变决定的，请收回、撤下或复核。',
        'It came in after the last day and stands on the page of the exposure. It holds nothing up; where it is true and changes the decision, withdraw, take down or review.',
      ),
      link: `/exposures/${thing.exposureId}`,
      key: `publicity.late-statement party/${thing.id}`,
    },
  ]);
};

/** Files that belong to what a firm stated: it sees them, and whoever reads the exposure. */
const attachFiles = (act: Act, { id, dataset, enterpriseId, ...party }: LockedParty, files: readonly number[]) =>
  attachEvidence(act, {
    subject: `party/${id}`,
    dataset,
    ids: files,
    readers: [
      { permission: 'publicity.consider', place: placeWithin(party, act.call.services.province) },
      { permission: 'publicity.answer', place: `enterprise/${enterpriseId}` },
    ],
  });

export interface LateInput extends ActInput {
  readonly statement: string;
  /** Day on which it came in or was posted. */
  readonly statedOn: string;
  /** Scans, handed in before. */
  readonly files: readonly number[];
}

/** Keeps what a firm sent on paper after its last day. */
export const fileLateStatement = (
  call: Call,
  id: number,
  { statement, statedOn, files, ...input }: LateInput,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'file', input, async ({ act, thing }) => {
    const on = localDate(statedOn);
    const sound = decideLate(thing, on, call.today);
    if (!sound.ok) return sound;
    const attached = await attachFiles(act, thing, files);
    if (!attached.ok) return attached;
    await takeLate(act, thing, statement, on);
    return ok({
      value: undefined,
      payload: { statement, statedOn: on, late: true, files: attached.value.map(({ sha256 }) => sha256) },
      after: () => settleHearings(act, [thing.exposureId]),
    });
  });

export interface PleaInput extends ActInput {
  readonly statement: string;
  readonly wantsHearing: boolean;
  /** Files that were handed in before. */
  readonly files: readonly number[];
}

/** A firm, or its agent, states its case from its own account; late it is kept and shown. */
export const pleadCase = (
  call: Call,
  id: number,
  { statement, wantsHearing, files, ...input }: PleaInput,
): Promise<Result<'in-time' | 'late'>> =>
  takeAct(call, keeping(call), id, 'plead', input, async ({ act, thing, account }) => {
    const plea = decidePlea(thing, call.today);
    if (!plea.ok) return plea;
    const late = plea.value === 'late';
    if (!late) {
      const held = await holdRelease(act, thing);
      if (!held.ok) return held;
    }
    const attached = await attachFiles(act, thing, files);
    if (!attached.ok) return attached;
    if (late) await takeLate(act, thing, statement, call.today);
    else await takeStatement(act, thing, { text: statement, on: call.today, wantsHearing, account });
    return ok({
      value: plea.value,
      next: late ? 'heard' : 'stated',
      payload: { statement, wantsHearing, late, files: attached.value.map(({ sha256 }) => sha256) },
      after: () => (late ? settleHearings(act, [thing.exposureId]) : Promise.resolve()),
    });
  });

export interface WaiverInput extends ActInput {
  /** Day on which it came in. */
  readonly waivedOn: string;
  /** Scans of what the firm wrote, handed in before. */
  readonly files: readonly number[];
}

/** The firm waives its right on paper, before its time is over. Whoever records it does not release. */
export const waiveStatement = (
  call: Call,
  id: number,
  { waivedOn, files, ...input }: WaiverInput,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'waive', input, async ({ act, thing, account }) => {
    const on = localDate(waivedOn);
    const sound = decideWaiver(thing.servedOn, on, files.length, call.today);
    if (!sound.ok) return sound;
    const attached = await attachFiles(act, thing, files);
    if (!attached.ok) return attached;
    await storeWaiver(act.tx, id, on, account);
    await closeWork(act, [pleadKey(id)]);
    return ok({
      value: undefined,
      payload: { waivedOn: on, files: attached.value.map(({ sha256 }) => sha256) },
      after: () => settleHearings(act, [thing.exposureId]),
    });
  });

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
