import type { Language } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import { mostListed, type EnclosedMessage } from './envelope.ts';
import type { FaultCode } from './fault.ts';

/**
 * Makes one mail for everybody whom messages wait for and who has none open. Two servers at once make one: the second waits at the
 * index and then makes none.
 */
export const openEnvelopes = (
  tx: Tx,
  at: Date,
  limit: number,
): Promise<{ readonly id: string; readonly accountId: string; readonly language: Language }[]> =>
  tx.query(
    `with waiting as (
       select distinct m.account_id from delivery.mailing m
        where m.envelope_id is null
          and not exists (select from delivery.envelope e
                           where e.account_id = m.account_id and e.state in ('waiting', 'sending') and e.purpose = 'messages')
        limit $2
     ), new as (
       insert into delivery.envelope (account_id, address, next_at, created_at)
       select w.account_id, d.address, $1, $1
         from waiting w join delivery.address d using (account_id) join identity.account a on a.id = w.account_id
        where d.address is not null and a.state = 'active'
        order by w.account_id
       on conflict (account_id) where state in ('waiting', 'sending') and purpose = 'messages' do nothing
       returning id, account_id
     )
     select n.id, n.account_id as "accountId", d.language from new n join delivery.address d using (account_id)`,
    [at, limit],
  );

/** Forgets what was to be mailed to people who have no address any more; the inbox keeps it. */
export const dropMailings = async (tx: Tx): Promise<void> => {
  await tx.query(
    `delete from delivery.mailing m where m.envelope_id is null and not exists (
       select from delivery.address d join identity.account a on a.id = d.account_id
        where d.account_id = m.account_id and d.address is not null and a.state = 'active')`,
  );
};

/** Puts all that waits for these people into their mails, and gives of each the number and the first few. */
export const fillEnvelopes = async (
  tx: Tx,
  envelopes: readonly { readonly id: string; readonly accountId: string }[],
): Promise<ReadonlyMap<string, { readonly count: number; readonly messages: readonly EnclosedMessage[] }>> => {
  const ids = envelopes.map(({ id }) => id);
  const counted = await tx.query<{ id: string; count: number }>(
    `with filled as (
       update delivery.mailing m set envelope_id = e.id
         from unnest($1::uuid[], $2::uuid[]) as e (id, account_id)
        where m.account_id = e.account_id and m.envelope_id is null
       returning m.envelope_id as id
     ) select id, count(*) as count from filled group by id`,
    [ids, envelopes.map(({ accountId }) => accountId)],
  );
  const rows = await tx.query<{
    envelope: string;
    id: number;
    zh: string;
    en: string;
    bodyZh: string;
    bodyEn: string;
    dueOn: string | null;
  }>(
    `select e.id as envelope, m.id, m.title_zh as zh, m.title_en as en, m.body_zh as "bodyZh", m.body_en as "bodyEn", m.due_on as "dueOn"
       from unnest($1::uuid[]) as e (id)
      cross join lateral (
        select t.* from delivery.mailing g join delivery.message t on t.id = g.message_id
         where g.envelope_id = e.id order by t.id limit $2) m
      order by e.id, m.id`,
    [ids, mostListed],
  );
  const listed = Map.groupBy(rows, ({ envelope }) => envelope);
  return new Map(
    counted.map(({ id, count }) => [
      id,
      {
        count,
        messages: (listed.get(id) ?? []).map((row) => ({
          id: row.id,
          title: { zh: row.zh, en: row.en },
          body: { zh: row.bodyZh, en: row.bodyEn },
          dueOn: row.dueOn,
        })),
      },
    ]),
  );
};

/** Writes what mails say as they are about to be sent; sent again they say the same. */
export const writeEnvelopes = async (
  tx: Tx,
  mails: readonly { readonly id: string; readonly subject: string; readonly text: string; readonly count: number }[],
): Promise<void> => {
  await tx.query(
    `update delivery.envelope e set subject = w.subject, text = w.text, messages = w.count
       from unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) as w (id, subject, text, count) where e.id = w.id`,
    [
      mails.map(({ id }) => id),
      mails.map(({ subject }) => subject),
      mails.map(({ text }) => text),
      mails.map(({ count }) => count),
    ],
  );
};

export interface MailServerState {
  readonly failingSince: string | null;
  readonly failures: number;
  readonly nextAt: string;
  readonly fault: FaultCode | null;
  readonly faultDetail: string | null;
}

const serverColumns = `failing_since as "failingSince", failures, next_at as "nextAt", fault, fault_detail as "faultDetail"`;

/** How the mail server does: since when it fails, how often in a row, when it is tried next. */
export const mailServerState = async (tx: Tx): Promise<MailServerState | undefined> =>
  (await tx.query<MailServerState>(`select ${serverColumns} from delivery.mail_server`))[0];

/** Whether the mail server may be tried now, and whether it was failing; how many mails went within the last minute. */
export const mailServerGate = async (
  tx: Tx,
  now: Date,
): Promise<{ readonly open: boolean; readonly failing: boolean; readonly sentLately: number }> => {
  const [row] = await tx.query<{ open: boolean; failing: boolean; sentLately: number }>(
    `select next_at <= $1 as open, failing_since is not null as failing,
            (select count(*) from delivery.envelope where sent_at > $1::timestamptz - interval '1 minute') as "sentLately"
       from delivery.mail_server`,
    [now],
  );
  return row ?? { open: false, failing: false, sentLately: 0 };
};

export interface ClaimedEnvelope {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly attempts: number;
  readonly createdAt: string;
}

/** Takes mails that are due, and such as a server has taken and not come back to; codes first. No other server gets them. */
export const claimEnvelopes = (tx: Tx, now: Date, until: Date, limit: number): Promise<ClaimedEnvelope[]> =>
  tx.query(
    `update delivery.envelope set state = 'sending', locked_until = $2, attempts = attempts + 1
      where id in (select id from delivery.envelope
                    where state in ('waiting', 'sending') and next_at <= $1 and (state = 'waiting' or locked_until < $1)
                    order by purpose, next_at, created_at limit $3 for update skip locked)
     returning id, address, subject, text, attempts, created_at as "createdAt"`,
    [now, until, limit],
  );

interface Settling {
  readonly state: 'waiting' | 'sent' | 'dead';
  readonly at: Date;
  readonly nextAt?: Date;
  readonly fault?: FaultCode;
  readonly detail?: string;
  /** Offered to a server that was down: the attempt does not count. */
  readonly uncounted?: boolean;
}

/** What became of a mail; without effect where another server has taken it over meanwhile. */
export const settleEnvelope = async (
  tx: Tx,
  { id, attempts }: Pick<ClaimedEnvelope, 'id' | 'attempts'>,
  to: Settling,
): Promise<void> => {
  await tx.query(
    `update delivery.envelope
        set state = $3, locked_until = null, sent_at = case when $3 = 'sent' then $4::timestamptz end,
            next_at = coalesce($5, next_at), fault = $6, fault_detail = $7, attempts = attempts - $8::int,
            text = case when $3 <> 'waiting' and purpose = 'code' then '' else text end
      where id = $1 and state = 'sending' and attempts = $2`,
    [
      id,
      attempts,
      to.state,
      to.at,
      to.nextAt ?? null,
      to.fault ?? null,
      to.detail ?? null,
      to.uncounted === true ? 1 : 0,
    ],
  );
};

/** Notes that the mail server works. */
export const mailServerWorks = async (tx: Tx, at: Date): Promise<void> => {
  await tx.query(
    `update delivery.mail_server set failing_since = null, failures = 0, next_at = $1, fault = null, fault_detail = null
      where failures > 0`,
    [at],
  );
};

/** Notes that the mail server could not be reached. */
export const mailServerFails = async (
  tx: Tx,
  to: {
    readonly at: Date;
    readonly nextAt: (failures: number) => Date;
    readonly fault: FaultCode;
    readonly detail: string;
  },
): Promise<void> => {
  const [row] = await tx.query<{ failures: number }>('select failures from delivery.mail_server for update');
  const failures = (row?.failures ?? 0) + 1;
  await tx.query(
    `update delivery.mail_server set failures = $1, fault = $2, fault_detail = $3, next_at = $4,
            failing_since = coalesce(failing_since, $5)`,
    [failures, to.fault, to.detail, to.nextAt(failures), to.at],
  );
};

export interface ClaimedPost {
  readonly id: number;
  readonly endpointId: number;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly key: string;
  readonly attempts: number;
  readonly messageId: number;
  readonly messageKey: string;
  readonly kind: string;
  readonly subject: string;
  readonly dataset: string;
  readonly inbox: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly bodyZh: string;
  readonly bodyEn: string;
  readonly link: string;
  readonly sentAt: string;
  readonly wants: string | null;
  readonly dueOn: string | null;
}

/** Takes posts that are due, a few an endpoint; of an endpoint that fails only one, to see whether it works again. */
export const claimPosts = (tx: Tx, now: Date, until: Date, each: number): Promise<ClaimedPost[]> =>
  tx.query(
    `with endpoint as (
       select id, url, secret, failing_since is not null as failing from delivery.endpoint e
        where state = 'active' and next_at <= $1
          and (failing_since is null
               or not exists (select from delivery.post p where p.endpoint_id = e.id and p.state = 'sending' and p.locked_until >= $1))
          and exists (select from delivery.post p where p.endpoint_id = e.id and p.state in ('waiting', 'sending'))
        order by id limit 20 for update skip locked
     ), due as (
       select d.id from endpoint e
        cross join lateral (
          select p.id from delivery.post p
           where p.endpoint_id = e.id and p.state in ('waiting', 'sending') and (p.state = 'waiting' or p.locked_until < $1)
           order by p.id limit case when e.failing then 1 else $3::int end for update skip locked) d
     ), taken as (
       update delivery.post p set state = 'sending', locked_until = $2, attempts = attempts + 1 where p.id in (select id from due)
       returning p.id, p.message_id, p.endpoint_id, p.key, p.attempts
     )
     select t.id, t.endpoint_id as "endpointId", e.url, e.secret, t.key, t.attempts, m.id as "messageId", m.key as "messageKey", m.kind,
            m.subject, m.dataset, m.inbox, m.title_zh as "titleZh", m.title_en as "titleEn", m.body_zh as "bodyZh", m.body_en as "bodyEn",
            m.link, m.sent_at as "sentAt", m.wants, m.due_on as "dueOn"
       from taken t join endpoint e on e.id = t.endpoint_id join delivery.message m on m.id = t.message_id
      order by t.endpoint_id, t.id`,
    [now, until, each],
  );

/** What became of a post; without effect where another server has taken it over meanwhile. */
export const settlePost = async (
  tx: Tx,
  { id, attempts }: Pick<ClaimedPost, 'id' | 'attempts'>,
  to: Settling,
): Promise<boolean> =>
  (
    await tx.query(
      `update delivery.post set state = $3, locked_until = null, sent_at = case when $3 = 'sent' then $4::timestamptz end, fault = $5,
              fault_detail = $6, attempts = attempts - $7::int
        where id = $1 and state = 'sending' and attempts = $2 returning id`,
      [id, attempts, to.state, to.at, to.fault ?? null, to.detail ?? null, to.uncounted === true ? 1 : 0],
    )
  ).length > 0;

/** Notes that an endpoint works. */
export const endpointWorks = async (tx: Tx, id: number, at: Date): Promise<void> => {
  await tx.query(
    `update delivery.endpoint set failing_since = null, failures = 0, next_at = $2, fault = null, fault_detail = null
      where id = $1 and (failing_since is not null or fault is not null)`,
    [id, at],
  );
};

/** Notes that an endpoint has failed once more; stops it where that was the last time. Gives its failures. */
export const endpointFails = async (
  tx: Tx,
  id: number,
  to: {
    readonly at: Date;
    readonly nextAt: (failures: number) => Date;
    readonly most: number;
    readonly fault: FaultCode;
    readonly detail: string;
  },
): Promise<{ readonly stopped: boolean; readonly url: string; readonly waiting: number }> => {
  const [row] = await tx.query<{ failures: number; url: string; state: string }>(
    'select failures, url, state from delivery.endpoint where id = $1 for update',
    [id],
  );
  const failures = (row?.failures ?? 0) + 1;
  const stopped = failures >= to.most && row?.state === 'active';
  await tx.query(
    `update delivery.endpoint set failures = $2, failing_since = coalesce(failing_since, $3), next_at = $4, fault = $5, fault_detail = $6,
            state = case when $7 then 'stopped' else state end
      where id = $1`,
    [id, failures, to.at, to.nextAt(failures), to.fault, to.detail, stopped],
  );
  const [count] = await tx.query<{ waiting: number }>(
    `select count(*) as waiting from delivery.post where endpoint_id = $1 and state in ('waiting', 'sending')`,
    [id],
  );
  return { stopped, url: row?.url ?? '', waiting: count?.waiting ?? 0 };
};
