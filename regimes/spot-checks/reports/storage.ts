import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { VerdictRule } from '../plans/inspection-rule.ts';
import type { SampleState } from '../visits/sample.ts';
import type { ReportState, Stated, TestedItem } from './report.ts';
import type { Findings } from './rules.ts';

/** A report locked until the transaction ends. */
export interface LockedReport {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: ReportState;
  readonly version: number;
  readonly sampleId: number;
  readonly sampleState: SampleState;
  readonly sampledOn: LocalDate;
  readonly laboratoryId: number;
  readonly category: string;
  readonly purpose: 'first' | 'retest';
  readonly number: string | null;
  readonly conclusion: Stated | null;
  readonly verdictRule: VerdictRule;
  readonly testedBy: string | null;
  readonly reviewedBy: string | null;
  readonly approvedBy: string | null;
  /** Who entered its values; on a report that corrects another also those of the former. */
  readonly enteredBy: readonly string[];
}

export const reportIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.report where id = $1', [id])).length > 0;

/** Accounts that entered values of a report or of the one that it corrects, whose values it took over. */
export const enteredBy = (report: string): string =>
  `array(select distinct e.account_id::text from spot_checks.event e
     where e.subject_kind = 'report' and e.subject_id in (${report}.id, ${report}.corrects) and e.verb in ('enter', 'upload')
       and e.account_id is not null)`;

export const lockReport = async (tx: Tx, id: number): Promise<LockedReport | undefined> =>
  (
    await tx.query<LockedReport>(
      `select r.id, r.dataset, r.state, r.version, r.sample_id as "sampleId", s.state as "sampleState", s.sampled_on as "sampledOn", r.laboratory_id as "laboratoryId",
              c.name as category, r.purpose, r.number, r.conclusion, r.verdict_rule as "verdictRule", r.tested_by as "testedBy",
              r.reviewed_by as "reviewedBy", r.approved_by as "approvedBy", ${enteredBy('r')} as "enteredBy"
         from spot_checks.report r join spot_checks.sample s on s.id = r.sample_id join products.category c on c.id = s.category_id
        where r.id = $1 for update of r`,
      [id],
    )
  )[0];

export interface ReportItem extends TestedItem {
  readonly ordinal: number;
  readonly method: string;
}

export const itemsOf = (tx: Tx, reportId: number): Promise<ReportItem[]> =>
  tx.query<ReportItem>(
    `select ordinal, item, method, limit_text as "limit", class, comparison, measured, verdict, stated
       from spot_checks.report_item where report_id = $1 order by ordinal`,
    [reportId],
  );

/** Samples that have no report of this purpose that stands, with the day that decides their term. */
export const samplesToOpen = (
  tx: Tx,
  sampleIds: readonly number[],
  purpose: 'first' | 'retest',
): Promise<{ readonly id: number; readonly sampledOn: LocalDate }[]> =>
  tx.query(
    `select s.id, s.sampled_on as "sampledOn" from spot_checks.sample s
      where s.id = any ($1::bigint[]) and case $2 when 'first' then s.laboratory_id else s.retest_laboratory_id end is not null
        and not exists (select from spot_checks.report r where r.sample_id = s.id and r.purpose = $2 and r.state <> 'void') order by s.id`,
    [sampleIds, purpose],
  );

/**
 * Opens reports in sets. Their items are copied: from the rules of the plan's line, for a retest from the first report that stands, so
 * that the same is tested by the same limits.
 */
export const openReports = async (
  tx: Tx,
  samples: readonly { readonly id: number; readonly dueOn: LocalDate }[],
  purpose: 'first' | 'retest',
  at: Date,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on, opened_at, rules, verdict_rule)
     select s.dataset, s.id, case $3 when 'first' then s.laboratory_id else s.retest_laboratory_id end, $3, x.due, $4,
            coalesce(f.rules, u.title || '（第' || u.revision || '版）', ''), coalesce(f.verdict_rule, u.verdict_rule, 'any-item')
       from unnest($1::bigint[], $2::date[]) as x (id, due) join spot_checks.sample s on s.id = x.id
       join spot_checks.plan_line l on l.id = s.line_id left join spot_checks.inspection_rule u on u.id = l.rule_id
       left join spot_checks.report f on $3 = 'retest' and f.sample_id = s.id and f.purpose = 'first' and f.state <> 'void'
      order by s.id on conflict do nothing returning id`,
    [samples.map(({ id }) => id), samples.map(({ dueOn }) => dueOn), purpose, at],
  );
  const ids = rows.map(({ id }) => id);
  await tx.query(
    `insert into spot_checks.report_item (report_id, ordinal, item, method, limit_text, limit_standard, unit, class, comparison)
     select r.id, i.ordinal, i.item, i.method, i.limit_text, i.limit_standard, i.unit, i.class, i.comparison
       from spot_checks.report r join spot_checks.sample s on s.id = r.sample_id join spot_checks.plan_line l on l.id = s.line_id
       join spot_checks.inspection_item i on i.rule_id = l.rule_id
      where r.id = any ($1::bigint[])
        and not exists (select from spot_checks.report f where r.purpose = 'retest' and f.sample_id = r.sample_id and f.purpose = 'first' and f.state <> 'void')
     union all
     select r.id, i.ordinal, i.item, i.method, i.limit_text, i.limit_standard, i.unit, i.class, i.comparison
       from spot_checks.report r
       join spot_checks.report f on r.purpose = 'retest' and f.sample_id = r.sample_id and f.purpose = 'first' and f.state <> 'void'
       join spot_checks.report_item i on i.report_id = f.id where r.id = any ($1::bigint[])`,
    [ids],
  );
  return ids;
};

/** Opens the report that takes the place of a voided one, with its items and values as they were; its day to be ready is today's. */
export const openCorrection = async (tx: Tx, formerId: number, dueOn: LocalDate, at: Date): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on, opened_at, rules, verdict_rule, corrects)
     select dataset, sample_id, laboratory_id, purpose, $2, $3, rules, verdict_rule, id from spot_checks.report where id = $1 returning id`,
    [formerId, dueOn, at],
  );
  if (!row) throw new Error(`report ${formerId} is gone`);
  await tx.query(
    `insert into spot_checks.report_item
     select $2, ordinal, item, method, limit_text, limit_standard, unit, class, comparison, measured, verdict, reason, stated
       from spot_checks.report_item where report_id = $1`,
    [formerId, row.id],
  );
  return row.id;
};

export const storeReportState = (tx: Tx, id: number, state: ReportState, at: Date): Promise<unknown> =>
  tx.query(
    `update spot_checks.report set state = $2, version = version + 1,
            effective_at = case when $2 = 'effective' then $3 else effective_at end where id = $1`,
    [id, state, at],
  );

export const storeTested = (
  tx: Tx,
  id: number,
  tested: Findings & { readonly conclusion: Stated; readonly remark: string },
  account: string | null,
  at: Date,
): Promise<unknown> =>
  tx.query(
    `update spot_checks.report set conclusion = $2, remark = $3, engine_verdict = $4, serious = $5, failing_items = $6, tested_by = $7, tested_at = $8
      where id = $1`,
    [id, tested.conclusion, tested.remark, tested.engineVerdict, tested.serious, tested.failingItems, account, at],
  );

export const storeReviewed = (tx: Tx, id: number, account: string | null, at: Date): Promise<unknown> =>
  tx.query('update spot_checks.report set reviewed_by = $2, reviewed_at = $3 where id = $1', [id, account, at]);

export const storeApproved = (tx: Tx, id: number, number: string, account: string | null, at: Date): Promise<unknown> =>
  tx.query('update spot_checks.report set number = $2, approved_by = $3, approved_at = $4 where id = $1', [
    id,
    number,
    account,
    at,
  ]);

/** A returned report is signed anew. The state comes first: a signature may not go while a step stands that needs it. */
export const clearSignatures = (tx: Tx, id: number): Promise<unknown> =>
  tx.query(
    `update spot_checks.report set state = 'open', tested_by = null, tested_at = null, reviewed_by = null, reviewed_at = null where id = $1`,
    [id],
  );

export const storeConfirmation = (
  tx: Tx,
  id: number,
  words: string,
  account: string | null,
  at: Date,
): Promise<unknown> =>
  tx.query('update spot_checks.report set confirmation = $2, confirmed_by = $3, confirmed_at = $4 where id = $1', [
    id,
    words,
    account,
    at,
  ]);

/** Takes a report out of force, so that the one that corrects it can be opened. */
export const storeVoid = (tx: Tx, id: number, reason: string): Promise<unknown> =>
  tx.query(`update spot_checks.report set state = 'void', void_reason = $2 where id = $1`, [id, reason]);

/** Whether a party has been told of the report: from then on only objection and retest change it. */
export const noticeWasServed = async (tx: Tx, reportId: number): Promise<boolean> =>
  (
    await tx.query(
      `select 1 from spot_checks.notice where report_id = $1 and state not in ('to-serve', 'void') limit 1`,
      [reportId],
    )
  ).length > 0;
