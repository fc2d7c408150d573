import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { systemCall, type Call, type Services } from '#platform/operation/index.ts';
import { recordInspectors } from '#regimes/spot-checks/index.ts';
import * as draws from '#regimes/spot-checks/draws/contract.ts';
import * as plans from '#regimes/spot-checks/plans/contract.ts';
import * as rules from '#regimes/spot-checks/plans/contract-rules.ts';
import type { InspectionItem } from '#regimes/spot-checks/plans/inspection-rule.ts';
import type { PlanInput } from '#regimes/spot-checks/plans/plan.ts';
import { listAuthorities } from '#registers/authorities/contract.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listCategories } from '#registers/products/contract.ts';
import { catalogue, type CatalogueEntry } from './catalogue.ts';
import { type Staff, staffOf } from './days.ts';
import { testInTheLaboratory } from './loop-laboratory.ts';
import { answerResults } from './loop-notices.ts';
import { makeVisits, visitNamed } from './loop-visits.ts';
import { use } from './people.ts';

/** Where the makers of what is checked cluster besides the seat: gas appliances and lamps, electronics. */
const [zhongshan, shenzhen] = ['442000', '440300'] as const;

/** Categories that the evaluation plans check: with measured items where the catalogue has them. */
const checked = ['家用燃气灶', '电热水壶', '自镇流LED灯', '移动电源', '电源适配器'] as const;

const itemsOf = (entry: CatalogueEntry): InspectionItem[] => {
  const measured = (entry.measured ?? []).map(({ item, unit, limit }): InspectionItem => ({
    item,
    unit,
    limit,
    method: '演示方法',
    limitStandard: '演示标准',
    class: 'A',
    comparison: 'rounded',
  }));
  const named = new Set(measured.map(({ item }) => item));
  const others = entry.items
    .filter((item) => !named.has(item))
    .slice(0, 5)
    .map((item): InspectionItem => ({
      item,
      unit: '',
      limit: '应符合标准要求',
      method: '演示方法',
      limitStandard: '演示标准',
      class: /标志|标识|标记/.test(item) ? 'C' : 'B',
      comparison: 'full',
    }));
  return [...measured, ...others];
};

interface Ground {
  readonly authorityOf: (region: string) => number;
  readonly categoryOf: (name: string) => number;
  /** The laboratory of the evaluation accounts first. */
  readonly laboratories: readonly number[];
  /** The enterprise of the evaluation account. */
  readonly enterprise: number;
}

/** The party for which somebody holds a permission: `laboratory/17` gives 17. */
const partyOf = ({ actor }: Call, permission: string): number =>
  Number(actor.permissions.get(permission)?.[0]?.split('/')[1]);

const lookAround = async (call: Call, clerk: Call, member: Call): Promise<Ground> => {
  const authorities = (await use(call, listAuthorities, { query: { kind: 'quality' } })).items.filter(
    ({ validTo }) => validTo === null,
  );
  const categories = (await use(call, listCategories, { query: { dataset: 'demo', limit: 2000 } })).items;
  const laboratories = (await use(call, listLaboratories, { query: { dataset: 'demo' } })).items;
  const own = partyOf(clerk, 'spot-checks.laboratory');
  const found = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('the evaluation province lacks what its plans need');
    return what;
  };
  return {
    authorityOf: (region) => found(authorities.find(({ regionCode }) => regionCode === region)).id,
    categoryOf: (name) => found(categories.find((category) => category.name === name)).id,
    laboratories: [
      own,
      ...laboratories
        .map(({ id }) => id)
        .filter((id) => id !== own)
        .sort((a, b) => a - b),
    ],
    enterprise: partyOf(member, 'spot-checks.answer'),
  };
};

/** Three inspectors in every city; the first of the seat's city works with the evaluation account. */
const enterInspectors = async (
  services: Services,
  staff: Staff,
  today: LocalDate,
  ground: Ground,
  cities: readonly string[],
  seat: string,
) => {
  const inspector = await staff('inspector', today);
  const surnames = '陈林黄李何郑梁吴罗谢赵朱秦尤许张冯邓曾彭苏';
  await withTransaction(services.database, 'system', (tx) =>
    recordInspectors(
      tx,
      'demo',
      cities.flatMap((city, at) =>
        [0, 1, 2].map((place) => ({
          accountId: city === seat && place === 0 ? inspector.actor.accountId : null,
          name:
            city === seat && place === 0 ? '罗抽样' : `${surnames[(at + place * 7) % surnames.length]}演示${place + 1}`,
          certificateNo: `演示证-${city}-${place + 1}`,
          authorityId: ground.authorityOf(city),
          regionCode: city,
          validTo: null,
          state: 'active' as const,
          categories: [],
        })),
      ),
    ),
  );
};

const enforceRules = async (officer: Call, approver: Call, ground: Ground): Promise<ReadonlyMap<string, number>> => {
  const made = new Map<string, number>();
  for (const name of checked) {
    const entry = catalogue.find((each) => each.name === name);
    if (!entry) continue;
    const rule = {
      title: `${name}产品质量监督抽查检验细则`,
      basis: '演示标准',
      verdictRule: 'any-item',
      sampleQuantity: '3 件',
      reserveQuantity: '3 件',
      leastLot: 20,
      items: itemsOf(entry),
    };
    const draft = await use(officer, rules.createRule, {
      body: { dataset: 'demo', categoryId: ground.categoryOf(name), rule },
    });
    const params = { ruleId: draft.id };
    const submitted = await use(officer, rules.ruleActs.submit, { params, body: { version: draft.version } });
    await use(approver, rules.ruleActs.enforce, { params, body: { version: submitted.version } });
    made.set(name, draft.id);
  }
  return made;
};

const planInput = (
  ground: Ground,
  inForce: ReadonlyMap<string, number>,
  title: string,
  region: string,
  names: readonly string[],
  quotas: readonly { readonly regionCode: string; readonly targets: number }[],
  days: readonly [from: LocalDate, to: LocalDate],
  { kind = 'regular', laboratories = 2 }: { readonly kind?: PlanInput['kind']; readonly laboratories?: number } = {},
): PlanInput => ({
  title,
  authorityId: ground.authorityOf(region),
  kind,
  sites: ['factory'],
  startsOn: days[0],
  endsOn: days[1],
  budgetFen: 48_000_000,
  basis: '年度监督抽查计划（演示）',
  lines: names.map((name) => ({
    categoryId: ground.categoryOf(name),
    ruleId: inForce.get(name) ?? null,
    quotas: [...quotas],
    laboratories: ground.laboratories.slice(0, laboratories),
    retestLaboratories: ground.laboratories.slice(2, 4),
  })),
});

const submitted = async (call: Call, plan: PlanInput) => {
  const draft = await use(call, plans.createPlan, { body: { dataset: 'demo', plan } });
  return use(call, plans.planActs.submit, { params: { planId: draft.id }, body: { version: draft.version } });
};

const approved = async (officer: Call, approver: Call, plan: PlanInput) => {
  const waiting = await submitted(officer, plan);
  return use(approver, plans.planActs.approve, { params: { planId: waiting.id }, body: { version: waiting.version } });
};

const entropyOn = (day: LocalDate) => ({
  entropySource: '演示公开随机数（某彩票开奖号码）',
  entropyIssue: `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日期`,
  entropyDueAt: `${day}T21:30:00+08:00`,
});

/** Draws for an approved plan: committed and frozen on one day, drawn on the day after the public number. */
const drawn = async (staff: Staff, planId: number, day: LocalDate) => {
  const first = await staff('provincial-officer', day);
  const committed = await use(first, draws.commitDraw, { params: { planId }, body: entropyOn(addDays(day, 1)) });
  const params = (verb: string) => ({ drawId: committed.id, verb });
  const frozen = await use(first, draws.actOnDraw, { params: params('freeze'), body: { version: committed.version } });
  const later = await staff('provincial-officer', addDays(day, 2));
  await use(later, draws.actOnDraw, {
    params: params('draw'),
    body: { version: frozen.version, entropyValue: '05 11 19 24 30 33 + 08' },
  });
};

/** Everything that an official needs to see the loop at work: inspectors, rules, plans in every state, draws, visits under way. */
export const letTheLoopRun = async (
  services: Services,
  today: LocalDate,
  cities: readonly string[],
  seat: string,
): Promise<void> => {
  const begun = addDays(today, -45);
  const staff = staffOf(services);
  const officer = await staff('provincial-officer', begun);
  const approver = await staff('provincial-approver', begun);
  const existing = await use(officer, plans.listPlans, { query: { dataset: 'demo' } });
  if (existing.total > 0) return;
  const ground = await lookAround(
    systemCall(services),
    await staff('laboratory-clerk', begun),
    await staff('enterprise-member', begun),
  );
  await enterInspectors(services, staff, today, ground, cities, seat);
  const inForce = await enforceRules(officer, approver, ground);
  const year = begun.slice(0, 4);
  const quotasOf = (firms: number, preferred: string) => {
    const other = cities.find((city) => city === preferred) ?? cities.find((city) => city !== seat);
    return [{ regionCode: seat, targets: firms }, ...(other === undefined ? [] : [{ regionCode: other, targets: 4 }])];
  };
  const first = await approved(
    officer,
    approver,
    planInput(
      ground,
      inForce,
      `${year}年家用电器产品质量省级监督抽查`,
      services.province,
      checked.slice(0, 3),
      quotasOf(8, zhongshan),
      [addDays(begun, 5), addDays(today, 30)],
      // Everything to the laboratory whose people have accounts.
      { laboratories: 1 },
    ),
  );
  await drawn(staff, first.id, addDays(begun, 1));
  await makeVisits(staff, addDays(begun, 6));
  const followUp = await approved(
    officer,
    approver,
    planInput(
      ground,
      inForce,
      `${year}年家用燃气灶产品质量省级跟踪抽查`,
      services.province,
      checked.slice(0, 1),
      [{ regionCode: seat, targets: 1 }],
      [addDays(begun, 5), addDays(today, 30)],
      { kind: 'follow-up', laboratories: 1 },
    ),
  );
  const lineId = followUp.lines[0]?.id ?? 0;
  const named = { planId: followUp.id, lineId, enterpriseId: ground.enterprise, region: seat };
  await visitNamed(staff, named, addDays(begun, 12));
  await answerResults(services, staff, today, await testInTheLaboratory(staff, today));

  const lately = addDays(today, -3);
  const second = await approved(
    await staff('provincial-officer', lately),
    await staff('provincial-approver', lately),
    planInput(
      ground,
      inForce,
      `${year}年移动电源和电源适配器产品质量省级监督抽查`,
      services.province,
      checked.slice(3),
      quotasOf(4, shenzhen),
      [addDays(today, 5), addDays(today, 60)],
    ),
  );
  const planner = await staff('provincial-officer', lately);
  const committed = await use(planner, draws.commitDraw, {
    params: { planId: second.id },
    body: entropyOn(addDays(today, 4)),
  });
  await use(planner, draws.actOnDraw, {
    params: { drawId: committed.id, verb: 'freeze' },
    body: { version: committed.version },
  });

  const cityOfficer = await staff('city-officer', today);
  await submitted(
    cityOfficer,
    planInput(
      ground,
      inForce,
      `${year}年自镇流LED灯产品质量市级监督抽查`,
      seat,
      [checked[2]],
      [{ regionCode: seat, targets: 5 }],
      [addDays(today, 240), addDays(today, 300)],
    ),
  );
  await use(await staff('provincial-officer', today), plans.copyPlan, { params: { planId: first.id } });
};
