import { ok, refuse, type Refusal, type RefusalCode, type Result } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';
import { decideAct, reasonOf } from '#foundation/process.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { FieldMessage } from './contract-field.ts';
import { correctSample, sealSample } from './operations-sample-work.ts';
import { sendSample } from './operations-samples.ts';
import { type Acting, workOnVisit } from './operations-visit-work.ts';
import { sampleProcess } from './sample.ts';
import { type LockedVisit, storeVisitState } from './storage.ts';
import { findMessage } from './storage-field.ts';
import { type LockedSample, lockSample, storeSampleStates } from './storage-samples.ts';
import { isOver, visitProcess } from './visit.ts';

/** What a message brought about: the sample of a sheet with its number, the number of the notice of a start. */
export interface Applied {
  readonly sampleId: number | null;
  readonly number: string | null;
}

/** A message without its envelope's times. */
export type Content = Pick<FieldMessage, 'id'> & {
  readonly kind: FieldMessage['kind'];
  readonly body: FieldMessage['body'];
};

const sampleOf = async (act: Act, visit: LockedVisit, messageId: string): Promise<Result<LockedSample>> => {
  const sheet = await findMessage(act.tx, messageId);
  const id = sheet?.visitId === visit.id ? sheet.answer.sampleId : null;
  const sample = id === null || id === undefined ? undefined : await lockSample(act.tx, id);
  return sample ? ok(sample) : refuse('not-found', { thing: sampleProcess.name });
};

const send = async (act: Act, visit: LockedVisit, message: FieldMessage & { kind: 'send' }, acting: Acting) => {
  const found = await sampleOf(act, visit, message.body.of);
  if (!found.ok) return found;
  const sample = found.value;
  const next = decideAct(sampleProcess, sample.state, 'send', acting.account);
  if (!next.ok) return next;
  const sent = await sendSample(act, sample, message.body, acting);
  if (!sent.ok) return sent;
  await storeSampleStates(act.tx, [sample.id], next.value);
  await recordEvents(act.tx, [
    { kind: 'sample', id: sample.id, verb: 'send', state: next.value, account: acting.account, at: acting.at },
  ]);
  act.journal({
    act: 'spot-checks.send-sample',
    subject: `sample/${sample.id}`,
    dataset: sample.dataset,
    ...(sample.place === null ? {} : { region: sample.place }),
    payload: { message: message.id, courierNumber: message.body.courierNumber ?? null },
  });
  return ok({ sampleId: sample.id, number: sample.number });
};

const onVisit = async (
  act: Act,
  visit: LockedVisit,
  message: Exclude<FieldMessage, { kind: 'sheet' | 'correct' | 'send' }>,
  acting: Acting,
): Promise<Result<Applied>> => {
  const { kind } = message;
  const input = { version: visit.version, ...(kind === 'start' ? {} : message.body) };
  const reason = reasonOf(visitProcess.acts[kind], input);
  if (!reason.ok) return reason;
  const next = decideAct(visitProcess, visit.state, kind, acting.account);
  if (!next.ok) return next;
  const worked = await workOnVisit(act, visit, kind, next.value, input, reason.value, acting);
  if (!worked.ok) return worked;
  await storeVisitState(act.tx, visit.id, next.value);
  await recordEvents(act.tx, [
    {
      kind: 'visit',
      id: visit.id,
      verb: kind,
      state: next.value,
      account: acting.account,
      at: acting.at,
      reason: reason.value,
    },
  ]);
  act.journal({
    act: `spot-checks.${kind}-visit`,
    subject: `visit/${visit.id}`,
    dataset: visit.dataset,
    confidential: !isOver(next.value),
    ...(visit.place === null ? {} : { region: visit.place }),
    payload: { message: message.id, reason: reason.value, ...worked.value.payload },
  });
  return ok({ sampleId: null, number: worked.value.number ?? null });
};

const apply = async (act: Act, visit: LockedVisit, message: FieldMessage, acting: Acting): Promise<Result<Applied>> => {
  // Before anything else: a stranger who guessed the number is not told how far the visit has come.
  if (acting.crew && !visit.accounts.includes(acting.account ?? '')) return refuse('visit-not-yours');
  switch (message.kind) {
    case 'sheet': {
      const sealed = await sealSample(act, visit, message.body.sheet, acting);
      return sealed.ok ? ok({ sampleId: sealed.value.id, number: sealed.value.number }) : sealed;
    }
    case 'correct': {
      const sample = await sampleOf(act, visit, message.body.of);
      if (!sample.ok) return sample;
      const corrected = await correctSample(act, sample.value, message.body, acting);
      return corrected.ok ? ok({ sampleId: sample.value.id, number: sample.value.number }) : corrected;
    }
    case 'send':
      return send(act, visit, message, acting);
    case 'start':
    case 'finish':
    case 'no-sample':
    case 'rightful-refusal':
    case 'order':
    case 'not-found':
    case 'stopped':
      return onVisit(act, visit, message, acting);
  }
};

/** Takes back what a message has done so far, when it is refused halfway. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Applies a message to a locked visit; a refusal leaves nothing of it behind. Runs as engine. */
export const applyMessage = async (
  act: Act,
  visit: LockedVisit,
  message: FieldMessage,
  acting: Acting,
): Promise<Result<Applied>> => {
  try {
    return await act.tx.savepoint(async () => {
      const applied = await apply(act, visit, message, acting);
      if (!applied.ok) throw new Undone(applied.refusal);
      return applied;
    });
  } catch (error) {
    if (error instanceof Undone) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

/**
 * What the inspector can't mend himself: somebody else changed the visit meanwhile, or the fonts lack a character of a name. The rest goes
 * back to him to be corrected.
 */
const forAPerson: readonly RefusalCode[] = ['state-not-allowed', 'visit-not-yours', 'not-found', 'glyphs-missing'];
export const outcomeOf = (refusal: Refusal): 'conflict' | 'refused' =>
  forAPerson.includes(refusal.code) ? 'conflict' : 'refused';
