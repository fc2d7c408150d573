import { addDays } from '#foundation/local-date.ts';
import { evaluationPassword } from '#platform/identity/index.ts';
import { dayAt } from '#platform/operation/index.ts';

type Json = Record<string, never>;
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
type Call = (method: string, path: string, body?: unknown) => Promise<any>;

/** The interface as a role calls it; a refusal fails the test. */
export const callerOf = async (origin: string, role: string): Promise<Call> => {
  const send = (method: string, path: string, cookie: string, body?: unknown) =>
    fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const session = await send('POST', '/session', '', { loginName: role, password: evaluationPassword });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (method, path, body) => {
    const answer = await send(method, path, cookie, body);
    const value = (await answer.json()) as Json;
    if (!answer.ok) throw new Error(`${role} ${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
};

/** Two inspectors, the evaluation account leading, and a visit to a firm that an urgent plan of the city names. */
export const namedVisit = async (origin: string) => {
  const [officer, approver, city, cityApprover] = await Promise.all(
    ['provincial-officer', 'provincial-approver', 'city-officer', 'city-approver'].map((role) =>
      callerOf(origin, role),
    ),
  );
  if (!officer || !approver || !city || !cityApprover) throw new Error('nobody is signed in');
  const { regions } = await city('GET', '/session');
  const [region] = regions['spot-checks.plan'] as string[];
  const authorities = (await city('GET', '/authorities?kind=quality')).items as { id: number; regionCode: string }[];
  const authorityId = authorities.find(({ regionCode }) => regionCode === region)?.id;
  const categories = (await city('GET', '/products?dataset=demo')).items as {
    id: number;
    unassigned: boolean;
    parentId: number | null;
  }[];
  const known = (await officer('GET', '/inspection-rules?dataset=demo')).rows as { category: { id: number } }[];
  // One that has no inspection rules yet, so that the test can run again on the same program.
  const category = categories.find(
    ({ id, unassigned, parentId }) =>
      !unassigned && parentId !== null && !known.some((rule) => rule.category.id === id),
  );
  if (!category) throw new Error('the evaluation province has no category');
  const clerk = await callerOf(origin, 'laboratory-clerk');
  const [party] = (await clerk('GET', '/session')).regions['spot-checks.receive'] as string[];
  const laboratoryId = Number(party?.split('/')[1]);
  const { items } = await city('GET', `/enterprises?dataset=demo&q=${encodeURIComponent('佛山')}&limit=50`);
  const firms = items as { id: number; name: string; cityCode: string | null; status: string }[];
  const enterprise = firms.find(({ cityCode, status }) => cityCode === region && status === 'active');

  const rule = {
    title: '虚构产品监督抽查检验细则',
    basis: '虚构标准1',
    verdictRule: 'any-item',
    sampleQuantity: '3件',
    reserveQuantity: '3件',
    leastLot: 10,
    items: [
      { item: '虚构强度', method: '', limit: '≥10', limitStandard: '', unit: 'MPa', class: 'A', comparison: 'full' },
    ],
  };
  const drafted = await officer('POST', '/inspection-rules', { dataset: 'demo', categoryId: category.id, rule });
  const offered = await officer('POST', `/inspection-rules/${drafted.id}/submit`, { version: drafted.version });
  await approver('POST', `/inspection-rules/${drafted.id}/enforce`, { version: offered.version });

  const startsOn = dayAt(new Date());
  const endsOn = addDays(startsOn, 30);
  const line = { categoryId: category.id, ruleId: drafted.id, quotas: [{ regionCode: region, targets: 1 }], laboratories: [laboratoryId], retestLaboratories: [] }; // prettier-ignore
  const plan = await city('POST', '/spot-check-plans', {
    dataset: 'demo',
    plan: { title: '虚构产品应急抽查', authorityId, kind: 'urgent', sites: ['factory'], startsOn, endsOn, budgetFen: 0, basis: '群众举报', lines: [line] }, // prettier-ignore
  });
  const submitted = await city('POST', `/spot-check-plans/${plan.id}/submit`, { version: plan.version });
  const approved = await cityApprover('POST', `/spot-check-plans/${plan.id}/approve`, { version: submitted.version });

  const inspector = async (name: string, certificateNo: string, loginName: string | null) =>
    (await city('POST', '/inspectors', { dataset: 'demo', inspector: { name, certificateNo, authorityId, regionCode: region, loginName } })).id as number; // prettier-ignore
  const mark = String(Date.now()).slice(-6);
  const leaderId = await inspector('罗抽样', `虚构证${mark}1`, 'inspector');
  const mateId = await inspector('虚构同行', `虚构证${mark}2`, null);
  const visit = await city('POST', '/visits', {
    planId: approved.id,
    lineId: approved.lines[0].id,
    enterpriseId: enterprise?.id,
    site: 'factory',
    inspectorIds: [leaderId, mateId],
    leaderId,
    reason: '群众举报',
  });
  await cityApprover('POST', `/visits/${visit.id}/confirm`, { version: visit.version });
  return { city, visitId: visit.id as number, firm: enterprise?.name ?? '' };
};
