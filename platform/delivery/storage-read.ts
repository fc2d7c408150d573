import type { AuthorityKind } from '#foundation/authority-kind.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { MessageFilter } from './contract.ts';
import type { FaultCode } from './fault.ts';

export interface MessageRow {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly dataset: Dataset;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly link: string;
  readonly inbox: string;
  readonly to: string | null;
  readonly sender: string;
  readonly sentAt: string;
  readonly readAt: string | null;
  readonly receivedAt: string | null;
  readonly answeredAt: string | null;
  readonly settledAt: string | null;
  readonly wants: 'receipt' | 'answer' | null;
  readonly dueOn: LocalDate | null;
  readonly chases: number;
}

const columns = `m.id, m.kind, m.subject, m.dataset, m.title_zh as "titleZh", m.title_en as "titleEn", m.link, m.inbox,
  delivery.name_of(m.inbox) as "to", m.sender, m.sent_at as "sentAt", m.read_at as "readAt", m.received_at as "receivedAt",
  m.answered_at as "answeredAt", m.settled_at as "settledAt", m.wants, m.due_on as "dueOn", m.chases`;

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

const own = `m.inbox = any ((select delivery.inboxes())::text[])`;

const states: Readonly<Record<NonNullable<MessageFilter['state']>, string>> = {
  unread: 'm.read_at is null',
  open: 'm.wants is not null and m.settled_at is null',
  overdue: 'm.settled_at is null and m.due_on < $1::date',
  read: 'm.read_at is not null and m.received_at is null',
  received: 'm.received_at is not null and m.answered_at is null',
  answered: 'm.answered_at is not null',
};

const conditions = (filter: MessageFilter, today: LocalDate): { text: string; values: unknown[] } => {
  const values: unknown[] = [today];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const parts = [`$1::date is not null`, `m.dataset = ${value(filter.dataset)}`];
  // What my authority has sent to itself is in my inbox, and it has sent it too.
  parts.push(filter.box === 'in' ? own : `m.sender_path && (select identity.scope('delivery.sent'))`);
  if (filter.kind) parts.push(`m.kind = ${value(filter.kind)}`);
  if (filter.subject) parts.push(`m.subject = ${value(filter.subject)}`);
  if (filter.text) {
    const part = value(`%${escaped(filter.text)}%`);
    parts.push(`(m.title_zh ilike ${part} or m.title_en ilike ${part} or m.subject = ${value(filter.text)})`);
  }
  return { text: parts.join(' and '), values };
};

/** Where a page of messages ended. */
export interface MessagePlace {
  readonly sentAt: string;
  readonly id: number;
}

/** Messages, the latest first; `after` is where the last page ended. */
export const listMessages = (
  tx: Tx,
  filter: MessageFilter,
  page: { readonly today: LocalDate; readonly after: MessagePlace | undefined; readonly limit: number },
): Promise<MessageRow[]> => {
  const { text, values } = conditions(filter, page.today);
  const n = values.length;
  const state = filter.state === undefined ? '' : ` and ${states[filter.state]}`;
  return tx.query<MessageRow>(
    `select ${columns} from delivery.message m where ${text}${state} and ($${n + 1}::timestamptz is null or (m.sent_at, m.id) < ($${n + 1}, $${n + 2}::bigint))
      order by m.sent_at desc, m.id desc limit $${n + 3}`,
    [...values, page.after?.sentAt ?? null, page.after?.id ?? null, page.limit],
  );
};

/** How many messages of a box match, of them unread, asking for something still, and overdue on `today`. */
export const countMessages = async (
  tx: Tx,
  filter: MessageFilter,
  today: LocalDate,
): Promise<{ readonly all: number; readonly unread: number; readonly open: number; readonly overdue: number }> => {
  const { text, values } = conditions(filter, today);
  const [row] = await tx.query<{ all: number; unread: number; open: number; overdue: number }>(
    `select count(*) as all, count(*) filter (where ${states.unread}) as unread, count(*) filter (where ${states.open}) as open,
            count(*) filter (where ${states.overdue}) as overdue
       from delivery.message m where ${text}`,
    values,
  );
  return row ?? { all: 0, unread: 0, open: 0, overdue: 0 };
};

/** How many messages of the acting account's inboxes nobody has opened. */
export const countUnread = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from delivery.message m where ${own} and m.read_at is null`,
  );
  return row?.count ?? 0;
};

/** How many messages that the actor's authority has sent are overdue, and the earliest of their days. */
export const overdueSent = async (tx: Tx): Promise<{ count: number; oldest: LocalDate | null }> => {
  const [row] = await tx.query<{ count: number; oldest: LocalDate | null }>(
    `select count(*) as count, min(m.due_on) as oldest from delivery.message m
      where m.settled_at is null and m.due_on < (now() at time zone 'Asia/Shanghai')::date
        and m.sender_path && (select identity.scope('delivery.sent'))`,
  );
  return row ?? { count: 0, oldest: null };
};

export interface MessageDetailRow extends MessageRow {
  readonly bodyZh: string;
  readonly bodyEn: string;
  readonly papers: readonly number[];
  readonly mine: boolean;
  readonly seen: boolean;
  readonly sentBy: string | null;
  readonly receivedBy: string | null;
  readonly answeredBy: string | null;
  readonly answer: string | null;
}

const nameOfAccount = (column: string): string =>
  `(select a.display_name from identity.published_account a where a.id = m.${column})`;

export const findMessage = async (tx: Tx, id: number): Promise<MessageDetailRow | undefined> =>
  (
    await tx.query<MessageDetailRow>(
      `select ${columns}, m.body_zh as "bodyZh", m.body_en as "bodyEn", m.papers, ${own} as mine,
              exists (select from delivery.reading r where r.message_id = m.id and r.account_id = (select identity.acting())) as seen, ${nameOfAccount('sent_by')} as "sentBy",
              ${nameOfAccount('received_by')} as "receivedBy", ${nameOfAccount('answered_by')} as "answeredBy", m.answer
         from delivery.message m where m.id = $1`,
      [id],
    )
  )[0];

/** Who has opened a message and when, the first first. */
export const readersOf = (tx: Tx, id: number): Promise<{ readonly at: string; readonly by: string | null }[]> =>
  tx.query(
    `select r.at, a.display_name as by from delivery.reading r left join identity.published_account a on a.id = r.account_id
      where r.message_id = $1 order by r.at`,
    [id],
  );

/** The papers that go with a message, as the reader may see them. */
export const papersOf = (
  tx: Tx,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly title: string; readonly number: string }[]> =>
  tx.query(
    'select p.id, p.title, p.number from documents.paper p where p.id = any ($1::bigint[]) and p.number is not null order by p.id',
    [ids],
  );

/** Reminders of a message. */
export const remindersOf = (tx: Tx, id: number): Promise<{ readonly at: string; readonly by: string | null }[]> =>
  tx.query(
    `select m.sent_at as at, ${nameOfAccount('sent_by')} as by from delivery.message m
      where m.kind = 'delivery.reminder' and m.subject = $1 order by m.id`,
    [`message/${id}`],
  );

export interface FaultRow {
  readonly fault: FaultCode | null;
  readonly faultDetail: string | null;
}

export interface EndpointRow extends FaultRow {
  readonly id: number;
  readonly inbox: string;
  readonly to: string | null;
  readonly url: string;
  readonly state: 'active' | 'stopped' | 'closed';
  readonly createdAt: string;
  readonly failingSince: string | null;
  readonly nextAt: string | null;
  readonly failures: number;
  readonly waiting: number;
  readonly oldest: string | null;
  readonly dead: number;
}

/** The endpoints of all inboxes with what waits for each; closed ones last. */
export const listEndpoints = (tx: Tx): Promise<EndpointRow[]> =>
  tx.query<EndpointRow>(
    `select e.id, e.inbox, delivery.name_of(e.inbox) as "to", e.url, e.state, e.created_at as "createdAt", e.failing_since as "failingSince",
            case when e.failing_since is not null then e.next_at end as "nextAt", e.failures, e.fault, e.fault_detail as "faultDetail",
            p.waiting, p.oldest, (select count(*) from delivery.post d where d.endpoint_id = e.id and d.state = 'dead') as dead
       from delivery.endpoint e
      cross join lateral (select count(*) as waiting, min(created_at) as oldest from delivery.post p
                           where p.endpoint_id = e.id and p.state in ('waiting', 'sending')) p
      order by e.state = 'closed', e.id`,
  );

/** Mails that wait, with the oldest of them, that were given up, and that went since the day began. */
export const mailFigures = async (
  tx: Tx,
  dayBegins: Date,
): Promise<{
  readonly waiting: number;
  readonly oldest: string | null;
  readonly sentToday: number;
  readonly dead: number;
}> => {
  const [row] = await tx.query<{ waiting: number; oldest: string | null; sentToday: number; dead: number }>(
    `select count(*) filter (where state in ('waiting', 'sending')) as waiting,
            min(created_at) filter (where state in ('waiting', 'sending')) as oldest,
            count(*) filter (where sent_at >= $1) as "sentToday", count(*) filter (where state = 'dead') as dead
       from delivery.envelope where state <> 'sent' or sent_at >= $1`,
    [dayBegins],
  );
  return row ?? { waiting: 0, oldest: null, sentToday: 0, dead: 0 };
};

export interface DispatchRow extends FaultRow {
  readonly id: string;
  readonly to: string;
  readonly count: number;
  readonly kind: string | null;
  readonly state: 'waiting' | 'sending' | 'sent' | 'dead';
  readonly attempts: number;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextAt: string | null;
}

type ChannelState = DispatchRow['state'];

/** Mails, the latest first, after the one with the id `before`; without what they say. */
export const listEnvelopes = (
  tx: Tx,
  state: ChannelState | null,
  page: { readonly before: string | null; readonly limit: number },
): Promise<DispatchRow[]> =>
  tx.query<DispatchRow>(
    `select e.id::text, e.address as "to", e.messages as count, e.purpose as kind, e.state, e.attempts, e.created_at as "createdAt",
            e.sent_at as "sentAt", case when e.state = 'waiting' then e.next_at end as "nextAt", e.fault, e.fault_detail as "faultDetail"
       from delivery.envelope e
      where ($1::text is null or e.state = $1)
        and ($2::uuid is null or (e.created_at, e.id) < (select b.created_at, b.id from delivery.envelope b where b.id = $2::uuid))
      order by e.created_at desc, e.id desc limit $3`,
    [state, page.before, page.limit],
  );

/** Posts are counted by the kind of their message: what it says is not the administrator's business. */
export const listPosts = (
  tx: Tx,
  state: ChannelState | null,
  page: { readonly before: string | null; readonly limit: number },
): Promise<DispatchRow[]> =>
  tx.query<DispatchRow>(
    `select p.id::text, e.url as "to", 1 as count, null as kind, p.state, p.attempts, p.created_at as "createdAt", p.sent_at as "sentAt",
            case when p.state = 'waiting' then greatest(e.next_at, p.created_at) end as "nextAt", p.fault, p.fault_detail as "faultDetail"
       from delivery.post p join delivery.endpoint e on e.id = p.endpoint_id
      where ($1::text is null or p.state = $1) and ($2::bigint is null or p.id < $2) order by p.id desc limit $3`,
    [state, page.before, page.limit],
  );

/** Authorities that answer for a place on a day, for people who choose one. */
export const listAddresses = (
  tx: Tx,
  place: string,
  day: LocalDate,
): Promise<{ readonly authorityId: number; readonly name: string; readonly kind: AuthorityKind }[]> =>
  tx.query(
    `select a.id as "authorityId", a.name, a.kind from authorities.published_authority a
      where a.region_code = $1 and a.valid_from <= $2 and (a.valid_to is null or a.valid_to >= $2) order by a.kind, a.id`,
    [place, day],
  );
