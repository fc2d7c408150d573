import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { decideAct } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { reservesTamperedType, samplesReceivedType } from '../facts.ts';
import { issueCustodyForm } from '../papers/operations.ts';
import type { SampleActInput, SampleDetail } from './contract-samples.ts';
import { getSample } from './operations-read-samples.ts';
import { reserveProcess, type ReserveState, type ReserveVerb, type SampleState } from './sample.ts';
import { laboratoryName, type LockedSample, lockSample, type NewCustody, recordCustody, sampleIsVisible, storeReserveState, storeRetestLaboratory } from './storage-samples.ts'; // prettier-ignore

type LockedReserve = Omit<LockedSample, 'state'> & { readonly state: ReserveState; readonly sample: SampleState };

const reserveKeeping: Keeping<ReserveState, ReserveVerb, LockedReserve> = {
  flow: reserveProcess,
  isVisible: sampleIsVisible,
  lock: async (tx, id) => {
    const sample = await lockSample(tx, id);
    return sample && { ...sample, state: sample.reserveState, sample: sample.state };
  },
  placeOf: ({ place, retestLaboratoryId }, verb) => {
    if (verb !== 'receive-reserve' && verb !== 'tamper-reserve') return place;
    return retestLaboratoryId === null ? null : `laboratory/${retestLaboratoryId}`;
  },
  storeState: storeReserveState,
};

const keeperOf = ({
  reserveKeptBy,
  unit,
  laboratory,
}: Pick<LockedSample, 'reserveKeptBy' | 'unit' | 'laboratory'>): string =>
  reserveKeptBy === 'enterprise' ? unit : (laboratory ?? '承检机构');

const deliverReserve = async (
  act: Act,
  sample: Pick<LockedSample, 'id' | 'dataset' | 'laboratoryId' | 'laboratory' | 'reserveKeptBy' | 'unit'>,
  laboratoryId: number | undefined,
  courierNumber: string | undefined,
): Promise<Result<undefined>> => {
  const to = laboratoryId === undefined ? undefined : await laboratoryName(act.tx, sample.dataset, laboratoryId);
  if (laboratoryId === undefined || to === undefined)
    return refuseFields({ laboratoryId: pair('请选择复检机构', 'Choose the laboratory of the retest') });
  if (laboratoryId === sample.laboratoryId) return refuse('reserve-laboratory-same');
  await storeRetestLaboratory(act.tx, sample.id, laboratoryId);
  await recordCustody(act.tx, [
    {
      sampleId: sample.id,
      part: 'reserve',
      step: 'called',
      at: act.call.services.now(),
      from: keeperOf(sample),
      to,
      courierNumber: courierNumber ?? null,
      seal: 'unseen',
      account: act.call.actor.accountId,
    },
  ]);
  return ok(undefined);
};

/** Calls the reserve of a sample for a retest within another act, which writes the journal. Call as engine. */
export const callReserve = async (act: Act, sampleId: number, laboratoryId: number): Promise<Result<undefined>> => {
  const sample = await lockSample(act.tx, sampleId);
  if (!sample) return refuse('not-found', { thing: reserveProcess.name });
  const account = act.call.actor.accountId;
  const decided = decideAct(reserveProcess, sample.reserveState, 'call-reserve', account);
  if (!decided.ok) return decided;
  const called = await deliverReserve(act, sample, laboratoryId, undefined);
  if (!called.ok) return called;
  await storeReserveState(act.tx, sampleId, decided.value);
  await recordEvents(act.tx, [
    { kind: 'sample', id: sampleId, verb: 'call-reserve', state: sample.state, account, at: act.call.services.now() },
  ]);
  return ok(undefined);
};

/** Calls the reserve, receives it for the retest, finds it tampered with, or disposes of it. */
export const actOnReserve = async (
  call: Call,
  id: number,
  verb: ReserveVerb,
  input: SampleActInput,
): Promise<Result<SampleDetail>> => {
  const done = await takeAct(call, reserveKeeping, id, verb, input, async ({ act, thing, reason, account }) => {
    const { dataset, retestLaboratoryId } = thing;
    const at = call.services.now();
    const to = retestLaboratoryId === null ? '' : ((await laboratoryName(act.tx, dataset, retestLaboratoryId)) ?? '');
    const step = { sampleId: id, part: 'reserve', at, from: keeperOf(thing), to, note: input.note ?? reason, account } as const; // prettier-ignore
    const note = (custody: NewCustody) => recordCustody(act.tx, [custody]);
    /** The laboratory of the retest has it in hand: the custody form goes to it. */
    const arrive = async (custody: NewCustody) => {
      await note(custody);
      return issueCustodyForm(act, id, 'reserve');
    };
    switch (verb) {
      case 'call-reserve': {
        const called = await deliverReserve(act, thing, input.laboratoryId, input.courierNumber);
        return called.ok ? ok({ value: undefined, payload: { laboratoryId: input.laboratoryId } }) : called;
      }
      case 'receive-reserve': {
        const form = await arrive({ ...step, step: 'received', seal: 'intact' });
        if (!form.ok) return form;
        act.emit({ type: samplesReceivedType, payload: { dataset, part: 'reserve', sampleIds: [id] } });
        return ok({ value: undefined });
      }
      case 'tamper-reserve': {
        const form = await arrive({ ...step, step: 'rejected', seal: 'broken' });
        if (!form.ok) return form;
        act.emit({ type: reservesTamperedType, payload: { dataset, sampleIds: [id] } });
        return ok({ value: undefined });
      }
      case 'dispose-reserve':
        // Without its reserve a party has nothing left to be tested again.
        if (thing.state === 'kept' && thing.sample !== 'final' && thing.sample !== 'void')
          return refuse('reserve-still-needed');
        await note({ ...step, step: 'disposed', to: '处置', seal: 'unseen' });
        return ok({ value: undefined });
    }
  });
  return done.ok ? getSample(call, id) : done;
};
