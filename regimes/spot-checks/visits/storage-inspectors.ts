import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { InspectorFilter, InspectorLine } from './contract-inspectors.ts';
import type { InspectorInput } from './inspector.ts';

/** Stores inspectors in sets: who is known by his certificate is brought up to date. Gives their numbers in the order given. Call as engine. */
export const recordInspectors = async (
  tx: Tx,
  dataset: Dataset,
  inspectors: readonly InspectorInput[],
): Promise<readonly number[]> => {
  const rows = await tx.query<{ id: number; certificate_no: string }>(
    `insert into spot_checks.inspector (dataset, account_id, name, certificate_no, authority_id, region_code, valid_to, state)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::date[], $8::text[])
     on conflict (dataset, certificate_no) do update
       set account_id = excluded.account_id, name = excluded.name, authority_id = excluded.authority_id, region_code = excluded.region_code,
           valid_to = excluded.valid_to, state = excluded.state
     returning id, certificate_no`,
    [
      dataset,
      inspectors.map(({ accountId }) => accountId),
      inspectors.map(({ name }) => name),
      inspectors.map(({ certificateNo }) => certificateNo),
      inspectors.map(({ authorityId }) => authorityId),
      inspectors.map(({ regionCode }) => regionCode),
      inspectors.map(({ validTo }) => validTo),
      inspectors.map(({ state }) => state),
    ],
  );
  const numbers = new Map(rows.map(({ id, certificate_no }) => [certificate_no, id]));
  const ids = inspectors.map(({ certificateNo }) => numbers.get(certificateNo) ?? 0);
  await tx.query('delete from spot_checks.inspector_category where inspector_id = any ($1::bigint[])', [ids]);
  const qualified = inspectors.flatMap(({ categories }, index) =>
    categories.map((category) => ({ inspector: ids[index] ?? 0, category })),
  );
  await tx.query(
    `insert into spot_checks.inspector_category (inspector_id, category_id) select distinct * from unnest($1::bigint[], $2::bigint[])`,
    [qualified.map(({ inspector }) => inspector), qualified.map(({ category }) => category)],
  );
  // Whoever got or lost an account keeps his open visits; those that are over keep the account that made them.
  await tx.query(
    `update spot_checks.visit_inspector v set account_id = i.account_id from spot_checks.inspector i, spot_checks.visit t
      where i.id = v.inspector_id and i.id = any ($1::bigint[]) and v.account_id is distinct from i.account_id
        and t.id = v.visit_id and t.state in ('assigned', 'started', 'ordered', 'refused-by-right')`,
    [ids],
  );
  return ids;
};

export const findInspector = async (
  tx: Tx,
  id: number,
): Promise<
  | {
      readonly id: number;
      readonly dataset: Dataset;
      readonly regionCode: string;
      readonly certificateNo: string;
      readonly account: string | null;
    }
  | undefined
> =>
  (
    await tx.query<never>(
      'select id, dataset, region_code as "regionCode", certificate_no as "certificateNo", account_id as account from spot_checks.inspector where id = $1',
      [id],
    )
  )[0];

export const certificateIsKnown = async (tx: Tx, dataset: Dataset, certificateNo: string): Promise<boolean> =>
  (
    await tx.query('select 1 from spot_checks.inspector where dataset = $1 and certificate_no = $2', [
      dataset,
      certificateNo,
    ])
  ).length > 0;

export const renumberInspector = (tx: Tx, id: number, certificateNo: string): Promise<unknown> =>
  tx.query('update spot_checks.inspector set certificate_no = $2 where id = $1', [id, certificateNo]);

/** Which of these categories the dataset does not have. */
export const strangeCategories = async (tx: Tx, dataset: Dataset, ids: readonly number[]): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      `select count(*)::int as n from unnest($2::bigint[]) as g (id)
        where not exists (select from products.category c where c.id = g.id and c.dataset = $1)`,
      [dataset, ids],
    )
  )[0]?.n ?? 0;

/** Whether the dataset has the enterprise. */
export const enterpriseIsOf = async (tx: Tx, dataset: Dataset, id: number): Promise<boolean> =>
  (await tx.query('select 1 from enterprises.enterprise where id = $1 and dataset = $2', [id, dataset])).length > 0;

/** The account of a login name; nothing where there is none. */
export const findAccountByLogin = async (tx: Tx, loginName: string): Promise<string | undefined> =>
  (await tx.query<{ id: string }>('select id from identity.published_account where login_name = $1', [loginName]))[0]
    ?.id;

/** Declares that an inspector may not visit an enterprise from a day on; one declared for the same day is brought up to date. */
export const declareConflict = (
  tx: Tx,
  inspectorId: number,
  conflict: {
    readonly enterpriseId: number;
    readonly reason: string;
    readonly from: string;
    readonly to: string | null;
    readonly account: string | null;
  },
): Promise<unknown> =>
  tx.query(
    `insert into spot_checks.inspector_conflict (inspector_id, enterprise_id, reason, declared_by, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (inspector_id, enterprise_id, valid_from) do update
       set reason = excluded.reason, declared_by = excluded.declared_by, valid_to = excluded.valid_to`,
    [inspectorId, conflict.enterpriseId, conflict.reason, conflict.account, conflict.from, conflict.to],
  );

const line = `i.id, i.dataset, i.name, i.certificate_no as "certificateNo", i.state, i.valid_to as "validTo", a.login_name as "loginName",
  json_build_object('id', w.id, 'name', w.name) as authority,
  json_build_object('code', i.region_code, 'name', coalesce(g.name, i.region_code)) as region,
  (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name collate "C"), '[]')
     from spot_checks.inspector_category q join products.category c on c.id = q.category_id where q.inspector_id = i.id) as categories,
  (select coalesce(json_agg(json_build_object('enterprise', json_build_object('id', e.id, 'name', e.name), 'reason', k.reason,
            'from', k.valid_from, 'to', k.valid_to) order by k.valid_from desc), '[]')
     from spot_checks.inspector_conflict k join enterprises.enterprise e on e.id = k.enterprise_id where k.inspector_id = i.id) as conflicts,
  (select count(*)::int from spot_checks.visit_inspector v join spot_checks.visit t on t.id = v.visit_id
    where v.inspector_id = i.id and t.state in ('assigned', 'started', 'ordered')) as "openVisits"`;

export const pageOfInspectors = (
  tx: Tx,
  filter: InspectorFilter,
  after: number | null,
  limit: number,
): Promise<InspectorLine[]> =>
  tx.query<InspectorLine>(
    `select ${line} from spot_checks.inspector i join authorities.authority w on w.id = i.authority_id
       left join regions.region g on g.code = i.region_code left join identity.published_account a on a.id = i.account_id
      where i.dataset = $1 and ($2::text is null or i.state = $2) and ($3::text is null or identity.covers($3, i.region_code))
        and ($4::text is null or i.name like '%' || $4 || '%' or i.certificate_no like '%' || $4 || '%') and ($5::bigint is null or i.id > $5)
      order by i.id limit $6`,
    [
      filter.dataset,
      filter.state ?? null,
      filter.region ?? null,
      filter.q === undefined || filter.q === '' ? null : filter.q.replaceAll(/[\\%_]/g, String.raw`\$&`),
      after,
      limit,
    ],
  );

export const oneInspector = async (tx: Tx, id: number): Promise<InspectorLine | undefined> =>
  (
    await tx.query<InspectorLine>(
      `select ${line} from spot_checks.inspector i join authorities.authority w on w.id = i.authority_id
         left join regions.region g on g.code = i.region_code left join identity.published_account a on a.id = i.account_id where i.id = $1`,
      [id],
    )
  )[0];
