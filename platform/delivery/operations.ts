import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Act, type Call, dayAt, observe, perform, systemCall } from '#platform/operation/index.ts';
import type { MessageDetail } from './contract.ts';
import { deliver } from './deliver.ts';
import { messagesAnsweredType } from './facts.ts';
import { detailOf } from './operations-read.ts';
import { type Delivery, stateAfter, stateOfMessage } from './recipient.ts';
import * as storage from './storage.ts';

export const theMessage: TextPair = pair('这条通知', 'The message');

const dayOf = (instant: string): string => dayAt(new Date(instant));

/** Does something to a message of one's own inbox, and gives it as it then stands. */
const onMine = async (
  call: Call,
  id: number,
  act: string,
  work: (act: Act, message: storage.LockedMessage, account: string) => Promise<Refused | undefined>,
): Promise<Result<MessageDetail>> => {
  const done = await perform(call, { permission: 'delivery.receive', act }, async (opened) => {
    const account = call.actor.accountId;
    if (account === null) return refuse('not-signed-in');
    const mine = await storage.sitsInInbox(opened.tx, id);
    const visible = mine || (await storage.seesMessage(opened.tx, id));
    if (!visible) return refuse('not-found', { thing: theMessage });
    if (!mine) return refuse('not-my-inbox');
    await opened.asEngine();
    const message = await storage.lockMessage(opened.tx, id);
    if (!message) return refuse('not-found', { thing: theMessage });
    return (await work(opened, message, account)) ?? ok(undefined);
  });
  return done.ok ? showMessage(call, id) : done;
};

const entry = (act: string, message: storage.LockedMessage, payload: Readonly<Record<string, unknown>> = {}) => ({
  act,
  subject: `message/${message.id}`,
  dataset: message.dataset,
  region: message.sender,
  payload: { kind: message.kind, about: message.subject, inbox: message.inbox, ...payload },
});

/** Tells the rooms that a receipt or an answer has come. */
const tell = (act: Act, { id, kind, key, subject }: storage.LockedMessage, mark: 'received' | 'answered'): void =>
  act.emit({ type: messagesAnsweredType, payload: { messages: [{ messageId: id, kind, key, subject, mark }] } });

/** One message, with what has become of it. */
export const showMessage = (call: Call, id: number): Promise<Result<MessageDetail>> =>
  observe(call, { permission: null }, async (view) => {
    const detail = await detailOf(view, id);
    return detail ? ok(detail) : refuse('not-found', { thing: theMessage });
  });

/** Notes that the actor has opened a message that came to him; the first time of everybody counts. */
export const readMessage = (call: Call, id: number): Promise<Result<MessageDetail>> =>
  onMine(call, id, 'delivery.read', async (act, message, account) => {
    if (await storage.storeReading(act.tx, id, account, call.services.now()))
      act.journal(entry('delivery.read', message));
    return undefined;
  });

/** Gives the receipt 签收, once. */
export const receiveMessage = (call: Call, id: number): Promise<Result<MessageDetail>> =>
  onMine(call, id, 'delivery.acknowledge', async (act, message, account) => {
    if (stateAfter(stateOfMessage(message), 'receive') === undefined)
      return refuse('already-received', { at: dayOf(message.receivedAt ?? '') });
    const now = call.services.now();
    await storage.storeReading(act.tx, id, account, now);
    await storage.storeReceipt(act.tx, id, account, now);
    act.journal(entry('delivery.acknowledge', message));
    tell(act, message, 'received');
    return undefined;
  });

/** Answers 反馈, once; whoever answers has received. */
export const answerMessage = (call: Call, id: number, answer: string): Promise<Result<MessageDetail>> =>
  onMine(call, id, 'delivery.answer', async (act, message, account) => {
    if (stateAfter(stateOfMessage(message), 'answer') === undefined)
      return refuse('already-answered', { at: dayOf(message.answeredAt ?? '') });
    const now = call.services.now();
    await storage.storeReading(act.tx, id, account, now);
    await storage.storeReceipt(act.tx, id, account, now);
    await storage.storeAnswer(act.tx, id, answer, account, now);
    act.journal(entry('delivery.answer', message, { answer }));
    tell(act, message, 'answered');
    return undefined;
  });

const asked: Readonly<Record<'receipt' | 'answer', TextPair>> = {
  receipt: pair('签收', 'give the receipt'),
  answer: pair('反馈', 'answer'),
};

/** A reminder of a message: a message itself, so that it is mailed and posted like any other. */
const reminderOf = (message: storage.LockedMessage): Delivery => {
  const [kind = '', number = ''] = message.inbox.split('/');
  const what = asked[message.wants ?? 'receipt'];
  const due = message.dueOn ?? '';
  return {
    to: kind === 'authority' ? { authority: Number(number) } : { party: message.inbox as `enterprise/${number}` },
    kind: 'delivery.reminder',
    subject: `message/${message.id}`,
    dataset: message.dataset,
    title: pair(`催办：${message.titleZh}`, `Reminder: ${message.titleEn}`),
    body: pair(
      `该通知请在 ${due} 前${what.zh}，目前尚未办理，请尽快${what.zh}。`,
      `You were asked to ${what.en} by ${due}. This has not been done; please do it soon.`,
    ),
    link: `/inbox/${message.id}`,
    key: `${message.key}#reminder-${message.chases + 1}`,
    from: message.sender,
  };
};

/** Reminds a recipient by hand, at most once a day. */
export const chaseMessage = async (call: Call, id: number): Promise<Result<MessageDetail>> => {
  const done = await perform(call, { permission: 'delivery.sent', act: 'delivery.chase' }, async (act) => {
    if (!(await storage.seesMessage(act.tx, id))) return refuse('not-found', { thing: theMessage });
    await act.asEngine();
    const message = await storage.lockMessage(act.tx, id);
    if (!message) return refuse('not-found', { thing: theMessage });
    const refused = await act.authorise(message.sender);
    if (refused) return refused;
    if (message.settledAt !== null) return refuse('already-settled');
    if (message.wants === null) return refuse('asks-for-nothing');
    if (message.chasedOn === call.today) return refuse('chased-today');
    await storage.storeChases(act.tx, [id], call.today);
    await deliver(act, [reminderOf(message)]);
    act.journal(entry('delivery.chase', message, { reminder: message.chases + 1 }));
    return ok(undefined);
  });
  return done.ok ? showMessage(call, id) : done;
};

const chasedAtOnce = 5000;

/** Reminds the recipients of everything that is overdue and whose day has come; each once, whichever server does it. */
export const chaseOverdue = async (call: Call): Promise<void> => {
  for (;;) {
    const found = await perform(systemCall(call.services), { permission: null }, async (act) => {
      await act.asEngine();
      const overdue = await storage.lockOverdue(act.tx, call.today, chasedAtOnce);
      await storage.storeChases(
        act.tx,
        overdue.map(({ id }) => id),
        call.today,
      );
      await deliver(act, overdue.map(reminderOf));
      return ok(overdue.length);
    });
    if (!found.ok || found.value < chasedAtOnce) return;
  }
};
