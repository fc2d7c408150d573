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

/** Table of the timeline of a room: `spot_checks.event` of `spot-checks`. Each room has its own, since it says who may read it. */
export const tableOf = (room: string): string => {
  if (!/^[a-z]+(-[a-z]+)*$/.test(room)) throw new Error(`${room} is no room`);
  return `${room.replaceAll('-', '_')}.event`;
};

/** Notes what happened to things of a room, in one statement. Call as engine. */
const record = async (room: string, tx: Tx, events: readonly NewEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `insert into ${tableOf(room)} (subject_kind, subject_id, verb, state, account_id, at, reason, detail)
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
  /** Where it led to. */
  readonly state: string;
  readonly by: string | null;
  readonly reason: string | null;
}

const list = (room: string, tx: Tx, kind: string, id: number): Promise<EventRow[]> =>
  tx.query<EventRow>(
    `select e.at, e.verb, e.state, a.display_name as "by", e.reason
       from ${tableOf(room)} e left join identity.published_account a on a.id = e.account_id
      where e.subject_kind = $1 and e.subject_id = $2 order by e.id`,
    [kind, id],
  );

const latest = async (room: string, tx: Tx, kind: string, ids: readonly number[]): Promise<Map<number, EventRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<EventRow & { readonly id: number }>(
    `select distinct on (e.subject_id) e.subject_id as id, e.at, e.verb, e.state, a.display_name as "by", e.reason
       from ${tableOf(room)} e left join identity.published_account a on a.id = e.account_id
      where e.subject_kind = $1 and e.subject_id = any ($2::bigint[]) order by e.subject_id, e.id desc`,
    [kind, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

/** The timeline of a room: `recordEvents` notes what happened to its things, `eventsOf` tells what happened to one, in order, `latestOf` the last of each. */
export const eventsIn = (room: string) => ({
  recordEvents: (tx: Tx, events: readonly NewEvent[]): Promise<void> => record(room, tx, events),
  eventsOf: (tx: Tx, kind: string, id: number): Promise<EventRow[]> => list(room, tx, kind, id),
  latestOf: (tx: Tx, kind: string, ids: readonly number[]): Promise<Map<number, EventRow>> =>
    latest(room, tx, kind, ids),
});

/** Events as a page shows them: a verb in the words that `words` gives it. */
export const wordEvents = (rows: readonly Omit<EventRow, 'state'>[], words: Readonly<Record<string, TextPair>>) =>
  rows.map(({ at, verb, by, reason }) => ({ at, words: words[verb] ?? { zh: verb, en: verb }, by, reason }));
