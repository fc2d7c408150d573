import { cite } from '#foundation/citation.ts';
import { localDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { z } from 'zod';
import { type Call, perform } from '#platform/operation/index.ts';
import { eventsIn, type Keeping, takeAct } from '#platform/process/index.ts';
import { foundFakeType, handedOverType } from '../facts.ts';
import { handOverProcess, type HandOverInput, type HandOverState, type HandOverVerb, type outcomeInput, type receiptInput } from './hand-over.ts'; // prettier-ignore
import { issueHandOver } from './operations-papers.ts';
import { placeOf } from './operations-work.ts';
import { finalStates, rectificationProcess, type RectificationState } from './rectification.ts';
import { handOverIsVisible, insertHandOver, type LockedHandOver, lockHandOver, storeHandOverNumber, storeHandOverState, storeOutcome, storeReceipt } from './storage-hand-over.ts'; // prettier-ignore
import { closeTasks } from './operations-tasks.ts';
import { lockRectifications, rectificationIsVisible } from './storage.ts';
import { answerTask } from './storage-tasks.ts';

const { recordEvents } = eventsIn('warning-cards');
const permission = 'warning-cards.follow';

/** Hands a matter over to enforcement, with the list of the evidence and a numbered letter. The rectification goes on as it stands. */
export const handOver = (call: Call, rectificationId: number, input: HandOverInput): Promise<Result<{ id: number }>> =>
  perform(call, { permission, act: 'warning-cards.open-hand-over' }, async (act) => {
    const missing = () => refuse('not-found', { thing: rectificationProcess.name });
    if (!(await rectificationIsVisible(act.tx, rectificationId))) return missing();
    await act.asEngine();
    const [thing] = await lockRectifications(act.tx, [rectificationId]);
    if (!thing) return missing();
    const place = placeOf(thing, call.services.province);
    const no = await act.authorise(place);
    if (no) return no;
    if (thing.state === 'void')
      return refuse(
        'state-not-allowed',
        { state: rectificationProcess.states[thing.state], act: handOverProcess.name },
        cite('notice', '5.2'),
      );
    const id = await insertHandOver(act.tx, rectificationId, thing.dataset, input, call.today);
    const number = await issueHandOver(act, rectificationId, id, input);
    if (!number.ok) return number;
    await storeHandOverNumber(act.tx, id, number.value);
    const { dataset, cardId } = thing;
    await recordEvents(act.tx, [
      { kind: 'hand-over', id, verb: 'open', state: 'handed', account: call.actor.accountId, at: call.services.now() },
    ]);
    act.journal({
      act: 'warning-cards.open-hand-over',
      subject: `hand-over/${id}`,
      dataset,
      ...(place === null ? {} : { region: place }),
      payload: { rectification: rectificationId, number: number.value, ...input },
    });
    act.emit({ type: handedOverType, payload: { dataset, cardIds: [cardId] } });
    return ok({ id });
  });

const keeping = (call: Call): Keeping<HandOverState, HandOverVerb, LockedHandOver> => ({
  flow: handOverProcess,
  isVisible: handOverIsVisible,
  lock: lockHandOver,
  placeOf: (thing) => placeOf(thing, call.services.province),
  storeState: storeHandOverState,
});

/** Records the receipt of the enforcement body. */
export const receiveHandOver = (
  call: Call,
  id: number,
  { receipt, receivedOn, ...input }: ActInput & z.output<typeof receiptInput>,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'receive', input, async ({ act, thing }) => {
    const day = localDate(receivedOn);
    if (day > call.today) return refuse('date-in-future', { value: day, today: call.today });
    if (day < thing.handedOn) return refuse('before-hand-over', { day: receivedOn, handed: thing.handedOn });
    await storeReceipt(act.tx, id, receipt, day);
    return ok({ value: undefined, payload: { receipt, receivedOn } });
  });

/** Records what enforcement decided. */
export const returnOutcome = (
  call: Call,
  id: number,
  { outcome, amount, words, finding = 'none', returnedOn, ...input }: ActInput & z.input<typeof outcomeInput>,
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, 'return-outcome', input, async ({ act, thing }) => {
    const day = localDate(returnedOn);
    if (day > call.today) return refuse('date-in-future', { value: day, today: call.today });
    if (day < (thing.receivedOn ?? thing.handedOn))
      return refuse('before-hand-over', { day: returnedOn, handed: thing.receivedOn ?? thing.handedOn });
    await storeOutcome(act.tx, id, { outcome, amount, words, finding }, day);
    if (finding === 'fake')
      act.emit({ type: foundFakeType, payload: { dataset: thing.dataset, cardIds: [thing.cardId] } });
    return ok({ value: undefined, payload: { outcome, amount, words, finding, returnedOn } });
  });

const closed: readonly RectificationState[] = finalStates;

/** Records what a department that handles a red card along has answered. */
export const recordTaskAnswer = (
  call: Call,
  rectificationId: number,
  taskId: number,
  answer: string,
): Promise<Result<undefined>> =>
  perform(call, { permission, act: 'warning-cards.answer-task' }, async (act) => {
    const missing = () => refuse('not-found', { thing: rectificationProcess.name });
    if (!(await rectificationIsVisible(act.tx, rectificationId))) return missing();
    await act.asEngine();
    const [thing] = await lockRectifications(act.tx, [rectificationId]);
    if (!thing) return missing();
    const place = placeOf(thing, call.services.province);
    const no = await act.authorise(place);
    if (no) return no;
    if (closed.includes(thing.state)) return refuse('conflict');
    if (!(await answerTask(act.tx, rectificationId, taskId, answer, call.today))) return refuse('conflict');
    await closeTasks(act, [taskId]);
    act.journal({
      act: 'warning-cards.answer-task',
      subject: `rectification/${rectificationId}`,
      dataset: thing.dataset,
      ...(place === null ? {} : { region: place }),
      payload: { task: taskId, answer },
    });
    return ok(undefined);
  });
