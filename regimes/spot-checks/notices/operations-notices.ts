import { deadline } from '#foundation/deadline.ts';
import { type LocalDate, localDate, printDate } from '#foundation/local-date.ts';
import { ok, refuse, refused, type Result } from '#foundation/refusal.ts';
import { effectiveDay, type ServiceInput } from '#foundation/service.ts';
import { attachEvidence } from '#platform/evidence/index.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import type { ActInput } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { counterfeitLeadType } from '../facts.ts';
import { shareNotice } from '../papers/operations-notices.ts';
import { identityProcess, type IdentityState, type IdentityVerb, noticeProcess, type NoticeState, type NoticeVerb } from './notice.ts'; // prettier-ignore
import { finaliseSamples } from './operations-final.ts';
import { decideService, lateness, placeWithin } from './rules.ts';
import { enterpriseName, type LockedNotice, lockNotice, lockSample, noticeIsVisible, storeDenial, storeIdentity, storeIdentityDecider, storeNoticeState, storeService } from './storage.ts'; // prettier-ignore
import { insertObjection } from './storage-objections.ts';
import {
  answerKey,
  answerWork,
  denialKey,
  denialWork,
  leadKey,
  leadWork,
  objectionWork,
  serveKey,
  wordKey,
} from './operations-work.ts';
import { identitySubject } from './written-word.ts';
import { recordWord, settleWord, type WordInput } from './operations-words.ts';

/** Where a permission must hold: that of an enterprise for itself, that of an official at the place of the addressee. */
export const placeOf = (
  call: Call,
  { enterpriseId, ...place }: Pick<LockedNotice, 'enterpriseId' | 'provinceCode' | 'cityCode' | 'countyCode'>,
  permission: string,
): string | null => {
  if (permission !== 'spot-checks.answer') return placeWithin(place, call.services.province);
  return enterpriseId === null ? null : `enterprise/${enterpriseId}`;
};

const confirms = (verb: NoticeVerb): boolean => verb === 'confirm-waiver' || verb === 'reject-waiver';

const noticeKeeping = (call: Call): Keeping<NoticeState, NoticeVerb, LockedNotice> => ({
  flow: noticeProcess,
  isVisible: noticeIsVisible,
  lock: lockNotice,
  placeOf: (thing, verb) => placeOf(call, thing, noticeProcess.acts[verb].permission),
  notBy: ({ word }, verb) => (confirms(verb) && word ? [word.by] : []),
  storeState: storeNoticeState,
});

const about = (call: Call, notice: LockedNotice) => ({
  ...notice,
  region: placeWithin(notice, call.services.province),
});

/** Records the service of a notice with its proof; from its effective day the clock of the party runs. */
export const serveNotice = (
  call: Call,
  id: number,
  { service, ...input }: ActInput & { readonly service: ServiceInput },
): Promise<Result<undefined>> =>
  takeAct(call, noticeKeeping(call), id, 'serve', input, async ({ act, thing }) => {
    const day = localDate(service.day);
    const sound = decideService(day, thing.reportOn, call.today);
    if (!sound.ok) return sound;
    const days = (key: string, on: LocalDate): number => act.law.get<number>(`spot-checks.${key}`, on).value;
    const effectiveOn = effectiveDay(service.manner, day, { publicNoticeDays: days('public-notice-days', day) });
    const clock = deadline(
      effectiveOn,
      { days: days('objection-days', effectiveOn), count: 'natural' },
      act.law.calendar,
    );
    if (!clock.ok) return clock;
    const asked = deadline(
      effectiveOn,
      { days: days('identity-days', effectiveOn), count: 'natural' },
      act.law.calendar,
    );
    if (!asked.ok) return asked;
    const objectionUntil = clock.value.due;
    const identityUntil = thing.identity === 'asked' ? asked.value.due : null;
    await storeService(act.tx, id, service, { effectiveOn, objectionUntil, identityUntil });
    await closeWork(act, [serveKey(id)]);
    const { enterpriseId } = thing;
    if (enterpriseId !== null) {
      await openWork(act, [answerWork(thing, enterpriseId, objectionUntil)]);
      await shareNotice(act, { ...thing, enterpriseId });
    }
    return ok({ value: undefined, payload: { service, effectiveOn, objectionUntil, identityUntil } });
  });

const wordOf = ({ id, ...notice }: LockedNotice) => ({ ...notice, noticeId: id, objectionId: null });

/** The party waives its objection in its account; or another person confirms the written waiver that an official recorded. */
export const waiveObjection = (
  call: Call,
  id: number,
  verb: 'waive' | 'confirm-waiver',
  input: ActInput,
): Promise<Result<undefined>> =>
  takeAct(call, noticeKeeping(call), id, verb, input, async ({ act, thing, reason }) => {
    const about = wordOf(thing);
    if (verb === 'confirm-waiver') {
      const settled = await settleWord(act, about, thing.word, 'confirmed', reason);
      if (!settled.ok) return settled;
    }
    await closeWork(act, [wordKey(about), ...(thing.identity === 'asked' ? [] : [answerKey(id)])]);
    return ok({ value: undefined, after: () => finaliseSamples(act, thing.dataset, [thing.sampleId]) });
  });

/** Records a written waiver with its scan. It counts when another person has confirmed it. */
export const recordWaiver = (call: Call, id: number, { files, ...input }: WordInput): Promise<Result<undefined>> =>
  takeAct(call, noticeKeeping(call), id, 'record-waiver', input, async ({ act, thing, reason }) => {
    const recorded = await recordWord(act, wordOf(thing), { files, reason });
    return recorded.ok ? ok({ value: undefined, payload: recorded.value }) : recorded;
  });

/** What was recorded is no waiver; the clock has run on. */
export const rejectWaiver = (call: Call, id: number, input: ActInput): Promise<Result<undefined>> =>
  takeAct(call, noticeKeeping(call), id, 'reject-waiver', input, async ({ act, thing, reason }) => {
    const settled = await settleWord(act, wordOf(thing), thing.word, 'rejected', reason);
    return settled.ok ? ok({ value: undefined, payload: settled.value }) : settled;
  });

export interface ObjectionInput extends ActInput {
  readonly grounds: string;
  readonly wantsRetest: boolean;
  /** Day on which the paper came in or was posted; today for an account. */
  readonly filedOn?: string | undefined;
}

/** Files an objection in the account of the enterprise, or registers one from paper. After the last day it is refused with the day. */
export const fileObjection = (
  call: Call,
  id: number,
  verb: 'object' | 'register-objection',
  { grounds, wantsRetest, filedOn, ...input }: ObjectionInput,
): Promise<Result<undefined>> =>
  takeAct(call, noticeKeeping(call), id, verb, input, async ({ act, thing, account }) => {
    const onPaper = verb === 'register-objection';
    const day = onPaper && filedOn !== undefined ? localDate(filedOn) : call.today;
    if (day > call.today) return refuse('date-in-future', { value: day, today: call.today });
    const late = lateness(thing, day);
    if (late) return refused(late);
    const sample = await lockSample(act.tx, thing.sampleId);
    if (sample?.state !== 'noticed') return refuse('sample-is-final');
    const days = act.law.get<number>('spot-checks.acceptance-days', call.today).value;
    const decide = deadline(call.today, { days, count: 'working' }, act.law.calendar);
    if (!decide.ok) return decide;
    const decideUntil = decide.value.due;
    const { dataset, sampleId, enterpriseId } = thing;
    const objection = await insertObjection(act.tx, {
      dataset, noticeId: id, sampleId, enterpriseId, filedOn: day, grounds, wantsRetest, decideUntil, account, onPaper,
    }); // prettier-ignore
    await recordEvents(act.tx, [
      { kind: 'objection', id: objection, verb: 'file', state: 'filed', account, at: call.services.now() },
    ]);
    await openWork(act, [
      objectionWork({ ...about(call, thing), id: objection }, decideUntil, onPaper ? account : null),
    ]);
    await closeWork(act, [wordKey(wordOf(thing)), ...(thing.identity === 'asked' ? [] : [answerKey(id)])]);
    return ok({ value: undefined, payload: { objection, grounds, wantsRetest, filedOn: day } });
  });

type LockedIdentity = Omit<LockedNotice, 'state'> & { readonly state: IdentityState; readonly notice: NoticeState };

const identityKeeping = (call: Call): Keeping<IdentityState, IdentityVerb, LockedIdentity> => ({
  flow: identityProcess,
  isVisible: noticeIsVisible,
  lock: async (tx, id) => {
    const notice = await lockNotice(tx, id);
    return notice && { ...notice, state: notice.identity, notice: notice.state };
  },
  placeOf: (thing, verb) => placeOf(call, thing, identityProcess.acts[verb].permission),
  notBy: ({ deniedBy }, verb) => (verb === 'prove-denial' || verb === 'reject-denial' ? [deniedBy] : []),
  storeState: storeIdentity,
});

/** The denial is proven: nothing is entered against him; somebody copies his goods, and whoever sold them is pursued. */
const openLead = async (act: Act, thing: LockedIdentity, reason: string): Promise<void> => {
  const sample = await lockSample(act.tx, thing.sampleId);
  const sellerId = sample?.sellerId ?? null;
  const seller = sellerId === null ? null : ((await enterpriseName(act.tx, sellerId)) ?? null);
  const region = placeWithin(thing, act.call.services.province);
  await openWork(act, [leadWork({ ...thing, region }, seller)]);
  const lead = {
    dataset: thing.dataset,
    noticeId: thing.id,
    sampleId: thing.sampleId,
    sellerId,
    namedProducerId: thing.enterpriseId,
    reason,
  };
  act.emit({ type: counterfeitLeadType, payload: lead });
  act.journal({
    act: 'spot-checks.open-counterfeit-lead',
    subject: `notice/${thing.id}`,
    dataset: thing.dataset,
    payload: lead,
  });
};

/** Keeps what the firm wrote, or handed in; what an official records from paper has its scan. */
const keepFiles = async (act: Act, thing: LockedIdentity, verb: IdentityVerb, files: readonly number[]) => {
  const onPaper = verb === 'record-confirmation' || verb === 'record-denial';
  if (files.length === 0) return onPaper ? refuse('scan-required') : ok([]);
  return attachEvidence(act, {
    subject: identitySubject(thing.id),
    dataset: thing.dataset,
    ids: files,
    readers: [
      { permission: 'spot-checks.see-visits', place: placeWithin(thing, act.call.services.province) },
      ...(thing.enterpriseId === null
        ? []
        : [{ permission: 'spot-checks.answer', place: `enterprise/${thing.enterpriseId}` }]),
    ],
  });
};

/** The named producer confirms or denies that the product is his; another person decides on a denial. */
export const answerIdentity = (
  call: Call,
  id: number,
  verb: IdentityVerb,
  { files = [], ...input }: ActInput & { readonly files?: readonly number[] | undefined },
): Promise<Result<undefined>> =>
  takeAct(call, identityKeeping(call), id, verb, input, async ({ act, thing, reason, account }) => {
    const after = () => finaliseSamples(act, thing.dataset, [thing.sampleId]);
    switch (verb) {
      case 'confirm':
      case 'record-confirmation':
      case 'deny':
      case 'record-denial': {
        if (thing.notice === 'to-serve' || thing.notice === 'void')
          return refuse('state-not-allowed', {
            state: noticeProcess.states[thing.notice],
            act: identityProcess.acts[verb].label,
          });
        const denies = verb === 'deny' || verb === 'record-denial';
        if (denies && thing.identityUntil !== null && call.today > thing.identityUntil)
          return refuse('identity-too-late', { day: printDate(thing.identityUntil) });
        const kept = await keepFiles(act, thing, verb, files);
        if (!kept.ok) return kept;
        const payload = kept.value.length === 0 ? {} : { files: kept.value.map(({ sha256 }) => sha256) };
        if (thing.notice !== 'served') await closeWork(act, [answerKey(id)]);
        if (!denies) return ok({ value: undefined, payload, after });
        await storeDenial(act.tx, id, reason, account);
        await openWork(act, [denialWork(about(call, { ...thing, state: thing.notice }), account)]);
        return ok({ value: undefined, payload });
      }
      case 'prove-denial':
      case 'reject-denial':
        await storeIdentityDecider(act.tx, id, account);
        await closeWork(act, [denialKey(id)]);
        if (verb === 'prove-denial') await openLead(act, thing, reason ?? '');
        return ok({ value: undefined, after });
      case 'take-up-lead':
        await closeWork(act, [leadKey(id)]);
        return ok({ value: undefined });
    }
  });
