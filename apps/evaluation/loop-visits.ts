import { addDays, type LocalDate } from '#foundation/local-date.ts';
import type { Call } from '#platform/operation/index.ts';
import * as inspectors from '#regimes/spot-checks/visits/contract-inspectors.ts';
import * as samples from '#regimes/spot-checks/visits/contract-samples.ts';
import * as visits from '#regimes/spot-checks/visits/contract.ts';
import { catalogue } from './catalogue.ts';
import type { Staff } from './days.ts';
import { use } from './people.ts';

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

/** Takes a sample, finishes the visit and hands the sample to a courier. */
const sampled = async (call: Call, visit: visits.VisitDetail, at: number): Promise<void> => {
  const params = { visitId: visit.id };
  const sample = await use(call, samples.takeSample, {
    params,
    body: { version: visit.version, sheet: sheetFor(visit, at, call.today) },
  });
  const now = await use(call, visits.getVisit, { params });
  await use(call, visits.visitActs.finish, { params, body: { version: now.version } });
  await use(call, samples.sampleActs.send, {
    params: { sampleId: sample.id },
    body: { version: sample.version, courierNumber: `YS${1_000_000 + at}` },
  });
};

const begun = (call: Call, { id, version }: visits.VisitLine | visits.VisitDetail) =>
  use(call, visits.visitActs.start, { params: { visitId: id }, body: { version } });

/** The evaluation inspector makes most of the own visits: sampled and sent, one without a sample, the last ones still to be made. */
export const makeVisits = async (staff: Staff, day: LocalDate): Promise<void> => {
  const own = await use(await staff('inspector', day), visits.listMyVisits, { query: { dataset: 'demo' } });
  const open = own.rows.filter(({ state }) => state === 'assigned');
  for (const [at, line] of open.slice(0, Math.max(0, open.length - 2)).entries()) {
    const call = await staff('inspector', addDays(day, at % 5));
    const started = await begun(call, line);
    if (at !== 1) await sampled(call, started, at);
    else
      await use(call, visits.visitActs['no-sample'], {
        params: { visitId: line.id },
        body: { version: started.version, reasonCode: 'export-other-terms', reason: '产品全部出口，另有约定' },
      });
  }
};

/** An officer names an enterprise for a follow-up check; the evaluation inspector and a colleague go there a few days later. */
export const visitNamed = async (
  staff: Staff,
  target: { readonly planId: number; readonly lineId: number; readonly enterpriseId: number; readonly region: string },
  day: LocalDate,
): Promise<void> => {
  const officer = await staff('provincial-officer', day);
  const { region, ...named } = target;
  const { rows } = await use(officer, inspectors.listInspectors, { query: { dataset: 'demo', region } });
  const [leader, mate] = rows.toSorted((a, b) => Number(b.loginName !== null) - Number(a.loginName !== null));
  const visit = await use(officer, visits.nameTarget, {
    body: {
      ...named,
      site: 'factory',
      inspectorIds: [leader?.id, mate?.id],
      leaderId: leader?.id,
      reason: '上年度监督抽查不合格，跟踪抽查',
    },
  });
  const approver = await staff('provincial-approver', addDays(day, 1));
  const confirmed = await use(approver, visits.visitActs.confirm, {
    params: { visitId: visit.id },
    body: { version: visit.version },
  });
  const call = await staff('inspector', addDays(day, 4));
  await sampled(call, await begun(call, confirmed), 90);
};
