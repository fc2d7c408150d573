import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { reservesTamperedType, samplesReceivedType } from '../facts.ts';
import { issueCustodyForm } from '../papers/operations.ts';
import type { SampleActInput, SampleDetail } from './contract-samples.ts';
import { getSample } from './operations-read-samples.ts';
import { decideConsignment } from './rules.ts';
import { callWords, reserveProcess, type ReserveState, type ReserveVerb, type SampleState } from './sample.ts';
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

/**
 * Calls the reserve of a sample for a retest within its act of designating the laboratory, which writes the journal. Nothing else calls
 * it: the conditions of a retest are looked at there. Call as engine.
 */
export const callReserve = async (act: Act, sampleId: number, laboratoryId: number): Promise<Result<undefined>> => {
  const sample = await lockSample(act.tx, sampleId);
  if (!sample) return refuse('not-found', { thing: reserveProcess.name });
  const { reserveState: state } = sample;
  if (state !== 'kept') return refuse('state-not-allowed', { state: reserveProcess.states[state], act: callWords });
  const to = await laboratoryName(act.tx, sample.dataset, laboratoryId);
  if (to === undefined)
    return refuseFields({ laboratoryId: pair('请选择复检机构', 'Choose the laboratory of the retest') });
  if (laboratoryId === sample.laboratoryId) return refuse('reserve-laboratory-same');
  const { accountId: account } = act.call.actor;
  const at = act.call.services.now();
  await storeRetestLaboratory(act.tx, sample.id, laboratoryId);
  await recordCustody(act.tx, [
    { sampleId, part: 'reserve', step: 'called', at, from: keeperOf(sample), to, seal: 'unseen', account },
  ]);
  await storeReserveState(act.tx, sampleId, reserveProcess.transitions.kept['call-reserve']);
  await recordEvents(act.tx, [
    { kind: 'sample', id: sampleId, verb: 'call-reserve', state: sample.state, account, at },
  ]);
  return ok(undefined);
};

/** Records how the called reserve travels, receives it for the retest, finds it tampered with, or disposes of it. */
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
      case 'send-reserve': {
        const sound = decideConsignment(input);
        if (!sound.ok) return sound;
        const { courierNumber = null } = input;
        await note({ ...step, step: 'sent', courierNumber, seal: 'unseen' });
        return ok({ value: undefined, payload: { courierNumber } });
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
