import type { LocalDate } from '#foundation/local-date.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { FeePayer } from '../notices/retest.ts';
import type { Stated } from '../reports/report.ts';
import type { Level } from '../spot-check.ts';

/** What the papers about a result say, for one party. */
export interface NoticeFacts {
  readonly noticeId: number;
  readonly noticeNumber: string | null;
  readonly dataset: Dataset;
  readonly party: 'producer' | 'seller';
  readonly firm: string;
  readonly enterpriseId: number | null;
  /** It was told: it may see what is written to it. */
  readonly told: boolean;
  readonly provinceCode: string | null;
  readonly cityCode: string | null;
  readonly countyCode: string | null;
  readonly identity: string;
  readonly authority: string;
  readonly level: Level;
  readonly regionName: string;
  readonly plan: string;
  readonly sampleNumber: string;
  readonly product: string;
  readonly model: string | null;
  readonly batch: string | null;
  readonly producer: string;
  readonly unit: string;
  readonly sampledOn: LocalDate;
  readonly reserveQuantity: string;
  readonly reserveSeals: readonly string[];
  readonly reportId: number;
  readonly reportNumber: string | null;
  readonly laboratory: string;
  readonly conclusion: Stated;
  readonly items: readonly {
    readonly item: string;
    readonly limit: string;
    readonly unit: string;
    readonly measured: string | null;
    readonly verdict: string | null;
  }[];
}

const columns = `n.id as "noticeId", n.number as "noticeNumber", n.dataset, n.party, coalesce(w.name, n.addressee) as firm, n.enterprise_id as "enterpriseId",
  n.state not in ('to-serve', 'void') as told, n.province_code as "provinceCode", n.city_code as "cityCode", n.county_code as "countyCode", n.identity,
  a.name as authority, a.level, coalesce(d.short_name, '') as "regionName", p.title as plan, s.number as "sampleNumber", s.product_name as product,
  s.model, s.production_batch as batch, s.producer_name as producer, e.name as unit, s.sampled_on as "sampledOn",
  s.reserve_quantity as "reserveQuantity", s.reserve_seal_numbers as "reserveSeals", r.id as "reportId", r.number as "reportNumber", b.name as laboratory,
  r.conclusion, coalesce((select json_agg(json_build_object('item', i.item, 'limit', i.limit_text, 'unit', i.unit, 'measured', i.measured,
      'verdict', coalesce(i.stated, i.verdict)) order by i.ordinal) from spot_checks.report_item i where i.report_id = r.id), '[]') as items`;
const tables = `spot_checks.notice n join spot_checks.report r on r.id = n.report_id join spot_checks.sample s on s.id = n.sample_id
  join spot_checks.visit v on v.id = s.visit_id join spot_checks.plan p on p.id = s.plan_id join authorities.authority a on a.id = p.authority_id
  left join regions.region d on d.code = a.region_code join enterprises.enterprise e on e.id = v.enterprise_id
  join laboratories.laboratory b on b.id = r.laboratory_id left join enterprises.enterprise w on w.id = n.enterprise_id`;

/** Facts of notices, in the order of their ids. */
export const noticeFacts = (tx: Tx, ids: readonly number[]): Promise<NoticeFacts[]> =>
  tx.query<NoticeFacts>(`select ${columns} from ${tables} where n.id = any ($1::bigint[]) order by n.id`, [ids]);

/** Gives notices the numbers of their papers. */
export const storeNoticeNumbers = (tx: Tx, ids: readonly number[], numbers: readonly string[]): Promise<unknown> =>
  tx.query(
    'update spot_checks.notice n set number = x.number from unnest($1::bigint[], $2::text[]) as x (id, number) where n.id = x.id',
    [ids, numbers],
  );

export interface ObjectionFacts extends NoticeFacts {
  readonly filedOn: LocalDate;
  readonly formalitiesUntil: LocalDate | null;
}

export const objectionFacts = async (tx: Tx, id: number): Promise<ObjectionFacts | undefined> =>
  (
    await tx.query<ObjectionFacts>(
      `select ${columns}, o.filed_on as "filedOn",
              (select t.formalities_until from spot_checks.retest t where t.sample_id = n.sample_id and t.state = 'applied' limit 1) as "formalitiesUntil"
         from ${tables} join spot_checks.objection o on o.notice_id = n.id where o.id = $1`,
      [id],
    )
  )[0];

export interface AbandonmentFacts extends NoticeFacts {
  readonly objectionId: number;
  readonly filedOn: LocalDate;
  readonly formalitiesUntil: LocalDate;
}

/** What is told to each party of a retest that was given up. */
export const abandonmentFacts = (tx: Tx, objectionIds: readonly number[]): Promise<AbandonmentFacts[]> =>
  tx.query<AbandonmentFacts>(
    `select ${columns}, o.id as "objectionId", o.filed_on as "filedOn",
            (select max(t.formalities_until) from spot_checks.retest t where t.sample_id = n.sample_id and t.state = 'abandoned') as "formalitiesUntil"
       from ${tables} join spot_checks.objection o on o.notice_id = n.id where o.id = any ($1::bigint[]) order by o.id`,
    [objectionIds],
  );

export interface RetestFacts extends NoticeFacts {
  readonly retestId: number;
  readonly retestLaboratory: string;
  readonly retestLaboratoryId: number;
  readonly retestReportId: number | null;
  readonly again: { readonly report: string | null; readonly conclusion: Stated; readonly feeBy: FeePayer } | null;
}

/** Retests for each party that has a notice about the sample, whoever asked for the retest first. */
export const retestFacts = (tx: Tx, retestIds: readonly number[]): Promise<RetestFacts[]> =>
  tx.query<RetestFacts>(
    `select ${columns}, t.id as "retestId", l.name as "retestLaboratory", l.id as "retestLaboratoryId", f.id as "retestReportId",
            case when f.id is null then null else json_build_object('report', f.number, 'conclusion', f.conclusion, 'feeBy', t.fee_by) end as again
       from ${tables} join spot_checks.retest t on t.sample_id = n.sample_id join laboratories.laboratory l on l.id = t.laboratory_id
       left join spot_checks.objection o on o.id = t.objection_id left join spot_checks.report f on f.id = t.report_id
      where t.id = any ($1::bigint[]) and n.state <> 'void' order by t.id, o.notice_id = n.id desc nulls last, n.id`,
    [retestIds],
  );
