import { z } from 'zod';
import { isLocalDate } from './local-date.ts';
import { refuseFields, type Result } from './refusal.ts';
import { pair } from './text-pair.ts';

/** Where the next page of a list begins, and how many rows a page has. */
export const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of a list as it is answered: its rows, and where the next one begins. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

/** A page of things that have states, with how many match, and how many in each state, the state that is asked for left aside. */
export const pageByState = <Row extends z.ZodType, State extends z.ZodEnum>(row: Row, state: State) =>
  pageOf(row).extend({ total: z.number().int(), counts: z.record(state, z.number().int()) });

/** The order of a list: how the place of a row is written for the reader, and read again. */
export interface Order<Row, Place> {
  readonly write: (row: Row) => string;
  /** Nothing where the text is no place that `write` could have written. */
  readonly read: (cursor: string) => Place | undefined;
}

const number = /^\d{1,15}$/;

/** A list in the order of the numbers of its rows. */
export const byNumber: Order<{ readonly id: number }, number> = {
  write: ({ id }) => String(id),
  read: (cursor) => (number.test(cursor) ? Number(cursor) : undefined),
};

export interface DayPlace {
  /** YYYY-MM-DD, or where rows without a day stand. */
  readonly day: string;
  readonly id: number;
}

/** A list in the order of days, and of numbers within one; rows without a day stand at `undated`. */
export const byDay = <Row extends { readonly id: number }>(
  dayOf: (row: Row) => string | null,
  undated: 'infinity' | '-infinity',
): Order<Row, DayPlace> => ({
  write: (row) => `${dayOf(row) ?? undated}.${row.id}`,
  read: (cursor) => {
    const [, day, id] = /^(.{8,10})\.(\d{1,15})$/.exec(cursor) ?? [];
    return day === undated || isLocalDate(day) ? { day, id: Number(id) } : undefined;
  },
});

/** The page that is asked for. */
export interface Page<Row, Place> {
  /** The row after which it begins; nothing: the first page. */
  readonly after: Place | undefined;
  /** How many rows to read: one more than are shown, which tells that there is a next page. */
  readonly most: number;
  /** The rows that are shown, out of those read, and where the next page begins. */
  readonly cut: <Read extends Row>(read: readonly Read[]) => { rows: Read[]; next: string | null };
}

/** Gives the page that is asked for to `list`. A place that is none is refused: the first page again would never end. */
export const inPages = async <Row, Place, Listed>(
  order: Order<Row, Place>,
  { cursor, limit }: PageQuery,
  list: (page: Page<Row, Place>) => Promise<Result<Listed>>,
): Promise<Result<Listed>> => {
  const after = cursor === undefined ? undefined : order.read(cursor);
  if (cursor !== undefined && after === undefined)
    return refuseFields({
      cursor: pair('翻页位置无效，请从第一页重新查看', 'This place in the list is not valid; start at the first page'),
    });
  return list({
    after,
    most: limit + 1,
    cut: (read) => {
      const rows = read.slice(0, limit);
      const last = rows.at(-1);
      return { rows, next: read.length > limit && last ? order.write(last) : null };
    },
  });
};

/** How many things are in each state, none left out, and how many in the one that is chosen or in all. */
export const countStates = <State extends string>(
  states: readonly State[],
  groups: readonly { readonly state: State; readonly n: number }[],
  chosen?: State,
): { counts: Record<State, number>; total: number } => {
  const counts = Object.fromEntries(
    states.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
  ) as Record<State, number>;
  return { counts, total: chosen === undefined ? groups.reduce((sum, { n }) => sum + n, 0) : counts[chosen] };
};
