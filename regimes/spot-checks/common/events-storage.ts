import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';

export interface NewEvent {
  readonly kind: string;
  readonly id: number;
  readonly verb: string;
  readonly state: string;
  readonly account: string | null;
  readonly at: Date;
  readonly reason?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Notes what happened to things, in one statement. Call as engine. */
export const recordEvents = async (tx: Tx, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `insert into spot_checks.event (subject_kind, subject_id, verb, state, account_id, at, reason, detail)
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[], $8::jsonb[])`,
    [
      events.map(({ kind }) => kind),
      events.map(({ id }) => id),
      events.map(({ verb }) => verb),
      events.map(({ state }) => state),
      events.map(({ account }) => account),
      events.map(({ at }) => at),
      events.map(({ reason }) => reason ?? null),
      events.map(({ detail }) => (detail === undefined ? null : JSON.stringify(detail))),
    ],
  );
};

export interface EventRow {
  readonly at: string;
  readonly verb: string;
  readonly by: string | null;
  readonly reason: string | null;
}

/** What happened to a thing, in order. */
export const eventsOf = (tx: Tx, kind: string, id: number): Promise<EventRow[]> =>
  tx.query<EventRow>(
    `select e.at, e.verb, a.display_name as "by", e.reason
       from spot_checks.event e left join identity.published_account a on a.id = e.account_id
      where e.subject_kind = $1 and e.subject_id = $2 order by e.id`,
    [kind, id],
  );

/** Events as a page shows them: a verb in the words that `words` gives it. */
export const wordEvents = (rows: readonly EventRow[], words: Readonly<Record<string, TextPair>>) =>
  rows.map(({ at, verb, by, reason }) => ({ at, words: words[verb] ?? { zh: verb, en: verb }, by, reason }));
