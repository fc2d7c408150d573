import type { AuthorityKind } from '#foundation/authority-kind.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';

/** The authorities that answer for departments at places on a day, in the order asked; null where the register knows none. */
export const findDepartments = async (
  tx: Tx,
  wanted: readonly { readonly kind: AuthorityKind; readonly place: string }[],
  day: LocalDate,
): Promise<readonly (number | null)[]> => {
  const rows = await tx.query<{ id: number | null }>(
    `with recursive asked as (
       select row_number() over () as n, * from unnest($1::text[], $2::text[]) as w (kind, place)
     ), distinct_asked as (select distinct kind, place from asked),
     found as (
       select d.kind, d.place, (
         select a.id from authorities.published_authority a
          where a.kind = d.kind and a.valid_from <= $3::date
            and a.region_code in (d.place, left(d.place, 4) || '00', left(d.place, 2) || '0000')
          order by a.region_code = d.place desc, a.region_code desc, a.valid_from desc limit 1) as id
       from distinct_asked d
     ), forward (kind, place, id, successor_id, valid_to) as (
       select f.kind, f.place, a.id, a.successor_id, a.valid_to from found f join authorities.published_authority a on a.id = f.id
       union all
       -- One that has ended by the day: whoever took over answers for it.
       select f.kind, f.place, a.id, a.successor_id, a.valid_to
         from forward f join authorities.published_authority a on a.id = f.successor_id
        where f.valid_to < $3::date
     ), answering as (
       select distinct on (kind, place) kind, place, id from forward
        where valid_to is null or valid_to >= $3::date order by kind, place
     )
     select (select r.id from answering r where r.kind = k.kind and r.place = k.place) as id from asked k order by k.n`,
    [wanted.map(({ kind }) => kind), wanted.map(({ place }) => place), day],
  );
  return rows.map(({ id }) => id);
};

/** A message as it is stored. */
export interface NewMessage {
  readonly key: string;
  readonly kind: string;
  readonly subject: string;
  readonly dataset: Dataset;
  readonly sender: string;
  readonly inbox: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly bodyZh: string;
  readonly bodyEn: string;
  readonly link: string;
  readonly papers: readonly number[];
  readonly wants: string | null;
  readonly dueOn: string | null;
  readonly chaseEvery: number | null;
}

/**
 * Stores messages, and for each what is to be mailed and posted, in one statement; those whose key is there already are passed over.
 * @returns how many were new
 */
export const insertMessages = async (
  tx: Tx,
  messages: readonly NewMessage[],
  options: { readonly at: Date; readonly by: string | null; readonly mail: boolean },
): Promise<number> => {
  const column = (of: (message: NewMessage) => unknown): unknown[] => messages.map(of);
  const [row] = await tx.query<{ count: number }>(
    `with new as (
       insert into delivery.message (key, kind, subject, dataset, sender, sender_path, inbox, title_zh, title_en, body_zh, body_en, link,
              papers, wants, due_on, chase_every, chase_on, sent_at, sent_by)
       select key, kind, subject, dataset, sender,
              array['100000', left(sender, 2) || '0000', left(sender, 4) || '00', sender], inbox, title_zh, title_en, body_zh, body_en, link,
              papers::bigint[], wants, due_on, chase_every, case when chase_every is not null then due_on + 1 end, $16, $17
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::int[])
           as m (key, kind, subject, dataset, sender, inbox, title_zh, title_en, body_zh, body_en, link, papers, wants, due_on, chase_every)
       on conflict (key) do nothing
       returning id, inbox, papers
     ), mailings as (
       insert into delivery.mailing (message_id, account_id)
       select n.id, s.account_id from new n join delivery.seat s using (inbox) join delivery.address d using (account_id)
        where $18 and d.address is not null
     ), posts as (
       insert into delivery.post (message_id, endpoint_id, created_at)
       select n.id, e.id, $16 from new n join delivery.endpoint e using (inbox) where e.state <> 'closed'
     ), copies as (
       update documents.paper p set copies = array(select distinct unnest(p.copies || n.inboxes))
         from (select paper, array_agg(distinct inbox) as inboxes from new, unnest(papers) as paper group by paper) n
        where p.id = n.paper and not p.copies @> n.inboxes
     )
     select count(*) as count from new`,
    [
      column(({ key }) => key),
      column(({ kind }) => kind),
      column(({ subject }) => subject),
      column(({ dataset }) => dataset),
      column(({ sender }) => sender),
      column(({ inbox }) => inbox),
      column(({ titleZh }) => titleZh),
      column(({ titleEn }) => titleEn),
      column(({ bodyZh }) => bodyZh),
      column(({ bodyEn }) => bodyEn),
      column(({ link }) => link),
      column(({ papers }) => `{${papers.join(',')}}`),
      column(({ wants }) => wants),
      column(({ dueOn }) => dueOn),
      column(({ chaseEvery }) => chaseEvery),
      options.at,
      options.by,
      options.mail,
    ],
  );
  return row?.count ?? 0;
};

/** The message, locked, where the actor may act on it: he sits in its inbox. Read as app. */
export interface LockedMessage {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly subject: string;
  readonly dataset: Dataset;
  readonly sender: string;
  readonly inbox: string;
  readonly wants: 'receipt' | 'answer' | null;
  readonly dueOn: LocalDate | null;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly readAt: string | null;
  readonly receivedAt: string | null;
  readonly answeredAt: string | null;
  readonly settledAt: string | null;
  readonly chases: number;
  readonly chasedOn: LocalDate | null;
}

/** Issued papers by their ids, in the order of the ids; `party` is the firm or laboratory that they are addressed to. */
export const papersById = (
  tx: Tx,
  ids: readonly number[],
): Promise<
  {
    readonly id: number;
    readonly party: string | null;
    readonly dataset: Dataset;
    readonly kindTitle: TextPair;
    readonly title: string;
    readonly number: string;
    readonly authority: string;
    readonly place: string;
  }[]
> =>
  tx.query(
    `select p.id, p.party, p.dataset, p.kind_title as "kindTitle", p.title, p.number, p.authority, p.region_code as place
       from documents.paper p where p.id = any ($1::bigint[]) and p.number is not null and p.dataset <> 'historical'
      order by p.id`,
    [ids],
  );

/** Whether the acting account sits in the inbox of a message that it sees. */
export const sitsInInbox = async (tx: Tx, id: number): Promise<boolean> =>
  (
    await tx.query('select from delivery.message where id = $1 and inbox = any ((select delivery.inboxes())::text[])', [
      id,
    ])
  ).length > 0;

/** Whether the actor sees a message, under row-level security. */
export const seesMessage = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from delivery.message where id = $1', [id])).length > 0;

const lockedColumns = `m.id, m.kind, m.key, m.subject, m.dataset, m.sender, m.inbox, m.wants, m.due_on as "dueOn", m.title_zh as "titleZh",
  m.title_en as "titleEn", m.read_at as "readAt", m.received_at as "receivedAt", m.answered_at as "answeredAt",
  m.settled_at as "settledAt", m.chases, m.chased_on as "chasedOn"`;

/** A message as an act sees it, locked until the transaction ends. */
export const lockMessage = async (tx: Tx, id: number): Promise<LockedMessage | undefined> =>
  (await tx.query<LockedMessage>(`select ${lockedColumns} from delivery.message m where id = $1 for update`, [id]))[0];

/** Notes that somebody has opened a message; what was noted stays. Tells whether it was his first time. */
export const storeReading = async (tx: Tx, id: number, account: string, at: Date): Promise<boolean> => {
  const seen = await tx.query(
    `insert into delivery.reading (message_id, account_id, at) values ($1, $2, $3) on conflict do nothing returning message_id`,
    [id, account, at],
  );
  await tx.query('update delivery.message set read_at = $3, read_by = $2 where id = $1 and read_at is null', [
    id,
    account,
    at,
  ]);
  return seen.length > 0;
};

/** Notes the receipt; the first one stays. */
export const storeReceipt = async (tx: Tx, id: number, account: string | null, at: Date): Promise<void> => {
  await tx.query(
    'update delivery.message set received_at = $3, received_by = $2 where id = $1 and received_at is null',
    [id, account, at],
  );
};

/** Notes the answer. */
export const storeAnswer = async (
  tx: Tx,
  id: number,
  answer: string,
  account: string | null,
  at: Date,
): Promise<void> => {
  await tx.query('update delivery.message set answered_at = $3, answered_by = $2, answer = $4 where id = $1', [
    id,
    account,
    at,
    answer,
  ]);
};

/** Those that are overdue and whose day of a reminder has come, locked; another server's are passed over. */
export const lockOverdue = (tx: Tx, today: LocalDate, limit: number): Promise<LockedMessage[]> =>
  tx.query<LockedMessage>(
    `select ${lockedColumns} from delivery.message m
      where m.settled_at is null and m.chase_on <= $1 order by m.chase_on, m.id limit $2 for update skip locked`,
    [today, limit],
  );

/** Counts a reminder and sets the day of the next one. */
export const storeChases = async (tx: Tx, ids: readonly number[], today: LocalDate): Promise<void> => {
  await tx.query(
    `update delivery.message set chases = chases + 1, chased_on = $2::date, chase_on = case when chase_every is not null then $2::date + chase_every end
      where id = any ($1::bigint[])`,
    [ids, today],
  );
};

/** Gives what messages ask for another last day, or none of which to remind. */
export const storeAskedDays = (
  tx: Tx,
  moves: readonly { readonly key: string; readonly dueOn: LocalDate | null }[],
): Promise<unknown> =>
  tx.query(
    `update delivery.message m set due_on = coalesce(n.due_on, m.due_on), chase_on = case when m.chase_every is not null then n.due_on + 1 end
       from unnest($1::text[], $2::date[]) n (key, due_on) where m.key = n.key and m.settled_at is null`,
    [moves.map(({ key }) => key), moves.map(({ dueOn }) => dueOn)],
  );
