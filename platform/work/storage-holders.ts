import type { TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';

/** An open item as taking and handing over look at it. */
export interface HeldItem {
  readonly id: number;
  readonly subject: string;
  readonly dataset: 'demo' | 'historical' | 'live' | null;
  readonly title: TextPair;
  readonly region: string | null;
  readonly holder: string | null;
}

interface Stored extends Omit<HeldItem, 'title'> {
  readonly zh: string;
  readonly en: string;
}

const columns = `i.id, i.subject, i.dataset, i.title_zh as zh, i.title_en as en, i.region_code as region, i.holder`;
const itemOf = ({ zh, en, ...item }: Stored): HeldItem => ({ ...item, title: { zh, en } });

/** Whether the actor sees the open item, under row-level security: then he may do it. */
export const itemIsMine = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query(`select 1 from work.item where id = $1 and state = 'open'`, [id])).length > 0;

export const lockItem = async (tx: Tx, id: number): Promise<HeldItem | undefined> =>
  (
    await tx.query<Stored>(`select ${columns} from work.item i where i.id = $1 and i.state = 'open' for update`, [id])
  ).map(itemOf)[0];

export const setHolder = (tx: Tx, ids: readonly number[], holder: string | null, at: Date): Promise<unknown> =>
  tx.query(
    'update work.item set holder = $2, held_at = case when $2::uuid is null then null else $3::timestamptz end where id = any ($1::bigint[])',
    [ids, holder, at],
  );

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

export const findPerson = async (tx: Tx, loginName: string): Promise<Person | undefined> =>
  (
    await tx.query<Person>(
      `select id, display_name as name, state = 'active' as active from identity.published_account where login_name = $1`,
      [loginName],
    )
  )[0];

/** How many items an account holds, and how many open ones it alone can do. */
export const countHeld = async (
  tx: Tx,
  account: string,
): Promise<{ readonly held: number; readonly onlyHis: number }> =>
  (
    await tx.query<{ held: number; onlyHis: number }>(
      `select (select count(*) from work.item where state = 'open' and holder = $1) as held,
              (select coalesce(sum(n), 0)::bigint from (select count(*) as n from work.item i
                 where i.state = 'open' and i.access && (select work.holdings_of($1)) and i.not_by is distinct from $1
                 group by i.access, i.not_by having work.doers(i.access, i.not_by) = 1) solo) as "onlyHis"`,
      [account],
    )
  )[0] ?? { held: 0, onlyHis: 0 };

/** Items that an account holds and the actor sees, under row-level security. */
export const visibleHeld = async (tx: Tx, holder: string): Promise<number[]> =>
  (await tx.query<{ id: number }>(`select id from work.item where state = 'open' and holder = $1`, [holder])).map(
    ({ id }) => id,
  );

/** What becomes of an item that is handed over. */
export interface Offered extends HeldItem {
  /** He holds the post that the item asks for. */
  readonly suitable: boolean;
  /** He took the step before. */
  readonly barred: boolean;
}

/** The items that an account holds, locked, and whether another may have them. */
export const lockHeld = async (tx: Tx, from: string, to: string, ids: readonly number[] | null): Promise<Offered[]> =>
  (
    await tx.query<Stored & Pick<Offered, 'suitable' | 'barred'>>(
      `select ${columns}, i.access && (select work.holdings_of($2)) as suitable, i.not_by is not distinct from $2 as barred
         from work.item i where i.state = 'open' and i.holder = $1 and ($3::bigint[] is null or i.id = any ($3)) order by i.id for update`,
      [from, to, ids],
    )
  ).map((row) => ({ ...itemOf(row), suitable: row.suitable, barred: row.barred }));
