import type { Process } from '#foundation/process.ts';
import { type CopyRow, copyRows, type Tx } from '#platform/database/index.ts';
import { tableOf } from './events.ts';

/** What a change of the record does to a thing that was proposed from it. */
type GroundsVerb = 'send-back' | 'lapse' | 'restore' | 'open-review' | 'close-review';

/**
 * How a room keeps things that the program proposes from the record, and proposes again whenever the record changes. A thing is `x` and a
 * decision about it `d` where SQL is asked for.
 */
export interface Proposals<State extends string> {
  /**
   * The state table. `lapse` leads out of every state before the thing is in force, `send-back` out of those of them in which people have acted
   * on it, `open-review` out of the one in which it is in force, `restore` out of the one in which it has lapsed. In other states it is over.
   */
  readonly flow: Process<State, string, GroundsVerb>;
  /** `warning_cards.card`; besides what is decided: id, version, touched, ground_present, under_review, grounds, submitted_by, submitted_at, proposed_at. */
  readonly table: string;
  /** What a decision of the rule holds: columns of the table, `state` among them, each with its type. */
  readonly decided: Readonly<Record<string, string>>;
  /** When `d` is about `x`: they have the same ground. */
  readonly same: string;
  /** When `d` is proposed as a thing of its own. */
  readonly fresh: string;
  /** The order in which new things get their numbers: columns of the decision. */
  readonly order: string;
  /** Columns that follow the decision as long as the thing is merely proposed. */
  readonly follows: readonly string[];
  /** Columns that go with these, and whose change alone is none. */
  readonly alongside?: readonly string[];
  /** Columns of which people judged when they acted on it: when they change, it goes back. */
  readonly judged: readonly string[];
  /** Columns of what was set to happen to it: emptied whenever its ground changes. */
  readonly intended?: readonly string[];
  /** Columns of what was decided about it: emptied when it is proposed again. */
  readonly resolved?: readonly string[];
}

/** What reconciling did, by verb; `propose`, `update`, `return-ground` and `delete` leave no event. */
export interface Reconciled {
  readonly counts: Readonly<Record<string, number>>;
  /** By verb, what each event was noted on; left out where they are more than two hundred: the timelines name them. */
  readonly by: Readonly<Record<string, readonly number[]>>;
  /** Things whose review was opened, and closed. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
  /** Things that lapsed or were sent back: what was made of them since their proposal no longer holds. */
  readonly returned: readonly number[];
}

const mostNamed = 200;
const silent = `('delete', 'update', 'return-ground')`;

const listed = (words: readonly string[]): string => `(${words.map((word) => `'${word}'`).join(', ')})`;
const columnsOf = (row: string, columns: readonly string[]): string =>
  `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
const assigned = (columns: readonly string[], value: (column: string) => string): string =>
  columns.map((column) => `, ${column} = ${value(column)}`).join('');

/** What the state table says of the states. */
const statesOf = <State extends string>({ states, transitions }: Proposals<State>['flow']) => {
  const from = (verb: GroundsVerb) => (Object.keys(states) as State[]).filter((state) => verb in transitions[state]);
  const [before, acted] = [from('lapse'), from('send-back')];
  return {
    before,
    acted,
    mere: before.filter((state) => !acted.includes(state)),
    force: from('open-review'),
    lapsed: from('restore'),
  };
};

/** The verb for each thing within `scope`; null where nothing is to be done. */
const planOf = <State extends string>(
  { flow, table, same, follows, judged }: Proposals<State>,
  decided: string,
  scope: string,
): string => {
  const { before, acted, mere, force, lapsed } = statesOf(flow);
  return `select x.id, case
      when d.state is null then case
        when x.state in ${listed(mere)} and not x.touched then 'delete'
        when x.state in ${listed(before)} then 'lapse'
        when x.state in ${listed(force)} and x.ground_present then 'open-review'
      end
      when x.state in ${listed(lapsed)} then 'restore'
      when x.state in ${listed(force)} and not x.ground_present then case when x.under_review then 'close-review' else 'return-ground' end
      when x.state in ${listed(mere)} and ${columnsOf('x', follows)} is distinct from ${columnsOf('d', follows)} then 'update'
      when x.state in ${listed(acted)} and ${columnsOf('x', judged)} <> ${columnsOf('d', judged)} then 'send-back'
    end as verb
    from ${table} x left join ${decided} d on ${same}
   where x.state in ${listed([...before, ...force, ...lapsed])} and ${scope}`;
};

/**
 * Keeps what a room proposes in line with the record, in sets: `takeTurn`, `openDecided`, `copyDecided` as often as the rule gives decisions, then
 * `reconcile`. All as engine, in the transaction in which the record changes.
 */
export const proposalsIn = <State extends string>(proposals: Proposals<State>) => {
  const { flow, table, same, fresh, order, follows, alongside = [], intended = [], resolved = [] } = proposals;
  const columns = Object.keys(proposals.decided);
  const prefix = flow.room.replaceAll('-', '_');
  const decided = `${prefix}_decided`;
  const plan = `${prefix}_plan`;

  /** One reaction at a time: two could otherwise propose the same thing. Held to the end of the transaction. */
  const takeTurn = async (tx: Tx): Promise<void> => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('${flow.room}/reconcile'))`);
  };

  /** Opens the temporary table of what the rule decided; empty. */
  const openDecided = async (tx: Tx): Promise<void> => {
    const typed = Object.entries(proposals.decided).map(([column, type]) => `${column} ${type}`);
    await tx.query(
      `create temporary table if not exists ${decided} (${typed.join(', ')}) on commit drop; truncate ${decided}`,
    );
  };

  /** Adds decisions, in the order of the columns of `decided`. */
  const copyDecided = async (tx: Tx, rows: Iterable<CopyRow>): Promise<void> => {
    await copyRows(tx, decided, columns, rows);
  };

  /** Brings the things within `scope` (SQL about `x`) in line with what was decided, and proposes what is new. */
  const reconcile = async (tx: Tx, at: Date, scope: string): Promise<Reconciled> => {
    await tx.query(`analyze ${decided}`);
    await tx.query(`drop table if exists ${plan}`);
    await tx.query(`create temporary table ${plan} on commit drop as ${planOf(proposals, decided, scope)}`);
    await tx.query(`delete from ${plan} where verb is null`);
    await tx.query(`delete from ${table} x using ${plan} p where p.id = x.id and p.verb = 'delete'`);
    await tx.query(
      `update ${table} x set version = x.version + 1, touched = true,
              ground_present = p.verb not in ('lapse', 'open-review'),
              under_review = p.verb = 'open-review',
              state = case p.verb when 'lapse' then 'lapsed' else x.state end,
              grounds = case p.verb when 'lapse' then null else x.grounds end,
              submitted_by = case p.verb when 'lapse' then null else x.submitted_by end,
              submitted_at = case p.verb when 'lapse' then null else x.submitted_at end${assigned(intended, () => 'null')}
         from ${plan} p
        where p.id = x.id and p.verb in ('lapse', 'open-review', 'close-review', 'return-ground')`,
    );
    await tx.query(
      `update ${table} x set version = x.version + 1, touched = x.touched or p.verb <> 'update', ground_present = true,
              grounds = null, submitted_by = null, submitted_at = null
              ${assigned([...follows, ...alongside], (column) => `d.${column}`)}${assigned([...intended, ...resolved], () => 'null')}
         from ${plan} p, ${decided} d
        where p.id = x.id and p.verb in ('restore', 'update', 'send-back') and ${same}`,
    );
    await tx.query(
      `insert into ${tableOf(flow.room)} (subject_kind, subject_id, verb, state, at)
       select '${flow.kind}', x.id, p.verb, x.state, $1 from ${plan} p join ${table} x on x.id = p.id
        where p.verb not in ${silent} order by x.id`,
      [at],
    );
    const [proposed] = await tx.query<{ n: number }>(
      `with fresh as (
         insert into ${table} (${columns.join(', ')}, proposed_at)
         select ${columns.join(', ')}, $1 from ${decided} d where ${fresh} order by ${order}
         returning 1)
       select count(*)::int as n from fresh`,
      [at],
    );
    const done = await tx.query<{ verb: string; n: number; ids: number[] | null }>(
      `select verb, count(*)::int as n, case when verb not in ${silent} then array_agg(id order by id) end as ids
         from ${plan} group by verb`,
    );
    const ids = new Map(done.flatMap((row) => (row.ids === null ? [] : [[row.verb, row.ids]])));
    return {
      counts: { propose: proposed?.n ?? 0, ...Object.fromEntries(done.map(({ verb, n }) => [verb, n])) },
      by: Object.fromEntries([...ids].filter(([, named]) => named.length <= mostNamed)),
      opened: ids.get('open-review') ?? [],
      closed: ids.get('close-review') ?? [],
      returned: [...(ids.get('lapse') ?? []), ...(ids.get('send-back') ?? [])],
    };
  };

  return { takeTurn, openDecided, copyDecided, reconcile };
};
