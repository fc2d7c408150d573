import type { Dataset } from '#foundation/dataset.ts';
import { normaliseName } from '#foundation/search-text.ts';
import type { Reading } from '#platform/database/index.ts';
import { inBatches } from '#platform/operation/index.ts';
import { nameSearch } from '#registers/enterprises/index.ts';
import type { Figures } from './bulletin.ts';
import { unknownMaker } from './exposure.ts';
import { laterChecks } from './later-storage.ts';
import type {
  Aftermath,
  EndedAnnouncement,
  EndedExposure,
  EnterpriseHit,
  EnterpriseRecord,
  LaterPass,
  PublicAnnouncement,
  PublicBatch,
  OpenBulletin,
  PublicBulletin,
  PublicEnterprise,
  PublicExposure,
  PublicResult,
  PublicStatistics,
} from './portal/records.ts';

/** Most batches that one page of the portal lists. */
const pageSize = 200;
/** Most firms that an answer to a search lists. */
const hitsShown = 30;

const resultColumns = `r.id, to_char(r.published_on, 'YYYY-MM-DD') as "publishedOn", r.authority_name as authority, r.title as "checkTitle",
  c.name as category, r.product_name as product, r.brand, r.model, r.production_batch as "productionBatch", r.verdict,
  r.failing_items as "failingItems"`;
/** What an authority has not published yet is withheld from every page of the public. */
const resultTables = `spot_checks.published_result r join products.category c on c.id = r.category_id and not r.withheld`;

const enterpriseColumns = `e.id, e.dataset, e.name, e.credit_code as "creditCode", pr.name as province, ci.name as city, e.uncertain`;
const enterpriseTables = `enterprises.published_enterprise e
  left join regions.region pr on pr.code = e.province_code
  left join regions.region ci on ci.code = e.city_code`;

const producerColumns = `p.name as producer, p.id as "producerId"`;

/** Datasets that hold any published result, live first. */
export const publishedDatasets = async (reading: Reading): Promise<readonly Dataset[]> => {
  const rows = await reading.query<{ dataset: Dataset }>(
    `select d.dataset from (values ('live', 1), ('demo', 2), ('historical', 3)) d (dataset, place)
      where exists (select from spot_checks.spot_check c where c.dataset = d.dataset and not c.withheld) order by d.place`,
  );
  return rows.map((row) => row.dataset);
};

/** Firms that the words find as the office finds them; each entry by itself, also while it may be the same firm as another. */
export const searchPublicEnterprises = async (reading: Reading, words: string): Promise<readonly EnterpriseHit[]> => {
  if ([...normaliseName(words)].length < 2) return [];
  const search = nameSearch(words, undefined, hitsShown);
  return reading.query<EnterpriseHit>(
    `${search.with}
     select ${enterpriseColumns}, k.checks, k.failures
       from best join ${enterpriseTables.replace('published_enterprise e', 'published_enterprise e on e.id = best.id')}
       cross join lateral (select count(*)::int as checks, (count(*) filter (where r.verdict = 'fail'))::int as failures
                             from spot_checks.published_result r where r.producer_id = e.id and r.parties_settled and not r.withheld) k
      order by best.place`,
    search.values,
  );
};

/** Batches of products whose category or alias is named by the words: the latest ones. */
export const searchPublicProducts = async (reading: Reading, words: string): Promise<readonly PublicBatch[]> => {
  const name = normaliseName(words);
  return reading.query<PublicBatch>(
    `with wanted as (
       select id from products.category where name_key like $1
       union select category_id from products.category_alias where name_key like $1 limit 20),
     chosen as (select r.id from wanted w cross join lateral (
         select f.id from spot_checks.published_result f where f.category_id = w.id and f.parties_settled and f.verdict = 'fail' and not f.withheld
          order by f.id desc limit 20) r)
     select ${resultColumns}, ${producerColumns}
       from ${resultTables} left join enterprises.published_enterprise p on p.id = r.producer_id
      where r.id in (select id from chosen) order by r.published_on desc nulls last, r.id desc limit 50`,
    [`%${name.replace(/[\\%_]/g, '\\$&')}%`],
  );
};

const exposureColumns = `x.id, x.dataset, x.ground, coalesce(e.name, '${unknownMaker.zh}') as producer, e.id as "producerId", c.name as category, x.product_name as product,
  pr.name as province, ci.name as city, x.grounds, x.released_at as "releasedAt", to_char(x.shown_until, 'YYYY-MM-DD') as "shownUntil",
  coalesce((select json_agg(json_build_object('name', s.name, 'id', case when s.uncertain then null else s.id end) order by s.id)
     from enterprises.published_enterprise s where s.id = any (x.seller_ids) and s.id is distinct from x.producer_id), '[]') as sellers`;
const exposureTables = `publicity.published_exposure x
  left join enterprises.enterprise e on e.id = x.producer_id
  left join products.category c on c.id = x.category_id
  left join regions.region pr on pr.code = x.province_code
  left join regions.region ci on ci.code = x.city_code`;

const announcementColumns = `a.id, a.dataset, a.number, to_char(a.announced_on, 'YYYY-MM-DD') as "announcedOn", a.announced_in as "announcedIn",
  e.name as producer, e.id as "producerId", c.name as category, pr.name as province, ci.name as city, k.title as check, a.samples, a.ended,
  a.order_number as "orderNumber", to_char(a.ordered_on, 'YYYY-MM-DD') as "orderedOn", to_char(a.recheck_from, 'YYYY-MM-DD') as "recheckFrom",
  to_char(a.recheck_until, 'YYYY-MM-DD') as "recheckUntil", to_char(a.suspended_on, 'YYYY-MM-DD') as "suspendedOn", a.outcome,
  to_char(a.outcome_on, 'YYYY-MM-DD') as "outcomeOn", to_char(a.shown_until, 'YYYY-MM-DD') as "shownUntil"`;
const announcementTables = `warning_cards.published_announcement a
  join enterprises.enterprise e on e.id = a.producer_id
  join products.category c on c.id = a.category_id
  join spot_checks.spot_check k on k.id = a.check_id
  left join regions.region pr on pr.code = a.province_code
  left join regions.region ci on ci.code = a.city_code`;

/** A firm with what the public record holds of it. */
interface EnterpriseRow extends PublicEnterprise {
  /** The number by which it was asked for. */
  readonly asked: number;
  readonly formerNames: readonly string[];
  readonly results: readonly PublicResult[];
  readonly exposures: readonly PublicExposure[];
  readonly announcements: readonly PublicAnnouncement[];
}

/**
 * Everything of the firm `asked.stands`: the one that was asked for, or that it was merged into. Exposures and announcements bring a firm of
 * their own as `e`.
 */
const enterpriseRecord = `
  select ${enterpriseColumns},
    (select coalesce(json_agg(f.name order by f.name), '[]') from enterprises.former_name f where f.enterprise_id = e.id) as "formerNames",
    (select coalesce(json_agg(x), '[]') from (
       select ${resultColumns} from ${resultTables} where r.producer_id = e.id and r.parties_settled
        order by r.published_on desc nulls last, r.id desc limit ${pageSize + 1}) x) as results,
    (select coalesce(json_agg(x), '[]') from (
       select ${exposureColumns} from ${exposureTables} where x.producer_id = asked.stands order by x.released_at desc) x) as exposures,
    (select coalesce(json_agg(x), '[]') from (
       select ${announcementColumns} from ${announcementTables} where a.producer_id = asked.stands order by a.announced_on desc, a.id desc) x) as announcements
    from ${enterpriseTables}
   where e.id = asked.stands`;

/** Of several firms at once: what a statement costs by itself is five times what one firm adds to it. */
const enterpriseRecords = `select asked.id as asked, one.*
  from (select i.id, coalesce(i.merged_into, i.id) as stands from enterprises.enterprise i where i.id = any ($1::bigint[])) asked
  cross join lateral (${enterpriseRecord}) one`;

const verdicts = ['pass', 'fail', 'refused', 'none'] as const;

const countsOf = (count: (verdict: PublicResult['verdict']) => number): EnterpriseRecord['counts'] =>
  Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as EnterpriseRecord['counts'];

/** Counted by the server for the few firms that have more batches than a page lists. */
const countAll = async (reading: Reading, producer: number): Promise<EnterpriseRecord['counts']> => {
  const rows = await reading.query<{ verdict: PublicResult['verdict']; count: number }>(
    `select r.verdict, count(*)::int as count from spot_checks.published_result r
      where r.producer_id = $1 and r.parties_settled and not r.withheld group by r.verdict`,
    [producer],
  );
  return countsOf((verdict) => rows.find((row) => row.verdict === verdict)?.count ?? 0);
};

const recordOf = async (
  reading: Reading,
  { formerNames, results, exposures, announcements, asked: _asked, ...enterprise }: EnterpriseRow,
): Promise<EnterpriseRecord> => {
  const more = results.length > pageSize;
  const counts = more
    ? await countAll(reading, enterprise.id)
    : countsOf((verdict) => results.filter((result) => result.verdict === verdict).length);
  return { enterprise, formerNames, results: results.slice(0, pageSize), more, counts, exposures, announcements };
};

/**
 * Looks up what was published of one entry of the register. An open match adds nothing of the other entry (docs/adr/0048). Entries
 * that are asked for while others are being looked up are looked up together (docs/adr/0051).
 */
export const publicEnterprises = (reading: Reading): ((id: number) => Promise<EnterpriseRecord | undefined>) => {
  const find = inBatches<number, EnterpriseRecord | undefined>(
    async (_, ids) => {
      const rows = await reading.prepared<EnterpriseRow>(enterpriseRecords, [ids]);
      const found = new Map(rows.map((row) => [row.asked, row]));
      return Promise.all(
        ids.map(async (id) => {
          const row = found.get(id);
          return row && recordOf(reading, row);
        }),
      );
    },
    { atOnce: 2, most: 32, fewest: 16 },
  );
  return (id) => find('', id);
};

/** Most entries that a list of the portal shows. */
const mostListed = 500;

export const listPublicExposures = (reading: Reading, dataset: Dataset): Promise<PublicExposure[]> =>
  reading.query(
    `select ${exposureColumns} from ${exposureTables} where x.dataset = $1 order by x.released_at desc, x.id desc limit ${mostListed}`,
    [dataset],
  );

export const findPublicExposure = async (reading: Reading, id: number): Promise<PublicExposure | undefined> =>
  (await reading.query<PublicExposure>(`select ${exposureColumns} from ${exposureTables} where x.id = $1`, [id]))[0];

/** Exposures that are shown, for the open data: no firm is named by number. */
export const openExposures = async (reading: Reading, dataset: Dataset) =>
  (await listPublicExposures(reading, dataset)).map(
    ({ sellers, grounds, producerId: _, dataset: __, ...exposure }) => ({
      ...exposure,
      sellers: sellers.map(({ name }) => name),
      explanation: grounds.explanation.zh,
    }),
  );

/** Day of release as the province counts days. */
const releaseDay = `(x.released_at at time zone 'Asia/Shanghai')::date`;

/** Checks that the product passed after those that the exposure rests on, earliest first; those of before the release are marked. */
export const laterPasses = (reading: Reading, exposureId: number): Promise<LaterPass[]> =>
  reading.query(
    `select to_char(l.published_on, 'YYYY-MM-DD') as "on", l.authority_name as authority, l.title as "checkTitle", l.kind,
            l.published_on > ${releaseDay} as "afterRelease"
       from publicity.published_exposure x cross join lateral (${laterChecks}) l where x.id = $1 order by l.published_on, l.authority_name limit 50`,
    [exposureId],
  );

/** What became of the product and its producer since, earliest first; what happened before the release is marked. */
export const aftermathOf = (reading: Reading, exposureId: number): Promise<Aftermath[]> =>
  reading.query(
    `select a.kind, to_char(a.happened_on, 'YYYY-MM-DD') as "on", a.happened_on > ${releaseDay} as "afterRelease"
       from publicity.published_aftermath a join publicity.published_exposure x on x.id = a.exposure_id
      where a.exposure_id = $1 order by a.happened_on, a.kind`,
    [exposureId],
  );

/** The trace of an exposure that is shown no more. */
export const findEndedExposure = async (reading: Reading, id: number): Promise<EndedExposure | undefined> =>
  (
    await reading.query<EndedExposure>(
      `select x.id, x.dataset, x.released_at as "releasedAt", x.ended_at as "endedAt", x.ending, e.name as producer, x.product_name as product
         from publicity.published_ended_exposure x left join enterprises.enterprise e on e.id = x.producer_id where x.id = $1`,
      [id],
    )
  )[0];

/** Announcements of a dataset, newest first. */
export const listPublicAnnouncements = (reading: Reading, dataset: Dataset): Promise<PublicAnnouncement[]> =>
  reading.query(
    `select ${announcementColumns} from ${announcementTables} where a.dataset = $1 order by a.announced_on desc, a.id desc limit ${mostListed}`,
    [dataset],
  );

export const findPublicAnnouncement = async (reading: Reading, id: number): Promise<PublicAnnouncement | undefined> =>
  (
    await reading.query<PublicAnnouncement>(
      `select ${announcementColumns} from ${announcementTables} where a.id = $1`,
      [id],
    )
  )[0];

/** The trace of an announcement that is shown no more. */
export const findEndedAnnouncement = async (reading: Reading, id: number): Promise<EndedAnnouncement | undefined> =>
  (
    await reading.query<EndedAnnouncement>(
      `select a.id, a.dataset, e.name as producer, c.name as category, to_char(a.announced_on, 'YYYY-MM-DD') as "announcedOn",
              to_char(a.ended_on, 'YYYY-MM-DD') as "endedOn", a.ending
         from warning_cards.published_ended_announcement a
         left join enterprises.enterprise e on e.id = a.producer_id left join products.category c on c.id = a.category_id where a.id = $1`,
      [id],
    )
  )[0];

/** The paper of an announcement that stands. */
export const paperOfAnnouncement = async (reading: Reading, id: number): Promise<number | undefined> =>
  (
    await reading.query<{ paper: number }>(
      'select paper_id as paper from warning_cards.published_announcement where id = $1',
      [id],
    )
  )[0]?.paper;

/** Announcements that stand, for the open data: no firm is named by number. */
export const openAnnouncements = async (reading: Reading, dataset: Dataset) =>
  (await listPublicAnnouncements(reading, dataset)).map(
    ({ producerId: _, dataset: __, ...announcement }) => announcement,
  );

const bulletinColumns = `b.id, b.dataset, b.number, b.title, b.body, b.released_at as "releasedAt", b.corrects_id as "correctsId",
  b.paper_id is not null as paper, (select max(n.id) from publicity.published_bulletin n where n.corrects_id = b.id) as "correctedBy"`;

export const listPublicBulletins = (reading: Reading, dataset: Dataset): Promise<PublicBulletin[]> =>
  reading.query(
    `select ${bulletinColumns} from publicity.published_bulletin b where b.dataset = $1 order by b.released_at desc, b.id desc limit ${mostListed}`,
    [dataset],
  );

/** How many entries the lists of these datasets show together. */
export const countListed = async (reading: Reading, datasets: readonly Dataset[]) => {
  const shown = (tables: string, dataset: string) =>
    `coalesce(sum((select count(*) from (select from ${tables} where ${dataset} = d limit ${mostListed}) listed)), 0)::int`;
  const [counts] = await reading.query<{
    readonly bulletins: number;
    readonly exposures: number;
    readonly announcements: number;
  }>(
    `select ${shown('publicity.published_bulletin b', 'b.dataset')} as bulletins, ${shown(exposureTables, 'x.dataset')} as exposures,
            ${shown(announcementTables, 'a.dataset')} as announcements
       from unnest($1::text[]) d`,
    [datasets],
  );
  if (!counts) throw new Error('nothing was counted');
  return counts;
};

/** A bulletin with its figures. */
export const findPublicBulletin = async (
  reading: Reading,
  id: number,
): Promise<(PublicBulletin & { readonly figures: Figures }) | undefined> =>
  (
    await reading.query<PublicBulletin & { readonly figures: Figures }>(
      `select ${bulletinColumns}, b.figures from publicity.published_bulletin b where b.id = $1`,
      [id],
    )
  )[0];

/** The paper that a released bulletin was issued as. */
export const paperOfBulletin = async (reading: Reading, id: number): Promise<number | undefined> =>
  (
    await reading.query<{ paper: number }>(
      'select paper_id as paper from publicity.published_bulletin where id = $1 and paper_id is not null',
      [id],
    )
  )[0]?.paper;

/** Released bulletins of a dataset whole, for the open data. */
export const openBulletins = (reading: Reading, dataset: Dataset): Promise<OpenBulletin[]> =>
  reading.query(
    `select b.id, b.number, b.title, b.body, b.released_at as "releasedAt", b.corrects_id as "correctsId",
            (select max(n.id) from publicity.published_bulletin n where n.corrects_id = b.id) as "correctedBy", b.figures
       from publicity.published_bulletin b where b.dataset = $1 order by b.id`,
    [dataset],
  );

/** Figures of one dataset and one kind, from the roll-ups; `province` is the deployment's own. */
export const publicStatistics = async (
  reading: Reading,
  dataset: Dataset,
  kind: string,
  province: string,
): Promise<PublicStatistics> => {
  type Row = { name: string; passed: number; failed: number };
  const own = `u.dataset = $1 and u.kind = $2 and u.province_code = $3`;
  const sums = `sum(u.passed)::int as passed, sum(u.failed)::int as failed`;
  const values = [dataset, kind, province];
  const [overall, byCity, byYear, byCategory, byItem, latest] = await Promise.all([
    reading.query<Row>(
      `select '' as name, coalesce(sum(u.passed), 0)::int as passed, coalesce(sum(u.failed), 0)::int as failed from spot_checks.public_rollup u where ${own}`,
      values,
    ),
    reading.query<Row>(
      `select coalesce(r.name, '未确定') as name, ${sums} from spot_checks.public_rollup u left join regions.region r on r.code = u.city_code
        where ${own} group by r.name, r.code having sum(u.passed + u.failed) > 0 order by r.code nulls last`,
      values,
    ),
    reading.query<Row>(
      `select to_char(u.month, 'YYYY') as name, ${sums} from spot_checks.public_rollup u where ${own} group by 1 having sum(u.passed + u.failed) > 0 order by 1`,
      values,
    ),
    reading.query<Row>(
      `select c.name, ${sums} from spot_checks.public_rollup u join products.category c on c.id = u.category_id
        where ${own} group by c.id, c.name having sum(u.passed + u.failed) > 0 order by sum(u.passed + u.failed) desc limit 40`,
      values,
    ),
    reading.query<{ item: string; failed: number }>(
      `select u.item, sum(u.failed)::int as failed from spot_checks.public_rollup_item_all u where ${own} group by u.item having sum(u.failed) > 0 order by 2 desc, 1 limit 20`,
      values,
    ),
    reading.query<{ latest: string | null }>(
      `select to_char(max(published_on), 'YYYY-MM-DD') as latest from spot_checks.spot_check where dataset = $1 and kind = $2`,
      [dataset, kind],
    ),
  ]);
  return {
    dataset,
    kind,
    overall: overall[0] ?? { name: '', passed: 0, failed: 0 },
    byCity,
    byYear,
    byCategory,
    byItem,
    latest: latest[0]?.latest ?? null,
  };
};

/** A cell of the open data. */
export type OpenDataValue = string | number | null;

/** One page of the open data in order of id, as arrays in the order of `openDataColumns`. */
export const openDataPage = async (
  reading: Reading,
  dataset: Dataset,
  after: number,
  limit: number,
): Promise<readonly (readonly OpenDataValue[])[]> => {
  const rows = await reading.query<{ row: readonly OpenDataValue[] }>(
    `select json_build_array(r.id, r.dataset, r.published_on, r.authority_name, r.level, r.kind, c.name, p.name, pr.name, ci.name,
            r.product_name, r.brand, r.model, r.production_batch, r.verdict, array_to_string(r.failing_items, '、')) as row
       from spot_checks.published_result r join products.category c on c.id = r.category_id
       left join enterprises.enterprise p on p.id = r.producer_id
       left join regions.region pr on pr.code = r.province_code
       left join regions.region ci on ci.code = r.city_code
      where r.dataset = $1 and r.id > $2 and r.parties_settled and not r.withheld order by r.id limit $3`,
    [dataset, after, limit],
  );
  return rows.map((entry) => entry.row);
};
