import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { WorkFilter, WorkLine } from './contract.ts';

/** An item as `openWork` stores it. */
export interface StoredItem {
  readonly kind: string;
  readonly room: string;
  readonly subject: string;
  readonly dataset: string | null;
  readonly title_zh: string;
  readonly title_en: string;
  readonly link: string;
  readonly permission: string;
  readonly region_code: string | null;
  readonly access: readonly string[];
  readonly not_by: string | null;
  readonly due_on: LocalDate | null;
  readonly priority: number;
}

/** Stores items in one statement; an open item about the same thing is brought up to date instead. */
export const upsertItems = async (tx: Tx, items: readonly StoredItem[], at: Date): Promise<void> => {
  await tx.query(`insert into work.asked_permission select distinct unnest($1::text[]) on conflict do nothing`, [
    [...new Set(items.map((item) => item.permission))],
  ]);
  await tx.query(
    `insert into work.item (kind, room, subject, dataset, title_zh, title_en, link, permission, region_code, access, not_by, due_on, priority, created_at)
     select kind, room, subject, dataset, title_zh, title_en, link, permission, region_code, access, not_by, due_on, priority, $2
       from jsonb_to_recordset($1) as i (kind text, room text, subject text, dataset text, title_zh text, title_en text, link text,
         permission text, region_code text, access text[], not_by uuid, due_on date, priority smallint)
     on conflict (kind, subject) where state = 'open' do update
       set title_zh = excluded.title_zh, title_en = excluded.title_en, link = excluded.link, permission = excluded.permission,
           region_code = excluded.region_code, access = excluded.access, not_by = excluded.not_by, due_on = excluded.due_on,
           priority = excluded.priority`,
    [JSON.stringify(items), at],
  );
};

/** Leads the open items at one place to another. */
export const moveItems = (tx: Tx, from: string, into: string): Promise<unknown> =>
  tx.query(
    `update work.item set region_code = $2, access = array_replace(access, permission || '@' || $1, permission || '@' || $2)
      where state = 'open' and region_code = $1`,
    [from, into],
  );

/** Closes the open items of these kinds and subjects; tells how many there were. */
export const closeItems = async (
  tx: Tx,
  keys: readonly { readonly kind: string; readonly subject: string }[],
  by: string | null,
  at: Date,
): Promise<number> => {
  const rows = await tx.query(
    `update work.item i set state = 'closed', closed_at = $3, closed_by = $4
       from unnest($1::text[], $2::text[]) as k (kind, subject)
      where i.state = 'open' and i.kind = k.kind and i.subject = k.subject returning i.id`,
    [keys.map((key) => key.kind), keys.map((key) => key.subject), at, by],
  );
  return rows.length;
};

interface StoredLine extends Omit<WorkLine, 'title' | 'holder'> {
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly mine: boolean;
  readonly zh: string;
  readonly en: string;
}

const columns = `i.id, i.kind, i.room, i.subject, i.dataset, i.title_zh as zh, i.title_en as en, i.link, i.region_code as region,
  i.due_on as "dueOn", i.priority, i.state, i.created_at as "createdAt", i.closed_at as "closedAt", i.holder,
  (select a.display_name from identity.published_account a where a.id = i.holder) as "holderName", coalesce(i.holder = identity.acting(), false) as mine`;

const lineOf = ({ zh, en, holder, holderName, mine, ...line }: StoredLine): WorkLine => ({
  ...line,
  title: { zh, en },
  holder: holder === null ? null : { name: holderName, me: mine },
});

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** A filter as the program asks: of what one account holds alone. */
type StoredFilter = WorkFilter & { readonly holder?: string };

/** The conditions of a filter on open items; `$1` is today. */
const conditions = (filter: StoredFilter, today: LocalDate): { text: string; values: unknown[] } => {
  const values: unknown[] = [today];
  const parts = [`i.state = 'open'`];
  const value = (given: unknown): string => `$${values.push(given)}`;
  if (filter.text) {
    const part = value(`%${escaped(filter.text)}%`);
    parts.push(`(i.title_zh ilike ${part} or i.title_en ilike ${part} or i.subject = ${value(filter.text)})`);
  }
  if (filter.kind) parts.push(`i.kind = ${value(filter.kind)}`);
  if (filter.dataset) parts.push(`i.dataset = ${value(filter.dataset)}`);
  if (filter.region) parts.push(`i.permission || '@' || ${value(filter.region)} = any (i.access)`);
  if (filter.holder !== undefined) parts.push(`i.holder = ${value(filter.holder)}`);
  if (filter.due === 'overdue') parts.push('i.due_on < $1::date');
  if (filter.due === 'soon') parts.push(`i.due_on between $1::date and $1::date + 7`);
  return { text: parts.join(' and '), values };
};

/** Where a page ended: due date (infinity where there is none), priority, number. */
export type WorkPlace = readonly [due: string, priority: number, id: number];

/** Open items: the earliest due first, then the most urgent, then the oldest. */
export const listItems = async (
  tx: Tx,
  filter: StoredFilter,
  page: { readonly today: LocalDate; readonly after?: WorkPlace; readonly limit: number },
): Promise<WorkLine[]> => {
  const { text, values } = conditions(filter, page.today);
  const n = values.length;
  const rows = await tx.query<StoredLine>(
    `select ${columns}, i.due_on - $1::date as "daysLeft" from work.item i
      where ${text}
        and ($${n + 1}::date is null or (coalesce(i.due_on, 'infinity'), -i.priority, i.id) > ($${n + 1}::date, -$${n + 2}::int, $${n + 3}::bigint))
      order by coalesce(i.due_on, 'infinity'), -i.priority, i.id limit $${n + 4}`,
    [...values, page.after?.[0] ?? null, page.after?.[1] ?? null, page.after?.[2] ?? null, page.limit],
  );
  return rows.map(lineOf);
};

/** How many open items match, and how many of them are due. */
export const countItems = async (tx: Tx, filter: WorkFilter, today: LocalDate) => {
  const { text, values } = conditions(filter, today);
  const rows = await tx.query<{ kind: string; count: number; overdue: number; dueSoon: number }>(
    `select i.kind, count(*) as count, count(*) filter (where i.due_on < $1::date) as overdue,
            count(*) filter (where i.due_on between $1::date and $1::date + 7) as "dueSoon"
       from work.item i where ${text} group by i.kind order by i.kind`,
    values,
  );
  const sum = (part: 'count' | 'overdue' | 'dueSoon'): number => rows.reduce((total, row) => total + row[part], 0);
  return {
    counts: { open: sum('count'), overdue: sum('overdue'), dueSoon: sum('dueSoon') },
    kinds: rows.map(({ kind, count }) => ({ kind, count })),
  };
};
