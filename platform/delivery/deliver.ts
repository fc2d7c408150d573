import type { AuthorityKind } from '#foundation/authority-kind.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { enqueue } from '#platform/jobs/index.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import type { Delivery } from './recipient.ts';
import { findDepartments, insertMessages, type NewMessage, storeAskedDays } from './storage.ts';

/** The notice's own world has a commerce authority and an economy committee: its profile writes to the departments of its year. */
const noticeDay = localDate('2000-09-01');

/** On which day the register is asked who a department is. */
export const dayOfRegister = ({ services, today }: Call): LocalDate =>
  services.lawProfile === 'notice' ? noticeDay : today;

const atOnce = 20_000;

/** The job that sends what waits. */
export const sendJob = 'delivery.send';

const inboxesOf = async (act: Act, deliveries: readonly Delivery[]): Promise<readonly (string | null)[]> => {
  const asked = new Map<string, { readonly kind: AuthorityKind; readonly place: string }>();
  for (const { to } of deliveries)
    if ('department' in to) asked.set(`${to.department} ${to.place}`, { kind: to.department, place: to.place });
  const found = asked.size === 0 ? [] : await findDepartments(act.tx, [...asked.values()], dayOfRegister(act.call));
  const byPlace = new Map([...asked.keys()].map((key, at) => [key, found[at] ?? null]));
  return deliveries.map(({ to }) => {
    if ('authority' in to) return `authority/${to.authority}`;
    if ('party' in to) return to.party;
    const id = byPlace.get(`${to.department} ${to.place}`) ?? null;
    return id === null ? null : `authority/${id}`;
  });
};

const stored = (act: Act, delivery: Delivery, inbox: string): NewMessage => ({
  key: delivery.key,
  kind: delivery.kind,
  subject: delivery.subject,
  dataset: delivery.dataset,
  sender: delivery.from ?? act.call.services.province,
  inbox,
  titleZh: delivery.title.zh,
  titleEn: delivery.title.en,
  bodyZh: delivery.body.zh,
  bodyEn: delivery.body.en,
  link: delivery.link,
  papers: delivery.papers ?? [],
  wants: delivery.asks?.for ?? null,
  dueOn: delivery.asks?.dueOn ?? null,
  chaseEvery: delivery.asks?.chaseEvery ?? null,
});

export interface Delivered {
  /** How many messages are new; those whose key was there already are not. */
  readonly sent: number;
  /** What has no address in the register: a department of a place outside the province. The room decides what to do about it. */
  readonly unaddressed: readonly Delivery[];
}

/**
 * Sends messages: stored in the transaction of the act, in sets, in the inbox of each recipient at once; mails and webhooks follow when
 * the act has committed, each exactly once in effect. Works in operations and in reactions; call it as engine, after the verb was
 * authorised.
 */
export const deliver = async (act: Act, deliveries: readonly Delivery[]): Promise<Delivered> => {
  if (deliveries.length === 0) return { sent: 0, unaddressed: [] };
  const inboxes = await inboxesOf(act, deliveries);
  const messages = new Map<string, NewMessage>();
  const unaddressed: Delivery[] = [];
  for (const [at, delivery] of deliveries.entries()) {
    const inbox = inboxes[at] ?? null;
    if (inbox === null) unaddressed.push(delivery);
    else messages.set(delivery.key, stored(act, delivery, inbox));
  }
  const all = [...messages.values()];
  const { services, actor } = act.call;
  const options = { at: services.now(), by: actor.accountId, mail: services.delivery?.mail !== undefined };
  let sent = 0;
  for (let from = 0; from < all.length; from += atOnce)
    sent += await insertMessages(act.tx, all.slice(from, from + atOnce), options);
  if (sent > 0) await enqueue(act, sendJob, undefined, { key: sendJob });
  return { sent, unaddressed };
};

/**
 * Gives what messages ask for another last day, by their keys; without one nobody is reminded until it has one again. What was done already stays.
 * Call it as engine.
 */
export const moveAsked = (
  act: Act,
  moves: readonly { readonly key: string; readonly dueOn: LocalDate | null }[],
): Promise<unknown> => (moves.length === 0 ? Promise.resolve() : storeAskedDays(act.tx, moves));
