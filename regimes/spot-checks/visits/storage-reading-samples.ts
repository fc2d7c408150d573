import type { Tx } from '#platform/database/index.ts';
import type { ArrivingSample, SampleDetail, SampleFilter, SampleLine } from './contract-samples.ts';
import type { SampleState } from './sample.ts';

const place = 'coalesce(v.county_code, v.city_code, v.province_code)';
// A laboratory sees neither plan nor visit: both are joined where they are seen.
const line = `s.id, s.dataset, s.number, s.state, s.version, s.visit_id as "visitId",
  case when p.id is null then null else json_build_object('id', p.id, 'title', p.title, 'number', p.number) end as plan,
  json_build_object('id', c.id, 'name', c.name) as category, s.product_name as "productName", s.producer_name as "producerName",
  case when ${place} is null then null else json_build_object('code', ${place}, 'name', coalesce(g.name, ${place})) end as place,
  case when b.id is null then null else json_build_object('id', b.id, 'name', b.name) end as laboratory,
  s.sampled_on as "sampledOn", s.reserve_state as "reserveState"`;
const tables = `spot_checks.sample s left join spot_checks.visit v on v.id = s.visit_id left join spot_checks.plan p on p.id = s.plan_id
  join products.category c on c.id = s.category_id left join regions.region g on g.code = ${place}
  left join laboratories.laboratory b on b.id = s.laboratory_id`;
const where = `s.dataset = $1 and ($2::bigint is null or s.plan_id = $2)
  and ($3::text is null or s.number like '%' || $3 || '%' or s.product_name like '%' || $3 || '%' or s.producer_name like '%' || $3 || '%'
       or $3 = any (s.seal_numbers) or $3 = any (s.reserve_seal_numbers))`;
const values = (filter: SampleFilter): unknown[] => [
  filter.dataset,
  filter.planId ?? null,
  filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
];

/** A page of samples, newest first. */
export const pageOfSamples = (
  tx: Tx,
  filter: SampleFilter,
  after: number | null,
  limit: number,
): Promise<SampleLine[]> =>
  tx.query<SampleLine>(
    `select ${line} from ${tables} where ${where} and ($4::text is null or s.state = $4) and ($5::bigint is null or s.id < $5)
      order by s.id desc limit $6`,
    [...values(filter), filter.state ?? null, after, limit],
  );

export const countSamples = (
  tx: Tx,
  filter: SampleFilter,
): Promise<{ readonly state: SampleState; readonly n: number }[]> =>
  tx.query(
    `select s.state, count(*)::int as n from spot_checks.sample s where ${where} group by s.state`,
    values(filter),
  );

/** What is on its way to the laboratories of the acting account: samples, and reserves called for a retest. */
export const arrivingSamples = (tx: Tx, dataset: string): Promise<ArrivingSample[]> =>
  tx.query<ArrivingSample>(
    `select ${line}, x.part, case x.part when 'main' then s.seal_numbers else s.reserve_seal_numbers end as seals,
            case x.part when 'main' then s.quantity else s.reserve_quantity end as quantity, k.courier_number as "courierNumber", k.at as "sentAt"
       from ${tables}
       cross join lateral (select 'main' as part where s.state = 'sent' and s.laboratory_id = any (identity.parties('spot-checks.laboratory', 'laboratory'))
                           union all select 'reserve' where s.reserve_state = 'sent'
                              and s.retest_laboratory_id = any (identity.parties('spot-checks.laboratory', 'laboratory'))) x
       left join lateral (select courier_number, at from spot_checks.custody k where k.sample_id = s.id and k.part = x.part
                            and k.step in ('sent', 'called') order by k.id desc limit 1) k on true
      where s.dataset = $1 order by k.at nulls last, s.id limit 1000`,
    [dataset],
  );

/** A sample as stored, with everything its page shows. */
export interface SampleRecord extends Omit<SampleDetail, 'next' | 'acts' | 'reserveActs' | 'events'> {
  readonly laboratoryId: number | null;
  readonly retestLaboratoryId: number | null;
  /** The reader is an inspector of its visit. */
  readonly own: boolean;
}

export const findSample = async (tx: Tx, id: number): Promise<SampleRecord | undefined> =>
  (
    await tx.query<SampleRecord>(
      `select ${line}, s.sheet, s.sheet_revision as "sheetRevision", s.seal_numbers as seals, s.reserve_seal_numbers as "reserveSeals",
              s.reserve_quantity as "reserveQuantity", s.reserve_kept_by as "reserveKeptBy", s.laboratory_id as "laboratoryId",
              s.retest_laboratory_id as "retestLaboratoryId", s.visit_id = any ((select spot_checks.own_visits())::bigint[]) as own,
              case when w.id is null then null else json_build_object('id', w.id, 'name', w.name) end as "retestLaboratory",
              coalesce((select json_agg(json_build_object('id', k.id, 'part', k.part, 'step', k.step, 'at', k.at, 'from', k.from_name, 'to', k.to_name,
                  'courierNumber', k.courier_number, 'seal', k.seal, 'note', k.note, 'by', a.display_name) order by k.id)
                from spot_checks.custody k left join identity.published_account a on a.id = k.account_id where k.sample_id = s.id), '[]') as custody,
              coalesce((select json_agg(json_build_object('revision', r.revision, 'changes', r.changes, 'reason', r.reason, 'signedBy', r.signed_by,
                  'by', a.display_name, 'at', r.at) order by r.revision)
                from spot_checks.sheet_correction r left join identity.published_account a on a.id = r.account_id where r.sample_id = s.id), '[]') as corrections
         from ${tables} left join laboratories.laboratory w on w.id = s.retest_laboratory_id where s.id = $1`,
      [id],
    )
  )[0];
