import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { normaliseName } from '#foundation/search-text.ts';
import { copyRows, type CopyRow, type Tx } from '#platform/database/index.ts';
import type { Stage } from './business-licence.ts';
import type { BusinessLine } from './contracts/business.ts';
import type { GateAnswer } from './gate.ts';

const line = `b.id, b.version, b.dataset, json_build_object('id', e.id, 'name', e.name) as enterprise, e.credit_code as "creditCode",
  json_build_object('id', c.id, 'name', c.name) as category, b.stage, b.since_on as since, b.ended_on as "endedOn", b.authority,
  b.gate_answer as "gateAnswer"`;
const joined = `licences.business_licence b join enterprises.enterprise e on e.id = b.enterprise_id join products.category c on c.id = b.category_id`;

export interface BusinessFilter {
  readonly dataset: Dataset;
  readonly stage?: Stage | undefined;
  readonly q?: string | undefined;
}
const where = `b.dataset = $1 and ($2::text is null or b.stage = $2)
  and ($3 = '' or e.name_key like '%' || $3 || '%' or c.name_key like '%' || $3 || '%' or e.credit_code = upper($3))`;
const valuesOf = ({ dataset, stage, q }: BusinessFilter): unknown[] => [
  dataset,
  stage ?? null,
  normaliseName(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`),
];

export const pageOfBusiness = (
  tx: Tx,
  filter: BusinessFilter,
  after: number | undefined,
  limit: number,
): Promise<BusinessLine[]> =>
  tx.query<BusinessLine>(
    `select ${line} from ${joined} where ${where} and ($4::bigint is null or b.id < $4) order by b.id desc limit $5`,
    [...valuesOf(filter), after ?? null, limit],
  );

export const countBusiness = async (tx: Tx, filter: BusinessFilter): Promise<number> =>
  (await tx.query<{ n: number }>(`select count(*)::int as n from ${joined} where ${where}`, valuesOf(filter)))[0]?.n ??
  0;

export const findBusiness = async (tx: Tx, id: number): Promise<BusinessLine | undefined> =>
  (await tx.query<BusinessLine>(`select ${line} from ${joined} where b.id = $1`, [id]))[0];

/** Where an enterprise is; `known` is false where the register has it not. */
export const placeOfEnterprise = async (tx: Tx, id: number): Promise<{ readonly place: string | null } | undefined> =>
  (
    await tx.query<{ place: string | null }>(
      'select coalesce(county_code, city_code) as place from enterprises.enterprise where id = $1',
      [id],
    )
  )[0];

export interface LockedBusiness {
  readonly id: number;
  readonly dataset: Dataset;
  readonly version: number;
  readonly since: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly place: string | null;
}

export const lockBusiness = async (tx: Tx, id: number): Promise<LockedBusiness | undefined> =>
  (
    await tx.query<LockedBusiness>(
      `select b.id, b.dataset, b.version, b.since_on as since, b.ended_on as "endedOn", coalesce(e.county_code, e.city_code) as place
         from licences.business_licence b join enterprises.enterprise e on e.id = b.enterprise_id where b.id = $1 for update of b`,
      [id],
    )
  )[0];

export const businessIsVisible = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.query('select from licences.business_licence where id = $1', [id])).length > 0;

export const endBusiness = (tx: Tx, id: number, on: string): Promise<unknown> =>
  tx.query('update licences.business_licence set ended_on = $2, version = version + 1 where id = $1', [id, on]);

/** Enters what a business licence says of one product, in the place of what it said before; tells what that was. */
export const upsertBusiness = async (
  tx: Tx,
  record: {
    readonly dataset: Dataset;
    readonly enterpriseId: number;
    readonly categoryId: number;
    readonly stage: Stage;
    readonly since: string;
    readonly authority: string;
    readonly gateAnswer: GateAnswer | null;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<{ readonly id: number; readonly before: Stage | null }> => {
  const [row] = await tx.query<{ id: number; before: Stage | null }>(
    `with old as (select stage from licences.business_licence where enterprise_id = $2 and category_id = $3)
     insert into licences.business_licence as b (dataset, enterprise_id, category_id, stage, since_on, authority, gate_answer, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (enterprise_id, category_id) do update set stage = excluded.stage, since_on = excluded.since_on, ended_on = null,
       authority = excluded.authority, gate_answer = excluded.gate_answer, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at,
       version = b.version + 1
     returning id, (select stage from old) as before`,
    [
      record.dataset,
      record.enterpriseId,
      record.categoryId,
      record.stage,
      record.since,
      record.authority,
      record.gateAnswer,
      record.by,
      record.at,
    ],
  );
  if (!row) throw new Error('the record was not stored');
  return row;
};

/** Enterprises on record by credit code, with their place. */
export const enterprisesCoded = async (
  tx: Tx,
  dataset: Dataset,
  codes: Iterable<string>,
): Promise<ReadonlyMap<string, { readonly id: number; readonly place: string | null }>> => {
  const rows = await tx.query<{ code: string; id: number; place: string | null }>(
    `select k.credit_code as code, e.id, coalesce(e.county_code, e.city_code) as place
       from enterprises.enterprise k join enterprises.enterprise e on e.id = coalesce(k.merged_into, k.id)
      where k.dataset = $1 and k.credit_code = any ($2::text[])`,
    [dataset, [...new Set(codes)]],
  );
  return new Map(rows.map(({ code, id, place }) => [code, { id, place }]));
};

/** Stores the rows of a table in one statement; rows: enterprise, category, stage, since, ended, authority. Twice the same changes nothing. */
export const storeBusiness = async (
  tx: Tx,
  dataset: Dataset,
  rows: readonly CopyRow[],
  by: string | null,
  at: Date,
): Promise<{ readonly added: number; readonly changed: number; readonly unchanged: number }> => {
  await tx.query(
    `create temporary table licences_business (enterprise_id bigint, category_id bigint, stage text, since_on date, ended_on date, authority text)
       on commit drop`,
  );
  await copyRows(
    tx,
    'licences_business',
    ['enterprise_id', 'category_id', 'stage', 'since_on', 'ended_on', 'authority'],
    rows,
  );
  const [done] = await tx.query<{ added: number; changed: number; all: number }>(
    `with wanted as (
       select distinct on (enterprise_id, category_id) * from licences_business order by enterprise_id, category_id, since_on desc, stage desc),
     compared as (
       select w.*, b.id, b.stage as before,
              (w.stage, w.since_on, w.ended_on, w.authority) is distinct from (b.stage, b.since_on, b.ended_on, b.authority) as differs
         from wanted w left join licences.business_licence b using (enterprise_id, category_id)),
     stored as (
       insert into licences.business_licence as b (dataset, enterprise_id, category_id, stage, since_on, ended_on, authority, recorded_by, recorded_at)
       select $1, enterprise_id, category_id, stage, since_on, ended_on, authority, $2, $3 from compared where differs
       on conflict (enterprise_id, category_id) do update set stage = excluded.stage, since_on = excluded.since_on, ended_on = excluded.ended_on,
         authority = excluded.authority, gate_answer = null, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at, version = b.version + 1
       returning id, enterprise_id, category_id, stage),
     noted as (
       insert into licences.event (subject_kind, subject_id, verb, state, account_id, at, detail)
       select 'business-licence', s.id, 'record', s.stage, $2, $3, jsonb_build_object('before', c.before)
         from stored s join compared c using (enterprise_id, category_id))
     select count(*) filter (where id is null)::int as added, count(*) filter (where id is not null and differs)::int as changed,
            count(*)::int as all from compared`,
    [dataset, by, at],
  );
  const { added = 0, changed = 0, all = 0 } = done ?? {};
  return { added, changed, unchanged: all - added - changed };
};
