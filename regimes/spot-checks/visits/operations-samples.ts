import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct, type Taken } from '#platform/process/index.ts';
import { samplesReceivedType } from '../facts.ts';
import { issueCustodyForm, voidSealing } from '../papers/operations.ts';
import type { SampleActInput, SampleDetail } from './contract-samples.ts';
import { getSample } from './operations-read-samples.ts';
import { correctSample, sealSample } from './operations-sample-work.ts';
import type { Acting } from './operations-visit-work.ts';
import { decideConsignment } from './rules.ts';
import { sampleProcess, type SampleState, type SampleVerb } from './sample.ts';
import type { SheetInput } from './sheet-input.ts';
import { changeVisit, lockVisit, storeVisitState, visitIsVisible } from './storage.ts';
import { type LockedSample, lockSample, type NewCustody, recordCustody, sampleIsVisible, storeSampleStates } from './storage-samples.ts'; // prettier-ignore
import { visitProcess } from './visit.ts';

const acting = (call: Call): Acting => ({
  account: call.actor.accountId,
  at: call.services.now(),
  today: call.today,
  crew: true,
  ports: {},
});

/** Fills in the sheet of a sample and seals it; several samples a visit. */
export const takeSample = async (
  call: Call,
  visitId: number,
  version: number,
  sheet: SheetInput,
): Promise<Result<SampleDetail>> => {
  const done = await perform(
    call,
    { permission: 'spot-checks.sample', act: 'spot-checks.seal-sample' },
    async (act) => {
      const missing = refuse('not-found', { thing: visitProcess.name });
      if (!(await visitIsVisible(act.tx, visitId))) return missing;
      await act.asEngine();
      const visit = await lockVisit(act.tx, visitId);
      if (!visit) return missing;
      const refused = await act.authorise(visit.place);
      if (refused) return refused;
      if (visit.version !== version) return refuse('conflict');
      const sealed = await sealSample(act, visit, sheet, acting(call));
      if (sealed.ok) await storeVisitState(act.tx, visitId, visit.state);
      return sealed;
    },
  );
  return done.ok ? getSample(call, done.value.id) : done;
};

/** Corrects the sheet of a sample that no laboratory has received yet. */
export const correctSheet = async (
  call: Call,
  id: number,
  input: { readonly version: number; readonly sheet: SheetInput; readonly reason: string; readonly signedBy: string },
): Promise<Result<SampleDetail>> => {
  const done = await perform(
    call,
    { permission: 'spot-checks.sample', act: 'spot-checks.correct-sample' },
    async (act) => {
      const missing = refuse('not-found', { thing: sampleProcess.name });
      if (!(await sampleIsVisible(act.tx, id))) return missing;
      await act.asEngine();
      const sample = await lockSample(act.tx, id);
      if (!sample) return missing;
      const refused = await act.authorise(sample.place);
      if (refused) return refused;
      return sample.version === input.version ? correctSample(act, sample, input, acting(call)) : refuse('conflict');
    },
  );
  return done.ok ? getSample(call, id) : done;
};

const sampleKeeping: Keeping<SampleState, SampleVerb, LockedSample> = {
  flow: sampleProcess,
  isVisible: sampleIsVisible,
  lock: lockSample,
  placeOf: ({ place, laboratoryId }, verb) => {
    if (verb !== 'receive' && verb !== 'reject') return place;
    return laboratoryId === null ? null : `laboratory/${laboratoryId}`;
  },
  storeState: (tx, id, state) => storeSampleStates(tx, [id], state),
};

type Work = Promise<Result<{ readonly value: undefined; readonly payload?: Readonly<Record<string, unknown>> }>>;

/** Sends a sample: its consignment's number, or a word on how it travels otherwise. Runs as engine. */
export const sendSample = async (
  act: Act,
  sample: LockedSample,
  input: Pick<SampleActInput, 'courierNumber' | 'note'>,
  { account, at, crew }: Acting,
): Work => {
  if (crew && !sample.accounts.includes(account ?? '')) return refuse('visit-not-yours');
  const { courierNumber = '', note = '' } = input;
  const sound = decideConsignment(input);
  if (!sound.ok) return sound;
  const step = { sampleId: sample.id, step: 'sent', at, from: '抽样人员', to: sample.laboratory ?? '', seal: 'intact', account } as const; // prettier-ignore
  const custody: NewCustody[] = [{ ...step, part: 'main', courierNumber, note }];
  if (sample.reserveState === 'kept' && sample.reserveKeptBy === 'laboratory')
    custody.push({ ...step, part: 'reserve', courierNumber, note });
  await recordCustody(act.tx, custody);
  return ok({ value: undefined, payload: { courierNumber } });
};

const arrive = async (
  { act, thing, reason, account }: Taken<SampleState, LockedSample>,
  input: SampleActInput,
  step: 'received' | 'rejected',
): Work => {
  const seal = input.seal ?? (step === 'received' ? 'intact' : 'broken');
  if (step === 'received' && seal === 'broken')
    return refuseFields({
      seal: pair('封样破损的不得收样，请办理退样', 'A sample whose seal is broken is not received; reject it'),
    });
  const note = input.note ?? reason;
  const at = act.call.services.now();
  const base = {
    sampleId: thing.id,
    step,
    at,
    from: '抽样人员',
    to: thing.laboratory ?? '',
    seal,
    note,
    account,
  } as const;
  const custody: NewCustody[] = [{ ...base, part: 'main' }];
  if (step === 'received' && thing.reserveState === 'kept' && thing.reserveKeptBy === 'laboratory')
    custody.push({ ...base, part: 'reserve' });
  await recordCustody(act.tx, custody);
  const form = await issueCustodyForm(act, thing.id, 'main');
  if (!form.ok) return form;
  if (step === 'received')
    act.emit({
      type: samplesReceivedType,
      payload: { dataset: thing.dataset, part: 'main', sampleIds: [thing.id] },
    });
  return ok({ value: undefined, payload: { seal } });
};

/** After a rejection the visit is made again, unless it is still under way. */
const reopenVisit = async ({ act, thing, reason, account }: Taken<SampleState, LockedSample>): Promise<void> => {
  const visit = await lockVisit(act.tx, thing.visitId);
  if (visit?.state !== 'sampled') return;
  const state = visitProcess.transitions.sampled.resample;
  await changeVisit(act.tx, visit.id, { endedAt: null });
  await storeVisitState(act.tx, visit.id, state);
  await recordEvents(act.tx, [
    { kind: 'visit', id: visit.id, verb: 'resample', state, account, at: act.call.services.now(), reason },
  ]);
};

/** Sends, receives, rejects, voids a sample, or has it taken again. */
export const actOnSample = async (
  call: Call,
  id: number,
  verb: SampleVerb,
  input: SampleActInput,
): Promise<Result<SampleDetail>> => {
  const done = await takeAct(call, sampleKeeping, id, verb, input, async (taken): Work => {
    switch (verb) {
      case 'send':
        return sendSample(taken.act, taken.thing, input, acting(call));
      case 'receive':
        return arrive(taken, input, 'received');
      case 'reject':
        return arrive(taken, input, 'rejected');
      case 'resample':
        await reopenVisit(taken);
        await voidSealing(taken.act, id, taken.reason ?? '');
        return ok({ value: undefined });
      case 'void':
        await voidSealing(taken.act, id, taken.reason ?? '');
        return ok({ value: undefined });
    }
  });
  return done.ok ? getSample(call, id) : done;
};
