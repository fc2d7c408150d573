import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { BulletinState, FailingLine, Figures } from './bulletin.ts';
import type { RawCounts } from './bulletin-rules.ts';
import type { BulletinLine } from './contract.ts';

const line = `b.id, b.version, b.dataset, b.state, b.number, b.title,
  json_build_object('id', k.id, 'title', k.title, 'authority', k.authority_name, 'publishedOn', k.published_on) as check,
  case when g.id is null then null else json_build_object('id', g.id, 'name', g.name) end as category,
  w.display_name as "writtenBy", b.written_at as "writtenAt", r.display_name as "releasedBy", b.released_at as "releasedAt",
  b.corrects_id as "correctsId", b.release_at as "releaseAt", b.paper_id as "paperId"`;
const tables = `publicity.bulletin b join spot_checks.spot_check k on k.id = b.check_id left join products.category g on g.id = b.category_id
  left join identity.published_account w on w.id = b.written_by left join identity.published_account r on r.id = b.released_by`;

export interface BulletinFilter {
  readonly dataset: Dataset;
  readonly state?: BulletinState | undefined;
  readonly checkId?: number | undefined;
}

const where = (at: number): string => `b.dataset = $${at} and ($${at + 1}::bigint is null or b.check_id = $${at + 1})`;

/** A page of bulletins, newest first; `after` is the id where the page before ended. */
export const pageOfBulletins = (
  tx: Tx,
  filter: BulletinFilter,
  after: number | null,
  limit: number,
): Promise<BulletinLine[]> =>
  tx.query<BulletinLine>(
    `select ${line} from ${tables} where ${where(1)} and ($3::text is null or b.state = $3) and ($4::bigint is null or b.id < $4)
      order by b.id desc limit $5`,
    [filter.dataset, filter.checkId ?? null, filter.state ?? null, after, limit],
  );

export const countBulletins = (tx: Tx, filter: BulletinFilter): Promise<{ state: BulletinState; n: number }[]> =>
  tx.query(`select b.state, count(*)::int as n from publicity.bulletin b where ${where(1)} group by b.state`, [
    filter.dataset,
    filter.checkId ?? null,
  ]);

/** How many bulletins of a dataset wait in a state, for the workbench. */
export const countBulletinsInState = async (tx: Tx, dataset: Dataset, state: BulletinState): Promise<number> =>
  (await countBulletins(tx, { dataset })).find((row) => row.state === state)?.n ?? 0;

interface BulletinRef {
  readonly id: number;
  readonly number: string | null;
  readonly title: string;
}

/** A bulletin with everything its page shows. */
export interface BulletinRecord extends BulletinLine {
  readonly body: string;
  readonly figures: Figures;
  readonly writer: string | null;
  readonly returnReason: string | null;
  readonly corrects: BulletinRef | null;
  readonly correctedBy: BulletinRef[];
}

const ref = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'number', ${alias}.number, 'title', ${alias}.title)`;

export const findBulletin = async (tx: Tx, id: number): Promise<BulletinRecord | undefined> =>
  (
    await tx.query<BulletinRecord>(
      `select ${line}, b.body, b.figures, b.written_by as writer, b.return_reason as "returnReason",
              (select ${ref('o')} from publicity.bulletin o where o.id = b.corrects_id) as corrects,
              coalesce((select json_agg(${ref('n')} order by n.id) from publicity.bulletin n where n.corrects_id = b.id and n.state = 'released'), '[]')
                as "correctedBy"
         from ${tables} where b.id = $1`,
      [id],
    )
  )[0];

/** A bulletin as an act sees it. */
export interface LockedBulletin {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly state: BulletinState;
  readonly number: string | null;
  readonly title: string;
  readonly body: string;
  readonly figures: Figures;
  readonly writtenBy: string | null;
  /** The results of its check are not published yet. */
  readonly unpublished: boolean;
}

const locked = `b.id, b.version, b.dataset, b.state, b.number, b.title, b.body, b.figures, b.written_by as "writtenBy", k.withheld as unpublished`;

/** A bulletin locked to the end of the transaction. Runs as engine. */
export const lockBulletin = async (tx: Tx, id: number): Promise<LockedBulletin | undefined> =>
  (
    await tx.query<LockedBulletin>(
      `select ${locked} from publicity.bulletin b join spot_checks.spot_check k on k.id = b.check_id where b.id = $1 for update of b`,
      [id],
    )
  )[0];

export const bulletinIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from publicity.bulletin where id = $1', [id])).length > 0;

/** Bulletins whose time of release has come; each is taken by one server. */
export const dueBulletins = (tx: Tx, now: Date, most: number): Promise<LockedBulletin[]> =>
  tx.query<LockedBulletin>(
    `select ${locked} from publicity.bulletin b join spot_checks.spot_check k on k.id = b.check_id
      where b.state = 'scheduled' and b.release_at <= $1 order by b.id limit $2 for update of b skip locked`,
    [now, most],
  );

export interface CheckRow {
  readonly id: number;
  readonly dataset: Dataset;
  readonly title: string;
  readonly authority: string;
  readonly publishedOn: LocalDate | null;
  readonly level: string;
  readonly category: string | null;
}

/** The spot check of a bulletin, with the name of the category where one is chosen and of the same dataset. */
export const findCheck = async (tx: Tx, checkId: number, categoryId: number | null): Promise<CheckRow | undefined> =>
  (
    await tx.query<CheckRow>(
      `select k.id, k.dataset, k.title, k.authority_name as authority, k.published_on as "publishedOn", k.level, g.name as category
         from spot_checks.spot_check k left join products.category g on g.id = $2 and g.dataset = k.dataset where k.id = $1`,
      [checkId, categoryId],
    )
  )[0];

const counts = `count(*)::int as samples, (count(*) filter (where r.verdict = 'pass'))::int as passed,
  (count(*) filter (where r.verdict = 'fail'))::int as failed, (count(*) filter (where r.verdict = 'refused'))::int as refused,
  (count(*) filter (where r.verdict = 'none'))::int as "noVerdict", (count(distinct r.producer_id))::int as producers,
  (count(distinct r.producer_id) filter (where r.verdict = 'fail'))::int as "failingProducers"`;
const ofCheck = 'r.check_id = $1 and ($2::bigint is null or r.category_id = $2)';

/** The former name of a firm that stands in a cell where its present one does not. */
const formerIn = (firm: string, cell: string): string =>
  `left join lateral (select f.name from enterprises.former_name f where f.enterprise_id = ${firm}.id and f.name_key <> ${firm}.name_key
      and strpos(${cell}, f.name) > 0 and strpos(${cell}, ${firm}.name) = 0 order by length(f.name) desc limit 1) ${firm}_then on true`;

/** Firms of results `r`, each by the name under which it was tested, with its present one where that is another. */
const names = `coalesce(e_then.name, e.name) as producer, case when e_then.name is not null then e.name end as "producerNow",
  coalesce(s_then.name, s.name) as seller, case when s_then.name is not null then s.name end as "sellerNow"`;
const firms = `join enterprises.enterprise e on e.id = r.producer_id left join enterprises.enterprise s on s.id = r.seller_id
  join spot_checks.published_names n on n.result_id = r.id ${formerIn('e', 'n.producer_cell')} ${formerIn('s', 'n.seller_cell')}`;

/** What the firms of listed results are called today; a result that is gone has none. */
export const namesToday = (
  tx: Tx,
  resultIds: readonly number[],
): Promise<
  (Pick<FailingLine, 'producer' | 'producerNow' | 'seller' | 'sellerNow'> & { readonly resultId: number })[]
> =>
  tx.query(
    `select r.id as "resultId", ${names} from spot_checks.published_result r ${firms} where r.id = any ($1::bigint[])`,
    [resultIds],
  );

/** The figures of a check, before rates are added. */
export const rawFigures = async (tx: Tx, checkId: number, categoryId: number | null) => {
  const values = [checkId, categoryId];
  const [total, categories, items, failing, unsettled] = await Promise.all([
    tx.query<RawCounts>(`select ${counts} from spot_checks.published_result r where ${ofCheck}`, values),
    tx.query<RawCounts & { id: number; name: string }>(
      `select g.id, g.name, ${counts} from spot_checks.published_result r join products.category g on g.id = r.category_id
        where ${ofCheck} group by g.id, g.name order by g.name collate "C"`,
      values,
    ),
    tx.query<{ item: string; failed: number }>(
      `select item, count(distinct r.id)::int as failed from spot_checks.published_result r, unnest(r.failing_items) item
        where ${ofCheck} and r.verdict = 'fail' group by item order by 2 desc, item collate "C"`,
      values,
    ),
    tx.query<FailingLine>(
      `select r.id as "resultId", g.name as category, ${names}, r.product_name as product, r.brand, r.model,
              r.production_batch as batch, r.failing_items as items
         from spot_checks.published_result r join products.category g on g.id = r.category_id ${firms}
        where ${ofCheck} and r.verdict = 'fail' and r.parties_settled
        order by g.name collate "C", coalesce(e_then.name, e.name) collate "C", r.product_name collate "C", r.id`,
      values,
    ),
    tx.query<{ n: number }>(
      `select count(*)::int as n from spot_checks.published_result r
        where ${ofCheck} and r.verdict = 'fail' and not (r.parties_settled and r.producer_id is not null)`,
      values,
    ),
  ]);
  return { total: total[0], categories, items, failing, unsettled: unsettled[0]?.n ?? 0 };
};

export interface NewBulletin {
  readonly dataset: Dataset;
  readonly checkId: number;
  readonly categoryId: number | null;
  readonly correctsId: number | null;
  readonly title: string;
  readonly body: string;
  readonly figures: Figures;
  readonly account: string | null;
  readonly at: Date;
}

export const insertBulletin = async (tx: Tx, bulletin: NewBulletin): Promise<number> => {
  const { dataset, checkId, categoryId, correctsId, title, body, figures, account, at } = bulletin;
  const [row] = await tx.query<{ id: number }>(
    `insert into publicity.bulletin (dataset, check_id, category_id, corrects_id, title, body, figures, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [dataset, checkId, categoryId, correctsId, title, body, JSON.stringify(figures), account, at],
  );
  if (!row) throw new Error('the bulletin was not stored');
  return row.id;
};

export const storeText = async (
  tx: Tx,
  id: number,
  title: string,
  body: string,
  account: string | null,
  at: Date,
): Promise<void> => {
  await tx.query(
    `update publicity.bulletin set title = $2, body = $3, written_by = $4, written_at = $5, version = version + 1 where id = $1`,
    [id, title, body, account, at],
  );
};

/** Stores the state that an act led to; what is returned or cancelled waits for no time. */
export const storeBulletinState = (tx: Tx, id: number, state: BulletinState): Promise<unknown> =>
  tx.query(
    `update publicity.bulletin set state = $2, version = version + 1, release_at = case when $2 = 'scheduled' then release_at end,
            released_by = case when $2 in ('scheduled', 'released') then released_by end,
            return_reason = case when $2 = 'draft' then return_reason end
      where id = $1`,
    [id, state],
  );

export const storeReturn = (tx: Tx, id: number, reason: string | null): Promise<unknown> =>
  tx.query('update publicity.bulletin set return_reason = $2 where id = $1', [id, reason]);

/** Sets when it is to be released, and by whom. */
export const storeReleaseTime = (tx: Tx, id: number, at: Date, account: string | null): Promise<unknown> =>
  tx.query('update publicity.bulletin set release_at = $2, released_by = $3 where id = $1', [id, at, account]);

/** Makes it public: its number, paper and figures, when, and by whom unless that is known from the setting of its time. */
export const storeRelease = (
  tx: Tx,
  id: number,
  release: {
    readonly number: string;
    readonly paperId: number;
    readonly figures: Figures;
    readonly at: Date;
    readonly account: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `update publicity.bulletin set number = $2, paper_id = $3, figures = $4, released_at = $5, released_by = coalesce($6, released_by)
      where id = $1`,
    [id, release.number, release.paperId, JSON.stringify(release.figures), release.at, release.account],
  );
