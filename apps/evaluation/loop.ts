import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { systemCall, type Call, type Services } from '#platform/operation/index.ts';
import { recordInspectors } from '#regimes/spot-checks/index.ts';
import * as draws from '#regimes/spot-checks/draws/contract.ts';
import * as plans from '#regimes/spot-checks/plans/contract.ts';
import * as rules from '#regimes/spot-checks/plans/contract-rules.ts';
import type { InspectionItem } from '#regimes/spot-checks/plans/inspection-rule.ts';
import type { PlanInput } from '#regimes/spot-checks/plans/plan.ts';
import * as samples from '#regimes/spot-checks/visits/contract-samples.ts';
import * as visits from '#regimes/spot-checks/visits/contract.ts';
import { listAuthorities } from '#registers/authorities/contract.ts';
import { listLaboratories } from '#registers/laboratories/contract.ts';
import { listCategories } from '#registers/products/contract.ts';
import { catalogue, type CatalogueEntry } from './catalogue.ts';
import { letResultsBeTold } from './loop-results.ts';
import { callOf, use } from './people.ts';

/** The same services at ten in the morning of another day. */
const on = (services: Services, day: LocalDate, hour = 10): Services => ({
  ...services,
  now: () => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`),
});

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
  readonly laboratories: readonly number[];
}

const lookAround = async (call: Call): Promise<Ground> => {
  const authorities = (await use(call, listAuthorities, { query: { kind: 'quality' } })).items.filter(
    ({ validTo }) => validTo === null,
  );
  const categories = (await use(call, listCategories, { query: { dataset: 'demo', limit: 2000 } })).items;
  const laboratories = (await use(call, listLaboratories, { query: { dataset: 'demo' } })).items;
  const found = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('the evaluation province lacks what its plans need');
    return what;
  };
  const clerk = await callOf(call.services, 'laboratory-clerk');
  const own = Number(clerk.actor.permissions.get('spot-checks.laboratory')?.[0]?.split('/')[1]);
  return {
    authorityOf: (region) => found(authorities.find(({ regionCode }) => regionCode === region)).id,
    categoryOf: (name) => found(categories.find((category) => category.name === name)).id,
    // The one of the evaluation accounts comes first, so that its people have something to test.
    laboratories: laboratories.map(({ id }) => id).sort((a, b) => Number(b === own) - Number(a === own) || a - b),
  };
};

/** Three inspectors in every city; the first of the seat's city works with the evaluation account. */
const enterInspectors = async (services: Services, ground: Ground, cities: readonly string[], seat: string) => {
  const inspector = await callOf(services, 'inspector');
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
): PlanInput => ({
  title,
  authorityId: ground.authorityOf(region),
  kind: 'regular',
  sites: ['factory'],
  startsOn: days[0],
  endsOn: days[1],
  budgetFen: 48_000_000,
  basis: '年度监督抽查计划（演示）',
  lines: names.map((name) => ({
    categoryId: ground.categoryOf(name),
    ruleId: inForce.get(name) ?? null,
    quotas: [...quotas],
    laboratories: ground.laboratories.slice(0, 2),
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
const drawn = async (services: Services, planId: number, day: LocalDate) => {
  const first = await callOf(on(services, day), 'provincial-officer');
  const committed = await use(first, draws.commitDraw, { params: { planId }, body: entropyOn(addDays(day, 1)) });
  const params = (verb: string) => ({ drawId: committed.id, verb });
  const frozen = await use(first, draws.actOnDraw, { params: params('freeze'), body: { version: committed.version } });
  const later = await callOf(on(services, addDays(day, 2)), 'provincial-officer');
  await use(later, draws.actOnDraw, {
    params: params('draw'),
    body: { version: frozen.version, entropyValue: '05 11 19 24 30 33 + 08' },
  });
};

const sheetFor = (visit: visits.VisitDetail, at: number, day: LocalDate) => {
  const name = visit.enterprise.name;
  const entry = catalogue.find((each) => each.name === visit.category.name);
  const firm = { address: visit.address ?? '', representative: '', contact: '演示联系人', phone: '' };
  return {
    unit: { name, ...firm },
    producer: { name, ...firm },
    product: {
      name: entry?.products[at % entry.products.length] ?? visit.category.name,
      model: `YS-${100 + at}`,
      batch: addDays(day, -20).replaceAll('-', ''),
      producedOn: addDays(day, -20),
      brand: '演示牌',
      grade: '合格品',
      quantity: '3 件',
      lotSize: 200 + at * 10,
      standard: '演示标准',
    },
    seals: [`YS${String(at).padStart(6, '0')}A`],
    reserve: { quantity: '3 件', keptBy: 'laboratory', place: '', seals: [`YS${String(at).padStart(6, '0')}B`] },
    sendTo: visit.laboratory?.name ?? '',
    sampledOn: day,
    remark: '',
    signedBy: '演示联系人',
    witness: '',
  };
};

/** The evaluation inspector makes most of the own visits: sampled and sent, one without a sample, the last ones still to be made. */
const makeVisits = async (services: Services, day: LocalDate): Promise<void> => {
  const own = await use(await callOf(on(services, day), 'inspector'), visits.listMyVisits, {
    query: { dataset: 'demo' },
  });
  const open = own.rows.filter(({ state }) => state === 'assigned');
  const done = open.slice(0, Math.max(0, open.length - 2));
  for (const [at, { id }] of done.entries()) {
    const when = addDays(day, at % 5);
    const call = await callOf(on(services, when), 'inspector');
    const params = { visitId: id };
    const line = open[at];
    const started = await use(call, visits.visitActs.start, { params, body: { version: line?.version ?? 1 } });
    if (at === 1) {
      await use(call, visits.visitActs['no-sample'], {
        params,
        body: { version: started.version, reasonCode: 'export-other-terms', reason: '产品全部出口，另有约定' },
      });
      continue;
    }
    const sample = await use(call, samples.takeSample, {
      params,
      body: { version: started.version, sheet: sheetFor(started, at, when) },
    });
    const now = await use(call, visits.getVisit, { params });
    await use(call, visits.visitActs.finish, { params, body: { version: now.version } });
    await use(call, samples.sampleActs.send, {
      params: { sampleId: sample.id },
      body: { version: sample.version, courierNumber: `YS${1_000_000 + at}` },
    });
  }
};

/** Everything that an official needs to see the loop at work: inspectors, rules, plans in every state, draws, visits under way. */
export const letTheLoopRun = async (
  services: Services,
  today: LocalDate,
  cities: readonly string[],
  seat: string,
): Promise<void> => {
  const begun = addDays(today, -45);
  const officer = await callOf(on(services, begun), 'provincial-officer');
  const approver = await callOf(on(services, begun), 'provincial-approver');
  const existing = await use(officer, plans.listPlans, { query: { dataset: 'demo' } });
  if (existing.total > 0) return;
  const ground = await lookAround(systemCall(services));
  await enterInspectors(services, ground, cities, seat);
  const inForce = await enforceRules(officer, approver, ground);
  const year = begun.slice(0, 4);
  const quotas = [
    { regionCode: seat, targets: 8 },
    { regionCode: cities.find((city) => city !== seat) ?? seat, targets: 4 },
  ];
  const first = await approved(
    officer,
    approver,
    planInput(
      ground,
      inForce,
      `${year}年家用电器产品质量省级监督抽查`,
      services.province,
      checked.slice(0, 3),
      quotas,
      [addDays(begun, 5), addDays(today, 30)],
    ),
  );
  await drawn(services, first.id, addDays(begun, 1));
  await makeVisits(services, addDays(begun, 6));
  await letResultsBeTold(services, addDays(begun, 14));

  const lately = addDays(today, -3);
  const second = await approved(
    await callOf(on(services, lately), 'provincial-officer'),
    await callOf(on(services, lately), 'provincial-approver'),
    planInput(
      ground,
      inForce,
      `${year}年移动电源和电源适配器产品质量省级监督抽查`,
      services.province,
      checked.slice(3),
      quotas,
      [addDays(today, 5), addDays(today, 60)],
    ),
  );
  const planner = await callOf(on(services, lately), 'provincial-officer');
  const committed = await use(planner, draws.commitDraw, {
    params: { planId: second.id },
    body: entropyOn(addDays(today, 4)),
  });
  await use(planner, draws.actOnDraw, {
    params: { drawId: committed.id, verb: 'freeze' },
    body: { version: committed.version },
  });

  const cityOfficer = await callOf(services, 'city-officer');
  await submitted(
    cityOfficer,
    planInput(
      ground,
      inForce,
      `${year}年移动电源产品质量市级监督抽查`,
      seat,
      [checked[2]],
      [{ regionCode: seat, targets: 5 }],
      [addDays(today, 240), addDays(today, 300)],
    ),
  );
  await use(await callOf(services, 'provincial-officer'), plans.copyPlan, { params: { planId: first.id } });
};
