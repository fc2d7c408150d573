import type { Dataset } from '#foundation/dataset.ts';
import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Contradiction } from './commendation.ts';
import type { CommendationLaw, ProductRecord, RecordedCheck } from './rules.ts';

/** The product of a firm, and from which day the record is looked at. */
export interface Pair {
  readonly producerId: number;
  readonly categoryId: number;
  readonly since: LocalDate;
}

/** What is known of the firm and product besides what was checked. */
export interface NamedRecord extends ProductRecord {
  readonly producerId: number;
  readonly categoryId: number;
  readonly producer: string;
  readonly category: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
}

interface FirmRow {
  readonly at: number;
  readonly dataset: Dataset;
  readonly producer: string;
  readonly category: string;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly uncertain: boolean;
}

type CheckRow = RecordedCheck & { readonly at: number };

const asked = `asked as (
  select * from unnest($1::bigint[], $2::bigint[], $3::date[]) with ordinality a (producer_id, category_id, since, at))`;

const firms = `with ${asked}
  select a.at::int as at, e.dataset, e.name as producer, g.name as category, e.province_code as "provinceCode", e.city_code as "cityCode",
         e.county_code as "countyCode", coalesce(p.uncertain, false) as uncertain
    from asked a join enterprises.enterprise e on e.id = a.producer_id join products.category g on g.id = a.category_id
    left join enterprises.published_enterprise p on p.id = e.id`;

const checks = `with ${asked}
  select a.at::int as at, r.check_id as "checkId", r.title, r.authority_name as authority, r.level,
         to_char(r.published_on, 'YYYY-MM-DD') as "publishedOn",
         json_agg(json_build_object('resultId', r.id, 'product', r.product_name, 'brand', r.brand, 'model', r.model, 'batch', r.production_batch,
           'grade', m.grade, 'standard', m.standard, 'disputed', r.engine_disagrees) order by r.id) as samples
    from asked a join spot_checks.published_result r on r.producer_id = a.producer_id and r.category_id = a.category_id
    left join spot_checks.published_mark m on m.result_id = r.id
   where r.verdict = 'pass' and r.parties_settled and not r.withheld and r.level = any ($4) and r.published_on between a.since and $5
   group by a.at, r.check_id, r.title, r.authority_name, r.level, r.published_on`;

/** Everything that stands against a firm, of whatever product and level, published or not. */
const against = `with ${asked},
  firm as (select producer_id, min(since) as since from asked group by producer_id),
  found as (
    select f.producer_id, case r.verdict when 'fail' then 'failed' else 'refused' end as kind,
           coalesce(r.published_on, r.final_on, r.sampled_on) as day, r.title as name
      from firm f join spot_checks.published_result r on r.producer_id = f.producer_id
     where r.verdict in ('fail', 'refused') and coalesce(r.published_on, r.final_on, r.sampled_on) >= f.since
    union all
    select f.producer_id, 'refused', r.published_on, r.authority_name
      from firm f join spot_checks.published_refusal r on r.producer_id = f.producer_id where r.published_on >= f.since
    union all
    select f.producer_id, 'card', c.issued_on, c.number
      from firm f join warning_cards.published_card c on c.producer_id = f.producer_id
     where c.state <> 'revoked' and (c.issued_on >= f.since or c.state = 'issued')
    union all
    select f.producer_id, 'exposure', coalesce((x.released_at at time zone 'Asia/Shanghai')::date, x.last_on), ''
      from (select x.*, firm from publicity.exposure x cross join lateral unnest(array_append(x.seller_ids, x.producer_id)) firm) x
      join firm f on f.producer_id = x.firm
     where x.state in ('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released')
        or (x.state = 'taken-down' and x.released_at >= f.since)
    union all
    select f.producer_id, 'licence', s.from_on, s.number
      from firm f join licences.published_stop s on s.holder_id = f.producer_id
     where s.from_on >= f.since or (s.kind = 'held' and coalesce(s.ended_on, 'infinity') >= f.since))
  select a.at::int as at, x.kind, to_char(x.day, 'YYYY-MM-DD') as "on", x.name
    from asked a join found x on x.producer_id = a.producer_id where x.day is null or x.day >= a.since or x.kind in ('card', 'exposure', 'licence')`;

/** What the record holds of products, in three statements; without those that the register no longer knows. Call as engine. */
export const recordsOf = async (
  tx: Tx,
  pairs: readonly Pair[],
  {
    levels,
    province,
    today,
  }: { readonly levels: readonly string[]; readonly province: string; readonly today: LocalDate },
): Promise<readonly (NamedRecord | undefined)[]> => {
  if (pairs.length === 0) return [];
  const values = [
    pairs.map(({ producerId }) => producerId),
    pairs.map(({ categoryId }) => categoryId),
    pairs.map(({ since }) => since),
  ];
  const firmRows = await tx.query<FirmRow>(firms, values);
  const checkRows = await tx.query<CheckRow>(checks, [...values, levels, today]);
  const againstRows = await tx.query<Contradiction & { readonly at: number }>(against, values);
  const [byFirm, byCheck, byAgainst] = [
    new Map(firmRows.map((row) => [row.at, row])),
    Map.groupBy(checkRows, ({ at }) => at),
    Map.groupBy(againstRows, ({ at }) => at),
  ];
  return pairs.map(({ producerId, categoryId, since }, index) => {
    const found = byFirm.get(index + 1);
    if (!found) return undefined;
    const { at: _, ...firm } = found;
    return {
      ...firm,
      producerId,
      categoryId,
      since,
      until: today,
      inProvince: firm.provinceCode === province,
      checks: (byCheck.get(index + 1) ?? []).map(({ at: __, ...check }) => check),
      contradictions: (byAgainst.get(index + 1) ?? []).map(({ kind, on, name }) => ({ kind, on, name })),
    };
  });
};

/**
 * Products that may be commended and are not: passed often enough with a mark that looks like a higher one. Where it was dismissed, left out or
 * shown before, a later check must have been passed since. The rule looks closer.
 */
export const candidates = (
  tx: Tx,
  law: CommendationLaw & { readonly days: number; readonly levels: readonly string[] },
  today: LocalDate,
): Promise<{ producerId: number; categoryId: number }[]> =>
  tx.query(
    `select r.producer_id as "producerId", r.category_id as "categoryId"
       from spot_checks.published_mark m join spot_checks.published_result r on r.id = m.result_id
      where r.verdict = 'pass' and r.parties_settled and not r.withheld and r.level = any ($1) and r.published_on between $2 and $3
        and r.dataset <> 'historical' and r.producer_id is not null and (m.grade like any ($4) or m.standard is not null and $5)
      group by r.producer_id, r.category_id having count(distinct r.check_id) >= $6
         and not exists (select from publicity.commendation c where c.producer_id = r.producer_id and c.category_id = r.category_id
                and (c.state in ('proposed', 'submitted', 'told', 'ready', 'scheduled', 'released')
                     or (c.state in ('dismissed', 'left-out', 'ended') and c.last_on >= max(r.published_on))))
      order by r.producer_id, r.category_id`,
    [
      law.levels,
      addDays(today, -law.days),
      today,
      law.grades.map((grade) => `%${grade.replace(/[\\%_]/g, String.raw`\$&`)}%`),
      law.standards.length > 0,
      law.checks,
    ],
  );
