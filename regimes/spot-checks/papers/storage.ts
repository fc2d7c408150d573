import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Site } from '../plans/plan.ts';
import type { Stated } from '../reports/report.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import type { CustodyStep, SealCondition } from '../visits/sample.ts';
import type { SheetInput } from '../visits/sheet-input.ts';

/** What every paper of a visit says of its plan, its authority and its people. */
export interface VisitFacts {
  readonly visitId: number;
  readonly dataset: Dataset;
  readonly authority: string;
  readonly level: Level;
  /** Short name of the division that the authority serves. */
  readonly regionName: string;
  /** The narrowest known division of the firm. */
  readonly place: string | null;
  readonly enterpriseId: number;
  readonly unit: string;
  readonly plan: string;
  readonly planNumber: string | null;
  readonly task: string;
  readonly kind: CheckKind;
  readonly site: Site;
  readonly category: string;
  readonly noticeNumber: string | null;
  /** Accounts of its inspectors, who show its papers to the firm. */
  readonly accounts: readonly string[];
  readonly inspectors: readonly { readonly name: string; readonly certificateNo: string; readonly leads: boolean }[];
}

const visitColumns = `v.id as "visitId", v.dataset, a.name as authority, a.level, coalesce(d.short_name, '') as "regionName",
  coalesce(v.county_code, v.city_code, v.province_code) as place, e.id as "enterpriseId", e.name as unit, p.title as plan,
  p.number as "planNumber", p.basis as task, p.kind, v.site, c.name as category, v.notice_number as "noticeNumber",
  array(select m.account_id::text from spot_checks.visit_inspector m where m.visit_id = v.id and m.account_id is not null) as accounts,
  (select coalesce(json_agg(json_build_object('name', i.name, 'certificateNo', i.certificate_no, 'leads', m.leads) order by m.leads desc, i.id), '[]')
     from spot_checks.visit_inspector m join spot_checks.inspector i on i.id = m.inspector_id where m.visit_id = v.id) as inspectors`;
const visitTables = `spot_checks.visit v join spot_checks.plan p on p.id = v.plan_id join authorities.authority a on a.id = p.authority_id
  left join regions.region d on d.code = a.region_code join enterprises.enterprise e on e.id = v.enterprise_id
  join products.category c on c.id = v.category_id`;

const only = <Row>([found]: readonly Row[], what: string): Row => {
  if (!found) throw new Error(`${what} is gone`);
  return found;
};

export const visitFacts = async (tx: Tx, id: number): Promise<VisitFacts> =>
  only(await tx.query<VisitFacts>(`select ${visitColumns} from ${visitTables} where v.id = $1`, [id]), `visit ${id}`);

export interface SampleFacts extends VisitFacts {
  readonly sampleId: number;
  readonly sampleNumber: string;
  readonly sheet: SheetInput;
  readonly product: string;
  readonly brand: string | null;
  readonly model: string | null;
  readonly grade: string | null;
  readonly batch: string | null;
  readonly standard: string | null;
  readonly producer: string;
  readonly lotSize: number | null;
  readonly quantity: string;
  readonly reserveQuantity: string;
  readonly seals: readonly string[];
  readonly reserveSeals: readonly string[];
  readonly sampledOn: LocalDate;
  readonly laboratoryId: number | null;
  readonly laboratory: string | null;
  readonly retestLaboratoryId: number | null;
  readonly retestLaboratory: string | null;
  readonly corrections: readonly {
    readonly revision: number;
    readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
    readonly reason: string;
    readonly signedBy: string;
    readonly by: string | null;
    readonly on: LocalDate;
  }[];
  readonly steps: readonly {
    readonly at: string;
    readonly part: 'main' | 'reserve';
    readonly step: CustodyStep;
    readonly from: string;
    readonly to: string;
    readonly courierNumber: string | null;
    readonly seal: SealCondition;
    readonly note: string | null;
    readonly by: string | null;
  }[];
}

const sampleColumns = `${visitColumns}, s.id as "sampleId", s.number as "sampleNumber", s.sheet, s.product_name as product, s.brand,
  s.model, s.grade, s.production_batch as batch, s.standard, s.producer_name as producer, s.lot_size as "lotSize", s.quantity,
  s.reserve_quantity as "reserveQuantity", s.seal_numbers as seals, s.reserve_seal_numbers as "reserveSeals", s.sampled_on as "sampledOn", s.laboratory_id as "laboratoryId", b.name as laboratory,
  s.retest_laboratory_id as "retestLaboratoryId", w.name as "retestLaboratory",
  coalesce((select json_agg(json_build_object('revision', r.revision, 'changes', r.changes, 'reason', r.reason, 'signedBy', r.signed_by,
      'by', k.display_name, 'on', (r.at at time zone 'Asia/Shanghai')::date) order by r.revision)
    from spot_checks.sheet_correction r left join identity.published_account k on k.id = r.account_id where r.sample_id = s.id), '[]') as corrections,
  coalesce((select json_agg(json_build_object('at', to_char(u.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), 'part', u.part, 'step', u.step,
      'from', u.from_name, 'to', u.to_name, 'courierNumber', u.courier_number, 'seal', u.seal, 'note', u.note, 'by', k.display_name) order by u.id)
    from spot_checks.custody u left join identity.published_account k on k.id = u.account_id where u.sample_id = s.id), '[]') as steps`;
const sampleTables = `spot_checks.sample s join ${visitTables.replace('spot_checks.visit v', 'spot_checks.visit v on v.id = s.visit_id')}
  left join laboratories.laboratory b on b.id = s.laboratory_id left join laboratories.laboratory w on w.id = s.retest_laboratory_id`;

export const sampleFacts = async (tx: Tx, id: number): Promise<SampleFacts> =>
  only(
    await tx.query<SampleFacts>(`select ${sampleColumns} from ${sampleTables} where s.id = $1`, [id]),
    `sample ${id}`,
  );

export interface ReportFacts {
  readonly sampleId: number;
  readonly purpose: 'first' | 'retest';
  readonly laboratoryId: number;
  readonly laboratory: string;
  readonly accreditation: string | null;
  readonly rules: string;
  readonly conclusion: Stated | null;
  readonly failingItems: readonly string[];
  readonly remark: string;
  readonly corrects: string | null;
  readonly testedBy: string | null;
  readonly reviewedBy: string | null;
  readonly items: readonly {
    readonly item: string;
    readonly method: string;
    readonly limit: string;
    readonly limitStandard: string;
    readonly unit: string;
    readonly class: 'A' | 'B' | 'C';
    readonly measured: string | null;
    readonly verdict: Stated | null;
  }[];
}

/** A report; of an item counts what the engine finds, and what the laboratory states where the engine can't read the value. */
export const reportFacts = async (tx: Tx, id: number): Promise<ReportFacts> =>
  only(
    await tx.query<ReportFacts>(
      `select r.sample_id as "sampleId", r.purpose, b.id as "laboratoryId", b.name as laboratory, b.accreditation, r.rules, r.conclusion,
              r.failing_items as "failingItems", r.remark, (select f.number from spot_checks.report f where f.id = r.corrects) as corrects,
              t.display_name as "testedBy", w.display_name as "reviewedBy",
              coalesce((select json_agg(json_build_object('item', i.item, 'method', i.method, 'limit', i.limit_text, 'limitStandard', i.limit_standard,
                  'unit', i.unit, 'class', i.class, 'measured', i.measured, 'verdict', coalesce(i.stated, case when i.verdict in ('pass', 'fail') then i.verdict end))
                  order by i.ordinal) from spot_checks.report_item i where i.report_id = r.id), '[]') as items
         from spot_checks.report r join laboratories.laboratory b on b.id = r.laboratory_id
         left join identity.published_account t on t.id = r.tested_by left join identity.published_account w on w.id = r.reviewed_by
        where r.id = $1`,
      [id],
    ),
    `report ${id}`,
  );
