import type { CalendarYear } from '#foundation/working-days-data.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CalendarEntry } from './contract-calendar.ts';

/** The years on file as they hold: of each the entry approved last. */
export const loadCalendarYears = async (tx: Tx): Promise<Readonly<Record<number, CalendarYear>>> => {
  const rows = await tx.prepared<CalendarYear & { readonly year: number }>(
    `select distinct on (year) year, off_days as off, on_days as "on" from law.calendar_year
      where state = 'approved' order by year, decided_at desc, id`,
  );
  return Object.fromEntries(rows.map(({ year, off, on }) => [year, { off, on }]));
};

interface StoredEntry extends Omit<CalendarEntry, 'proposedBy' | 'decidedBy'> {
  readonly proposerId: string | null;
  readonly proposer: string | null;
  readonly deciderId: string | null;
  readonly decider: string | null;
}

const selectEntries = `select c.id, c.year, c.off_days as "offDays", c.on_days as "onDays", c.order_text as text, c.source, c.state,
    c.proposed_by as "proposerId", p.display_name as proposer, c.proposed_at as "proposedAt",
    c.decided_by as "deciderId", d.display_name as decider, c.decided_at as "decidedAt", c.decision_reason as "decisionReason"
  from law.calendar_year c
  left join identity.published_account p on p.id = c.proposed_by
  left join identity.published_account d on d.id = c.decided_by`;

const shown = ({ proposerId, proposer, deciderId, decider, ...rest }: StoredEntry): CalendarEntry => ({
  ...rest,
  proposedBy: proposerId === null ? null : { id: proposerId, name: proposer },
  decidedBy: deciderId === null ? null : { id: deciderId, name: decider },
});

/** Everything that was put on file, the latest year first. */
export const listCalendarEntries = async (tx: Tx): Promise<CalendarEntry[]> =>
  (await tx.query<StoredEntry>(`${selectEntries} order by c.year desc, c.proposed_at desc, c.id`)).map(shown);

export const findCalendarEntry = async (tx: Tx, id: string): Promise<CalendarEntry | undefined> =>
  (await tx.query<StoredEntry>(`${selectEntries} where c.id = $1`, [id])).map(shown)[0];

/** Holds the entry until the transaction ends, so that two decisions do not meet. */
export const lockCalendarEntry = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('select 1 from law.calendar_year where id = $1 for update', [id]);
};

/** Stores a proposal; undefined where one for the year waits already. */
export const insertCalendarEntry = async (
  tx: Tx,
  entry: CalendarYear & {
    readonly year: number;
    readonly text: string;
    readonly source: string;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<string | undefined> =>
  (
    await tx.query<{ id: string }>(
      `insert into law.calendar_year (year, off_days, on_days, order_text, source, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (year) where state = 'proposed' do nothing returning id`,
      [entry.year, entry.off, entry.on, entry.text, entry.source, entry.by, entry.at],
    )
  )[0]?.id;

export const decideCalendarEntry = async (
  tx: Tx,
  id: string,
  decision: {
    readonly state: 'approved' | 'rejected';
    readonly by: string | null;
    readonly at: Date;
    readonly reason: string | null;
  },
): Promise<void> => {
  await tx.query(
    'update law.calendar_year set state = $2, decided_by = $3, decided_at = $4, decision_reason = $5 where id = $1',
    [id, decision.state, decision.by, decision.at, decision.reason],
  );
};
