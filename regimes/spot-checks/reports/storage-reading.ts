import type { LocalDate } from '#foundation/local-date.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { ReportDetail, ReportFilter, ReportLine } from './contract.ts';
import type { ReportState } from './report.ts';
import { enteredBy } from './storage.ts';

const named = (table: string): string => `json_build_object('id', ${table}.id, 'name', ${table}.name)`;
const line = `r.id, r.dataset, r.state, r.version, r.number, r.purpose, ${named('b')} as laboratory, s.number as "sampleNumber",
  ${named('c')} as category, s.product_name as "productName", s.model, r.conclusion, r.engine_verdict as "engineVerdict", r.due_on as "dueOn",
  coalesce(r.due_on < $1::date and r.state in ('open', 'tested', 'reviewed', 'queried'), false) as overdue`;
const tables = `spot_checks.report r join spot_checks.sample s on s.id = r.sample_id join products.category c on c.id = s.category_id
  join laboratories.laboratory b on b.id = r.laboratory_id`;
const where = `r.dataset = $2 and ($3::text is null or r.purpose = $3) and ($4::bigint is null or r.laboratory_id = $4)
  and ($5::text is null or s.number like '%' || $5 || '%' or s.product_name like '%' || $5 || '%' or r.number like '%' || $5 || '%')
  and ($6::text is null or (r.due_on < $1::date and r.state in ('open', 'tested', 'reviewed', 'queried')))`;
const values = (filter: ReportFilter, today: LocalDate): unknown[] => [
  today,
  filter.dataset,
  filter.purpose ?? null,
  filter.laboratoryId ?? null,
  filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
  filter.overdue ?? null,
];

/** Where a page ended: whether the report was over, its last day, its number. */
export type ReportPlace = readonly [over: number, due: string, id: number];

const over = `(case when r.state in ('effective', 'void') then 1 else 0 end)`;

/** A page of reports: those under way first, the earliest due before the others. */
export const pageOfReports = (
  tx: Tx,
  filter: ReportFilter,
  today: LocalDate,
  after: ReportPlace | undefined,
  limit: number,
): Promise<ReportLine[]> =>
  tx.query<ReportLine>(
    `with page as (
       select r.id, ${over} as over from ${tables}
        where ${where} and ($7::text is null or r.state = $7)
          and ($8::int is null or (${over}, coalesce(r.due_on, 'infinity'), r.id) > ($8, $9::date, $10::bigint))
        order by ${over}, coalesce(r.due_on, 'infinity'), r.id limit $11)
     select ${line}, n.items, n.measured from page p join ${tables.replace('spot_checks.report r', 'spot_checks.report r on r.id = p.id')}
      cross join lateral (select count(*)::int as items, count(i.measured)::int as measured from spot_checks.report_item i where i.report_id = r.id) n
      order by p.over, coalesce(r.due_on, 'infinity'), r.id`,
    [...values(filter, today), filter.state ?? null, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
  );

export const countReports = (
  tx: Tx,
  filter: ReportFilter,
  today: LocalDate,
): Promise<{ readonly state: ReportState; readonly n: number; readonly overdue: number }[]> =>
  tx.query(
    `select r.state, count(*)::int as n,
            (count(*) filter (where r.due_on < $1::date and r.state in ('open', 'tested', 'reviewed', 'queried')))::int as overdue
       from ${tables} where ${where} group by r.state`,
    values(filter, today),
  );

/** A report as stored, with everything its page shows. */
export interface ReportRecord extends Omit<
  ReportDetail,
  'next' | 'acts' | 'events' | 'finding' | 'scopeEntered' | 'mayEnter' | 'items'
> {
  readonly items: readonly Omit<ReportDetail['items'][number], 'inScope'>[];
  readonly testedBy: string | null;
  readonly enteredBy: readonly string[];
  readonly reviewedBy: string | null;
}

const signed = (who: string): string =>
  `json_build_object('by', (select a.display_name from identity.published_account a where a.id = r.${who}_by), 'at', r.${who}_at)`;

export const findReport = async (tx: Tx, id: number, today: LocalDate): Promise<ReportRecord | undefined> =>
  (
    await tx.query<ReportRecord>(
      `select ${line}, s.id as "sampleId", s.brand, s.production_batch as batch, s.standard, r.rules, r.verdict_rule as "verdictRule", r.serious,
              r.failing_items as "failingItems", r.remark, r.confirmation, r.void_reason as "voidReason", ${signed('tested')} as tested,
              ${signed('reviewed')} as reviewed, ${signed('approved')} as approved, r.effective_at as "effectiveAt", r.tested_by as "testedBy", ${enteredBy('r')} as "enteredBy",
              r.reviewed_by as "reviewedBy",
              (select json_build_object('id', f.id, 'number', f.number) from spot_checks.report f where f.id = r.corrects) as corrects,
              (select json_build_object('id', f.id, 'number', f.number) from spot_checks.report f where f.corrects = r.id) as "correctedBy",
              coalesce((select json_agg(json_build_object('ordinal', i.ordinal, 'item', i.item, 'method', i.method, 'limit', i.limit_text,
                  'limitStandard', i.limit_standard, 'unit', i.unit, 'class', i.class, 'comparison', i.comparison, 'measured', i.measured,
                  'verdict', i.verdict, 'reason', i.reason, 'stated', i.stated) order by i.ordinal)
                from spot_checks.report_item i where i.report_id = r.id), '[]') as items
         from ${tables} where r.id = $2`,
      [today, id],
    )
  )[0];

/** How many reports of the own laboratories wait in a state, and which is due first. */
export const countWaiting = async (
  tx: Tx,
  dataset: Dataset,
  states: readonly ReportState[],
  permission: string,
  notBy: string | null,
): Promise<{ readonly n: number; readonly due: LocalDate | null }> => {
  const [row] = await tx.query<{ n: number; due: LocalDate | null }>(
    `select count(*)::int as n, min(due_on) as due from spot_checks.report r
      where r.dataset = $1 and r.state = any ($2::text[])
        and r.laboratory_id = any ((select identity.parties($3, 'laboratory'))::bigint[])
        and r.tested_by is distinct from $4::uuid and r.reviewed_by is distinct from $4::uuid`,
    [dataset, states, permission, notBy],
  );
  return row ?? { n: 0, due: null };
};
