import { rooms } from '#apps/rooms.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { runDeadlines } from '#platform/deadlines/run.ts';
import type { Manifest } from '#platform/manifest.ts';
import { compose, systemCall } from '#platform/operation/index.ts';
import { pair } from '#foundation/text-pair.ts';
import { atMost, type Benchmark, timed } from './figure.ts';
import { sharedServices } from './province.ts';

const open = 1_000_000;
/** Due on the night: as many as end when a million run for two hundred days. */
const due = open / 200;

let ended = 0;
const room: Manifest = {
  name: 'bench',
  deadlines: [
    {
      name: 'bench/answer',
      title: pair('虚构期限', 'A made-up deadline'),
      warnDays: 3,
      escalate: { afterDays: 5, to: 'superior' },
      onDue: (_act, ending) => {
        ended += ending.length;
        return Promise.resolve();
      },
    },
  ],
};

/** A million open deadlines with the work item of each; nothing in them is real. */
const makeDeadlines = async (tx: Tx): Promise<void> => {
  await tx.query(
    `insert into deadlines.deadline (kind, subject, subject_id, dataset, due_on, first_due_on, count, warn_on, title_zh, title_en, link, permission, place, opened_at)
     select 'bench/answer', 'thing/' || i, i, 'demo', due, due, 'natural', due - 3, '虚构期限' || i, 'Made up ' || i, '/cards/' || i, 'warning-cards.issue',
            '440604', '2026-08-01' from (select i, date '2026-09-01' + i % 200 as due from generate_series(1, $1::int) i) n`,
    [open],
  );
  // Those whose warning is past have been warned, as the nights before would have done.
  await tx.query(`update deadlines.deadline set warned_at = '2026-09-01' where warn_on < '2026-09-02'`);
  await tx.query(
    `insert into work.item (kind, room, subject, dataset, title_zh, title_en, link, permission, region_code, access, due_on, created_at)
     select 'bench.answer', 'bench', subject, dataset, title_zh, title_en, link, permission, place,
            array['warning-cards.issue@100000', 'warning-cards.issue@440000', 'warning-cards.issue@440600', 'warning-cards.issue@440604'], due_on, opened_at
       from deadlines.deadline`,
  );
};

/** The night's run over a million open deadlines: those that ended the day before, and the warnings of one day. */
export const benchDeadlines: Benchmark = async () => {
  const { database, ...services } = await sharedServices();
  const call = systemCall({
    ...services,
    database,
    composition: compose([...rooms, room]),
    now: () => new Date('2026-09-01T16:00:00Z'),
  });
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'migrator', work);
  await asOwner(makeDeadlines);
  await asOwner((tx) => tx.query('analyze'));
  const before = await asOwner(async (tx) => (await tx.query<{ xid: number }>('select txid_current() as xid'))[0]?.xid);
  const night = await timed(() => runDeadlines(call));
  // The version of a row that nobody touched is older than this run's.
  const [touched] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ fired: number; warned: number; touched: number }>(
      `select count(*) filter (where state = 'overdue') as fired, count(*) filter (where state = 'open' and warned_at > $1) as warned,
              count(*) filter (where xmin::text::bigint > $2) as touched from deadlines.deadline`,
      ['2026-09-01T12:00:00Z', before],
    ),
  );
  if (ended !== due || touched?.fired !== due || touched.touched !== due + touched.warned)
    throw new Error(`of ${due} deadlines ${ended} ended; ${JSON.stringify(touched)}`);
  const again = await timed(() => runDeadlines(call));
  return [
    atMost(`deadlines: the night’s run over 1,000,000 open ones, 5,000 of them over`, night.ms / 1000, 5, 's'),
    atMost('deadlines: a run that finds nothing', again.ms, 100, 'ms'),
  ];
};
