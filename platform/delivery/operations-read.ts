import { isLocalDate } from '#foundation/local-date.ts';
import { inPages, type Order } from '#foundation/paging.ts';
import { ok, refusal, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, dayAt, holds, observe, type View } from '#platform/operation/index.ts';
import type { RouteInput, RouteOutput } from '#foundation/contract.ts';
import type * as contract from './contract.ts';
import type { MessageDetail, MessageLine } from './contract.ts';
import { dayOfRegister } from './deliver.ts';
import { faultWords } from './fault.ts';
import { stateOfMessage } from './recipient.ts';
import * as read from './storage-read.ts';
import { mailServerState } from './storage-send.ts';
import { findOwnAddress } from './storage-manage.ts';

const lineOf = (row: read.MessageRow, today: string): MessageLine => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  dataset: row.dataset,
  title: pair(row.titleZh, row.titleEn),
  link: row.link,
  to: row.to ?? row.inbox,
  sender: row.sender,
  sentAt: row.sentAt,
  state: stateOfMessage(row),
  asks: row.wants,
  dueOn: row.dueOn,
  overdue: row.settledAt === null && row.dueOn !== null && row.dueOn < today,
  chases: row.chases,
});

/** By the time when they were sent: what is entered later for an earlier day has the higher number. */
const latestFirst: Order<Pick<MessageLine, 'sentAt' | 'id'>, read.MessagePlace> = {
  write: ({ sentAt, id }) => `${sentAt}/${id}`,
  read: (cursor) => {
    const [, sentAt = '', id] = /^(.{10}T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)\/(\d{1,15})$/.exec(cursor) ?? [];
    const is = isLocalDate(sentAt.slice(0, 10)) && !Number.isNaN(Date.parse(sentAt));
    return is ? { sentAt, id: Number(id) } : undefined;
  },
};

/** The inbox of the actor, or what his authority has sent. */
export const listOfMessages = (
  call: Call,
  { cursor, limit, ...filter }: RouteInput<typeof contract.listMessagesRoute>['query'],
): Promise<Result<RouteOutput<typeof contract.listMessagesRoute>>> =>
  inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: filter.box === 'in' ? 'delivery.receive' : 'delivery.sent' }, async ({ tx }) => {
      const { today } = call;
      const found = await read.listMessages(tx, filter, { today, after, limit: most });
      return ok({
        ...cut(found.map((row) => lineOf(row, today))),
        counts: await read.countMessages(tx, filter, today),
      });
    }),
  );

type Offered = MessageDetail['acts'];

const actsOf = ({ call }: View, row: read.MessageDetailRow): Offered => {
  const acts: Offered[number][] = [];
  const on = (at: string): string => dayAt(new Date(at));
  if (row.mine && holds(call.actor, 'delivery.receive')) {
    acts.push({
      act: 'receive',
      refusal: row.receivedAt === null ? null : refusal('already-received', { at: on(row.receivedAt) }).text,
    });
    // An answer is offered where one is asked for; a message that asks for nothing is read.
    if (row.wants === 'answer')
      acts.push({
        act: 'answer',
        refusal: row.answeredAt === null ? null : refusal('already-answered', { at: on(row.answeredAt) }).text,
      });
  }
  if (holds(call.actor, 'delivery.sent', row.sender) && row.wants !== null)
    acts.push({ act: 'chase', refusal: row.settledAt === null ? null : refusal('already-settled').text });
  return acts;
};

const timelineOf = async ({ tx }: View, row: read.MessageDetailRow): Promise<MessageDetail['timeline']> => {
  const happened: (MessageDetail['timeline'][number] | null)[] = [
    { at: row.sentAt, words: pair('发出', 'Sent'), by: row.sentBy, reason: null },
    ...(await read.readersOf(tx, row.id)).map(({ at, by }) => ({ at, words: pair('阅读', 'Read'), by, reason: null })),
    row.receivedAt === null
      ? null
      : { at: row.receivedAt, words: pair('签收', 'Received'), by: row.receivedBy, reason: null },
    row.answeredAt === null
      ? null
      : { at: row.answeredAt, words: pair('反馈', 'Answered'), by: row.answeredBy, reason: row.answer },
    ...(await read.remindersOf(tx, row.id)).map(({ at, by }) => ({
      at,
      words: pair('催办', 'Reminded'),
      by: by ?? '系统',
      reason: null,
    })),
  ];
  return happened.filter((event) => event !== null).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/** One message as the reader may see it. */
export const detailOf = async (view: View, id: number): Promise<MessageDetail | undefined> => {
  const row = await read.findMessage(view.tx, id);
  if (!row) return undefined;
  return {
    ...lineOf(row, view.call.today),
    body: pair(row.bodyZh, row.bodyEn),
    papers: row.papers.length === 0 ? [] : [...(await read.papersOf(view.tx, row.papers))],
    mine: row.mine,
    seen: row.seen,
    answer: row.answer,
    timeline: await timelineOf(view, row),
    acts: actsOf(view, row),
  };
};

const faultOf = ({ fault, faultDetail }: read.FaultRow) =>
  fault === null ? null : { code: fault, words: faultWords[fault], detail: faultDetail ?? '' };

/** How the mail server and the endpoints do. */
export const stateOfDelivery = (call: Call): Promise<Result<RouteOutput<typeof contract.readDeliveryRoute>>> =>
  observe(call, { permission: 'delivery.manage' }, async ({ tx }) => {
    const { delivery } = call.services;
    const server = await mailServerState(tx);
    const figures = await read.mailFigures(tx, new Date(`${call.today}T00:00:00+08:00`));
    const endpoints = await read.listEndpoints(tx);
    return ok({
      mail: {
        configured: delivery?.mail !== undefined,
        failingSince: server?.failingSince ?? null,
        nextAt: server && server.failingSince !== null ? server.nextAt : null,
        fault: server ? faultOf(server) : null,
        ...figures,
      },
      privateAllowed: delivery?.privateWebhooks === true,
      endpoints: endpoints.map(({ fault, faultDetail, to, ...endpoint }) => ({
        ...endpoint,
        to: to ?? endpoint.inbox,
        fault: faultOf({ fault, faultDetail }),
      })),
    });
  });

const whatOf = ({ kind, count }: read.DispatchRow): TextPair =>
  kind === 'code'
    ? pair('邮箱验证码', 'Code that proves an address')
    : pair(`通知 ${count} 条`, count === 1 ? '1 message' : `${count} messages`);

/** Mails go by a UUID, posts by a number. */
const byText = (pattern: RegExp): Order<{ readonly id: string }, string> => ({
  write: ({ id }) => id,
  read: (cursor) => (pattern.test(cursor) ? cursor : undefined),
});
const byUuid = byText(/^[0-9a-f-]{36}$/);
const byNumberText = byText(/^[1-9]\d{0,15}$/);

/** Mails or posts, newest first, with what became of them. */
export const listOfDispatches = (
  call: Call,
  { channel, state, cursor, limit }: RouteInput<typeof contract.listDispatchesRoute>['query'],
): Promise<Result<RouteOutput<typeof contract.listDispatchesRoute>>> =>
  inPages(channel === 'mail' ? byUuid : byNumberText, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'delivery.manage' }, async ({ tx }) => {
      const page = { before: after ?? null, limit: most };
      const { rows, next } = cut(
        channel === 'mail'
          ? await read.listEnvelopes(tx, state ?? null, page)
          : await read.listPosts(tx, state ?? null, page),
      );
      return ok({
        rows: rows.map(({ fault, faultDetail, count, kind, ...row }) => ({
          ...row,
          what: whatOf({ ...row, fault, faultDetail, count, kind }),
          fault: faultOf({ fault, faultDetail }),
        })),
        next,
      });
    }),
  );

/** Authorities that answer for a place on the day as of which the register is asked, for people who choose one. */
export const listOfAddresses = (call: Call, place: string) =>
  observe(call, { permission: null }, async ({ tx }) =>
    ok({ items: [...(await read.listAddresses(tx, place, dayOfRegister(call)))] }),
  );

/** The mail address of the acting account: the proved one, and one that waits for its code; `configured`: whether this deployment sends mail. */
export const ownAddress = (call: Call): Promise<Result<RouteOutput<typeof contract.myAddressRoute>>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const { accountId } = call.actor;
    const found = accountId === null ? undefined : await findOwnAddress(tx, accountId);
    return ok({
      configured: call.services.delivery?.mail !== undefined,
      address: found?.address ?? null,
      wanted: found?.wanted ?? null,
    });
  });
