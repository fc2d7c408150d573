import { randomUUID } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { unwrap } from '#foundation/refusal.ts';
import { type Database, type Tx, withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { seedAuthorities } from '#registers/authorities/index.ts';
import { seedRegions } from '#registers/regions/index.ts';
import { actOnPlan, createPlan } from '../../plans/operations.ts';
import { actOnRule, createRule } from '../../plans/operations-rules.ts';
import type { InspectionItem } from '../../plans/inspection-rule.ts';
import type { PlanInput } from '../../plans/plan.ts';
import type { SpotCheckPorts } from '../../ports.ts';

/** Answers of a house in which no other room reacts. */
export const portsOfNobody: SpotCheckPorts = {
  countProposals: async () => ({ yellow: 0, transfer: 0, held: 0, exposure: 0 }),
  listStanding: async () => [],
};

const one = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(sql, values);
  if (!row) throw new Error('nothing was stored');
  return row.id;
};

/** Registers for tests of the loop: divisions, authorities, made-up categories, laboratories, enterprises. Nothing in them is real. */
export const loopRegisters = async (database: Database, dataset: Dataset = 'demo') => {
  const asOwner = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'migrator', work);
  await asOwner(async (tx) => {
    await seedRegions(tx);
    await seedAuthorities(tx, '440000');
  });
  const authorityOf = (region: string): Promise<number> =>
    asOwner((tx) =>
      one(
        tx,
        `select id from authorities.authority where region_code = $1 and kind = 'quality' and valid_to is null order by id limit 1`,
        [region],
      ),
    );
  return {
    asOwner,
    authorityOf,
    category: (name = `虚构种类${randomUUID().slice(0, 8)}`): Promise<number> =>
      asOwner((tx) =>
        one(tx, 'insert into products.category (dataset, name, name_key) values ($1, $2, $2) returning id', [
          dataset,
          name,
        ]),
      ),
    laboratory: (name = `虚构检验所${randomUUID().slice(0, 8)}`, region = '440100'): Promise<number> =>
      asOwner((tx) =>
        one(
          tx,
          `insert into laboratories.laboratory (dataset, name, name_key, region_code) values ($1, $2, $2, $3) returning id`,
          [dataset, name, region],
        ),
      ),
    enterprise: (
      name = `虚构企业${randomUUID().slice(0, 8)}`,
      place: { readonly city?: string | null; readonly county?: string | null; readonly retailer?: boolean } = {},
    ): Promise<number> =>
      asOwner((tx) =>
        one(
          tx,
          `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, city_code, county_code, retailer)
           values ($1, $2, $2, $2, '440000|' || $2, '440000', $3, $4, $5) returning id`,
          [
            dataset,
            name,
            place.city === undefined ? '440600' : place.city,
            place.county ?? null,
            place.retailer ?? false,
          ],
        ),
      ),
  };
};

export const madeUpItems: InspectionItem[] = [
  {
    item: '虚构强度',
    method: '虚构方法1',
    limit: '≥10.0',
    limitStandard: '虚构标准1',
    unit: 'MPa',
    class: 'A',
    comparison: 'rounded',
  },
  {
    item: '虚构含量',
    method: '虚构方法2',
    limit: '≤0.10',
    limitStandard: '虚构标准1',
    unit: '%',
    class: 'B',
    comparison: 'full',
  },
  { item: '标志', method: '', limit: '应清晰', limitStandard: '虚构标准1', unit: '', class: 'C', comparison: 'full' },
];

/** Inspection rules in force, made by two people. */
export const rulesInForce = async (
  officer: Call,
  approver: Call,
  categoryId: number,
  items = madeUpItems,
): Promise<number> => {
  const rule = {
    title: '虚构产品监督抽查检验细则',
    basis: '虚构标准1',
    verdictRule: 'any-item' as const,
    sampleQuantity: '3件',
    reserveQuantity: '3件',
    leastLot: 10,
    items,
  };
  const { id, version } = unwrap(await createRule(officer, { dataset: 'demo', categoryId, rule }));
  const submitted = unwrap(await actOnRule(officer, id, 'submit', { version }));
  unwrap(await actOnRule(approver, id, 'enforce', { version: submitted.version }));
  return id;
};

export interface PlanMakings {
  readonly authorityId: number;
  readonly lines: PlanInput['lines'];
  readonly kind?: PlanInput['kind'];
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly sites?: PlanInput['sites'];
}

export const planOf = ({
  authorityId,
  lines,
  kind = 'regular',
  startsOn = '2026-09-01',
  endsOn = '2026-10-31',
  sites = ['factory'],
}: PlanMakings): PlanInput => ({
  title: `${startsOn.slice(0, 4)}年虚构产品监督抽查`,
  authorityId,
  kind,
  sites,
  startsOn,
  endsOn,
  budgetFen: 1_000_000,
  basis: '年度计划',
  lines,
});

/** An approved plan, made by two people. */
export const approvedPlan = async (officer: Call, approver: Call, plan: PlanInput) => {
  const { id, version } = unwrap(await createPlan(officer, 'demo', plan));
  const submitted = unwrap(await actOnPlan(officer, id, 'submit', { version }));
  return unwrap(await actOnPlan(approver, id, 'approve', { version: submitted.version }));
};
