import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CustodyStep, ReserveState, SampleState, SealCondition } from './sample.ts';
import type { SheetInput } from './sheet-input.ts';
import type { LockedVisit } from './storage.ts';

/** A sample locked until the transaction ends. */
export interface LockedSample {
  readonly id: number;
  readonly dataset: Dataset;
  readonly state: SampleState;
  readonly version: number;
  readonly number: string;
  readonly visitId: number;
  readonly place: string | null;
  readonly laboratoryId: number | null;
  readonly laboratory: string | null;
  readonly retestLaboratoryId: number | null;
  readonly reserveState: ReserveState;
  readonly reserveKeptBy: string;
  readonly unit: string;
  readonly sheet: SheetInput;
  readonly sheetRevision: number;
  readonly accounts: readonly string[];
  readonly assignedOn: LocalDate;
  readonly leastLot: number | null;
}

export const sampleIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select 1 from spot_checks.sample where id = $1', [id])).length > 0;

export const lockSample = async (tx: Tx, id: number): Promise<LockedSample | undefined> =>
  (
    await tx.query<LockedSample>(
      `select s.id, s.dataset, s.state, s.version, s.number, s.visit_id as "visitId",
              coalesce(v.county_code, v.city_code, v.province_code) as place, s.laboratory_id as "laboratoryId", b.name as laboratory,
              s.retest_laboratory_id as "retestLaboratoryId", s.reserve_state as "reserveState", s.reserve_kept_by as "reserveKeptBy",
              e.name as unit, s.sheet, s.sheet_revision as "sheetRevision",
              (v.created_at at time zone 'Asia/Shanghai')::date as "assignedOn",
              (select r.least_lot from spot_checks.plan_line l join spot_checks.inspection_rule r on r.id = l.rule_id where l.id = s.line_id) as "leastLot",
              array(select i.account_id::text from spot_checks.visit_inspector i where i.visit_id = v.id and i.account_id is not null) as accounts
         from spot_checks.sample s join spot_checks.visit v on v.id = s.visit_id join enterprises.enterprise e on e.id = v.enterprise_id
         left join laboratories.laboratory b on b.id = s.laboratory_id
        where s.id = $1 for update of s`,
      [id],
    )
  )[0];

/** Seals of these numbers that are in use already, on another sample. */
export const sealsInUse = async (
  tx: Tx,
  dataset: Dataset,
  numbers: readonly string[],
  notOf: number | null,
): Promise<string[]> =>
  (
    await tx.query<{ number: string }>(
      `select number from spot_checks.seal where dataset = $1 and number = any ($2::text[]) and sample_id is distinct from $3 order by number`,
      [dataset, numbers, notOf],
    )
  ).map(({ number }) => number);

/** Puts the seals of a sheet in the place of those noted; gives those that another sample took in the same moment. */
export const storeSeals = async (tx: Tx, dataset: Dataset, sampleId: number, sheet: SheetInput): Promise<string[]> => {
  await tx.query('delete from spot_checks.seal where sample_id = $1', [sampleId]);
  const all = [
    ...sheet.seals.map((number) => ({ number, part: 'main' })),
    ...sheet.reserve.seals.map((number) => ({ number, part: 'reserve' })),
  ];
  const stored = await tx.query<{ number: string }>(
    `insert into spot_checks.seal (dataset, number, sample_id, part) select $1, n, $2, p from unnest($3::text[], $4::text[]) as x (n, p)
     on conflict do nothing returning number`,
    [dataset, sampleId, all.map(({ number }) => number), all.map(({ part }) => part)],
  );
  const done = new Set(stored.map(({ number }) => number));
  return all.map(({ number }) => number).filter((number) => !done.has(number));
};

const fromSheet = (sheet: SheetInput): unknown[] => [
  JSON.stringify(sheet),
  sheet.producer.name,
  sheet.product.name,
  sheet.product.brand || null,
  sheet.product.model || null,
  sheet.product.grade || null,
  sheet.product.batch || null,
  sheet.product.producedOn,
  sheet.product.standard || null,
  sheet.product.lotSize,
  sheet.product.quantity,
  sheet.reserve.quantity,
  sheet.reserve.keptBy,
  sheet.seals,
  sheet.reserve.seals,
  sheet.product.priceFen,
  sheet.sampledOn,
  sheet.reserve.keptBy === 'none' ? 'none' : 'kept',
];

/**
 * Stores a sample with its sheet. The producer is looked for in the register by the name on the product; at the factory of the visited
 * firm it is that firm.
 */
export const insertSample = async (tx: Tx, visit: LockedVisit, number: string, sheet: SheetInput): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    `with named as (
       select e.id, e.province_code, e.city_code, e.county_code from enterprises.enterprise e
        where e.dataset = $19 and e.merged_into is null and (e.name = $2 or e.name_key = $2)
        order by e.id = $21 desc, e.id limit 1)
     insert into spot_checks.sample (sheet, producer_name, product_name, brand, model, grade, production_batch, produced_on, standard, lot_size,
         quantity, reserve_quantity, reserve_kept_by, seal_numbers, reserve_seal_numbers, price_fen, sampled_on, reserve_state,
         dataset, visit_id, plan_id, line_id, category_id, laboratory_id, number, producer_id, seller_id, province_code, city_code, county_code)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $22, $23, $24, $25, $26,
            n.id, case when n.id is distinct from $21 then $21 end, n.province_code, n.city_code, n.county_code
       from (select 1) as one left join named n on true
     returning id`,
    [
      ...fromSheet(sheet),
      visit.dataset,
      visit.id,
      visit.enterpriseId,
      visit.planId,
      visit.lineId,
      visit.categoryId,
      visit.laboratoryId,
      number,
    ],
  );
  if (!row) throw new Error('the sample was not stored');
  return row.id;
};

/** Stores a corrected sheet as the next revision; whoever it now names as the producer is looked for anew, notices go to him. */
export const rewriteSheet = (tx: Tx, id: number, sheet: SheetInput): Promise<unknown> =>
  tx.query(
    `with taken as (
       select v.enterprise_id, s.dataset from spot_checks.sample s join spot_checks.visit v on v.id = s.visit_id where s.id = $19),
     named as (
       select e.id, e.province_code, e.city_code, e.county_code from taken t join enterprises.enterprise e on e.dataset = t.dataset
        where e.merged_into is null and (e.name = $2 or e.name_key = $2) order by e.id = t.enterprise_id desc, e.id limit 1)
     update spot_checks.sample s set sheet = $1, producer_name = $2, product_name = $3, brand = $4, model = $5, grade = $6, production_batch = $7,
            produced_on = $8, standard = $9, lot_size = $10, quantity = $11, reserve_quantity = $12, reserve_kept_by = $13, seal_numbers = $14,
            reserve_seal_numbers = $15, price_fen = $16, sampled_on = $17, reserve_state = $18, sheet_revision = sheet_revision + 1,
            version = version + 1, producer_id = n.id, seller_id = case when n.id is distinct from t.enterprise_id then t.enterprise_id end,
            province_code = n.province_code, city_code = n.city_code, county_code = n.county_code
       from taken t left join named n on true where s.id = $19`,
    [...fromSheet(sheet), id],
  );

export const insertCorrection = (
  tx: Tx,
  sampleId: number,
  correction: {
    readonly revision: number;
    readonly changes: readonly unknown[];
    readonly reason: string;
    readonly signedBy: string;
    readonly account: string | null;
    readonly at: Date;
  },
): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.sheet_correction (sample_id, revision, changes, reason, signed_by, account_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      sampleId,
      correction.revision,
      JSON.stringify(correction.changes),
      correction.reason,
      correction.signedBy,
      correction.account,
      correction.at,
    ],
  );

export interface NewCustody {
  readonly sampleId: number;
  readonly part: 'main' | 'reserve';
  readonly step: CustodyStep;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly courierNumber?: string | null;
  readonly seal: SealCondition;
  readonly note?: string | null;
  readonly account: string | null;
}

/** Notes hand-overs, in one statement. */
export const recordCustody = (tx: Tx, steps: readonly NewCustody[]): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.custody (sample_id, part, step, at, from_name, to_name, courier_number, seal, note, account_id)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[])`,
    [
      steps.map((one) => one.sampleId),
      steps.map((one) => one.part),
      steps.map((one) => one.step),
      steps.map((one) => one.at),
      steps.map((one) => one.from),
      steps.map((one) => one.to),
      steps.map((one) => one.courierNumber ?? null),
      steps.map((one) => one.seal),
      steps.map((one) => one.note ?? null),
      steps.map((one) => one.account),
    ],
  );

/** Moves samples to a state and raises their versions, in one statement; the reports and notices use it too. Call as engine. */
export const storeSampleStates = (tx: Tx, ids: readonly number[], state: SampleState): Promise<unknown> =>
  tx.query('update spot_checks.sample set state = $2, version = version + 1 where id = any ($1::bigint[])', [
    ids,
    state,
  ]);

export const storeReserveState = (tx: Tx, id: number, state: ReserveState): Promise<unknown> =>
  tx.query('update spot_checks.sample set reserve_state = $2, version = version + 1 where id = $1', [id, state]);

export const storeRetestLaboratory = (tx: Tx, id: number, laboratoryId: number): Promise<unknown> =>
  tx.query('update spot_checks.sample set retest_laboratory_id = $2 where id = $1', [id, laboratoryId]);

export const laboratoryName = async (tx: Tx, dataset: Dataset, id: number): Promise<string | undefined> =>
  (
    await tx.query<{ name: string }>('select name from laboratories.laboratory where id = $1 and dataset = $2', [
      id,
      dataset,
    ])
  )[0]?.name;
