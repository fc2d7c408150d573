import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { contentTypeOf, removeFile, saveStream } from '#platform/files/index.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { SpotCheckPorts } from '../ports.ts';
import type { VisitDetail } from './contract.ts';
import { type FieldFile, type FieldMessage, fieldMessageSchema } from './contract-field.ts';
import type { FieldAnswer } from './field/message.ts';
import { type Applied, applyMessage, outcomeOf } from './operations-field-apply.ts';
import { getVisit } from './operations-read.ts';
import type { Acting } from './operations-visit-work.ts';
import { clockWarning } from './rules.ts';
import { mostPhotoBytes } from './photo-limit.ts';
import { type LockedVisit, lockVisit } from './storage.ts';
import { claimMessage, countUndecided, decideMessage, findMessage, insertVisitFile, messageIsVisible, storeAnswer, visitsForField } from './storage-field.ts'; // prettier-ignore
import { isOver, reasonWords, visitProcess } from './visit.ts';

type Ports = Pick<SpotCheckPorts, 'exemptionOn'>;
const sending = { permission: 'spot-checks.sample', act: 'spot-checks.field-message' } as const;

/** The own visits with everything a phone needs without a network. */
export const listFieldVisits = (call: Call) =>
  observe(call, { permission: 'spot-checks.sample' }, async ({ tx, law }) => {
    const lawful = (key: string) =>
      law.get<readonly string[]>(key, call.today).value.map((code) => ({ code, words: reasonWords(code) }));
    return ok({
      serverTime: call.services.now().toISOString(),
      name: call.actor.name,
      visits: await visitsForField(tx),
      noSample: lawful('spot-checks.no-sample-reasons'),
      refusals: lawful('spot-checks.rightful-refusals'),
    });
  });

/** So many messages to visits of others are kept for a person to decide on; further ones wait on the phone. */
const mostUndecided = 30;

interface Incoming {
  readonly id: string;
  readonly visitId: number;
  readonly kind: string;
  readonly deviceAt: string;
  readonly sentAt: string;
  readonly body: unknown;
}

/**
 * Takes a message once: the same number with the same content gets the same answer, with another content it is refused. What can't be
 * applied is kept with its outcome, for a person or for its sender to correct.
 */
const take = async (
  act: Act,
  message: Incoming,
  apply: (visit: LockedVisit) => Promise<Result<Applied>>,
): Promise<Result<{ readonly answer: FieldAnswer; readonly repeated: boolean }>> => {
  const { call } = act;
  await act.asEngine();
  const visit = await lockVisit(act.tx, message.visitId);
  if (!visit) return refuse('not-found', { thing: visitProcess.name });
  const refused = await act.authorise(visit.place);
  if (refused) return refused;
  const receivedAt = call.services.now();
  const { visitId, kind, deviceAt, body } = message;
  const sha256 = createHash('sha256').update(JSON.stringify({ visitId, kind, deviceAt, body })).digest('hex');
  const skewSeconds = Math.max(
    -2e9,
    Math.min(2e9, Math.round((receivedAt.getTime() - Date.parse(message.sentAt)) / 1000)),
  );
  const account = call.actor.accountId;
  // Whoever is on a visit may report without end; a stranger may not fill the desks of others.
  if (!visit.accounts.includes(account ?? '') && (await findMessage(act.tx, message.id)) === undefined)
    if ((await countUndecided(act.tx, account)) >= mostUndecided)
      return refuse('too-many-undecided', { most: mostUndecided });
  if (!(await claimMessage(act.tx, { ...message, account, sha256, receivedAt, skewSeconds }))) {
    const known = await findMessage(act.tx, message.id);
    return known?.sha256 === sha256 && known.account === account
      ? ok({ answer: known.answer, repeated: true })
      : refuse('message-differs');
  }
  const applied = await apply(visit);
  const answer: FieldAnswer = {
    id: message.id,
    outcome: applied.ok ? 'applied' : outcomeOf(applied.refusal),
    text: applied.ok ? null : applied.refusal.text,
    clockWarning: clockWarning(skewSeconds),
    receivedAt: receivedAt.toISOString(),
    sampleId: applied.ok ? applied.value.sampleId : null,
    number: applied.ok ? applied.value.number : null,
  };
  await storeAnswer(act.tx, answer);
  if (!applied.ok)
    act.journal({
      act: 'spot-checks.keep-message',
      subject: `visit/${visitId}`,
      dataset: visit.dataset,
      confidential: !isOver(visit.state),
      ...(visit.place === null ? {} : { region: visit.place }),
      payload: { message: message.id, kind, outcome: answer.outcome, why: applied.refusal.code, sha256 },
    });
  return ok({ answer, repeated: false });
};

const acting = (call: Call, ports: Ports, account: string | null, crew: boolean): Acting => ({
  account,
  at: call.services.now(),
  today: call.today,
  crew,
  ports,
});

/** Takes a message from the field. */
export const receiveMessage = async (call: Call, ports: Ports, message: FieldMessage): Promise<Result<FieldAnswer>> => {
  const taken = await perform(call, sending, (act) =>
    take(act, message, (visit) => applyMessage(act, visit, message, acting(call, ports, call.actor.accountId, true))),
  );
  return taken.ok ? ok(taken.value.answer) : taken;
};

/** Keeps the first bytes of a stream, by which its content is judged. */
const watch = (stream: AsyncIterable<string | Uint8Array>) => {
  let head = Buffer.alloc(0);
  return {
    head: () => head,
    stream: (async function* () {
      for await (const piece of stream) {
        if (head.length < 16) head = Buffer.concat([head, Buffer.from(piece as Uint8Array)]).subarray(0, 16);
        yield piece;
      }
    })(),
  };
};

/** Takes a photo or a signature from the field, of 8 MB at most, known by its content. */
export const receiveFile = async (
  call: Call,
  file: FieldFile,
  uploads: AsyncIterable<Upload>,
): Promise<Result<FieldAnswer>> => {
  let stored:
    | { readonly id: string; readonly sha256: string; readonly bytes: number; readonly mediaType: string }
    | undefined;
  for await (const upload of uploads) {
    if (stored) break;
    const watched = watch(upload.stream as AsyncIterable<Uint8Array>);
    const saved = await saveStream(call.services, watched.stream, { maxBytes: mostPhotoBytes });
    if (!saved.ok) return saved;
    const mediaType = contentTypeOf(watched.head());
    if (mediaType === undefined || !mediaType.startsWith('image/')) {
      await removeFile(call.services, saved.value.id);
      return refuse('photo-unreadable');
    }
    stored = { ...saved.value, mediaType };
  }
  if (!stored) return refuse('file-empty');
  const { id: storedAt, sha256, bytes, mediaType } = stored;
  const { id, visitId, deviceAt, sentAt, kind, caption, latitude = null, longitude = null, accuracy = null } = file;
  const body = { kind, caption, latitude, longitude, accuracy, sha256 };
  const taken = await perform(call, sending, (act) =>
    take(act, { id, visitId, kind: 'file', deviceAt, sentAt, body }, async (visit) => {
      await insertVisitFile(act.tx, { ...body, visitId, messageId: id, bytes, mediaType, storedAt, takenAt: deviceAt });
      return visit.accounts.includes(call.actor.accountId ?? '')
        ? ok({ sampleId: null, number: null })
        : refuse('visit-not-yours');
    }),
  );
  if (!taken.ok || taken.value.repeated) await removeFile(call.services, storedAt);
  return taken.ok ? ok(taken.value.answer) : taken;
};

/** Applies a conflicting message after all, or sets it aside with a reason; by another person than who sent it. */
export const decideFieldMessage = async (
  call: Call,
  ports: Ports,
  id: string,
  input: { readonly decision: 'applied' | 'set-aside'; readonly reason?: string | undefined },
): Promise<Result<VisitDetail>> => {
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason;
  if (input.decision === 'set-aside' && reason === null) return refuse('reason-required');
  const demand = { permission: 'spot-checks.dispatch', act: 'spot-checks.decide-message' } as const;
  const done = await perform(call, demand, async (act): Promise<Result<number>> => {
    const missing = refuse('not-found', { thing: pair('该现场消息', 'The message from the field') });
    if (!(await messageIsVisible(act.tx, id))) return missing;
    await act.asEngine();
    const message = await findMessage(act.tx, id);
    const visit = message && (await lockVisit(act.tx, message.visitId));
    if (!message || !visit) return missing;
    const refused = await act.authorise(visit.place);
    if (refused) return refused;
    if (message.outcome !== 'conflict' || message.decision !== null) return refuse('message-decided');
    const account = call.actor.accountId;
    if (message.account !== null && message.account === account) return refuse('four-eyes-same-person');
    let { answer } = message;
    const at = call.services.now();
    if (input.decision === 'applied' && message.kind !== 'file') {
      const { kind, body, visitId } = message;
      const again = fieldMessageSchema.parse({
        id,
        visitId,
        kind,
        body,
        deviceAt: at.toISOString(),
        sentAt: at.toISOString(),
      });
      const applied = await applyMessage(act, visit, again, acting(call, ports, message.account, false));
      if (!applied.ok) return applied;
      answer = { ...answer, ...applied.value };
    }
    await decideMessage(act.tx, id, { decision: input.decision, account, at, reason, answer });
    if (input.decision === 'set-aside')
      await recordEvents(act.tx, [
        { kind: 'visit', id: visit.id, verb: 'set-aside', state: visit.state, account, at, reason },
      ]);
    act.journal({
      act: 'spot-checks.decide-message',
      subject: `visit/${visit.id}`,
      dataset: visit.dataset,
      confidential: !isOver(visit.state),
      ...(visit.place === null ? {} : { region: visit.place }),
      payload: { message: id, decision: input.decision, reason },
    });
    return ok(visit.id);
  });
  return done.ok ? getVisit(call, done.value) : done;
};
