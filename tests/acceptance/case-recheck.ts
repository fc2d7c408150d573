import type { caseDesk } from './case-desk.ts';

type Desk = Awaited<ReturnType<typeof caseDesk>>;

/** The firm and product that are checked again, and who does it. */
export interface Recheck {
  readonly enterprise: { readonly id: number; readonly name: string };
  readonly categoryId: number;
  readonly authorityId: number;
  readonly laboratoryId: number;
  readonly region: string;
}

const laboratoryPeople = [
  'laboratory-clerk',
  'laboratory-tester',
  'laboratory-reviewer',
  'laboratory-approver',
] as const;

/** Inspectors of the place and the people of the laboratory, entered once. */
export const enterRecheckers = async (desk: Desk, { authorityId, region, laboratoryId }: Recheck): Promise<void> => {
  await desk.people([
    ['inspector-1', 'inspector', region],
    ['inspector-2', 'inspector', region],
    ...laboratoryPeople.map((role) => [role, role, `laboratory/${laboratoryId}`] as const),
  ]);
  await desk.did('officer', 'PUT', `/laboratories/${laboratoryId}/scope`, {
    lines: [{ item: '虚构耐热', category: '', method: '', validFrom: '2020-01-01' }],
  });
  for (const n of [1, 2])
    await desk.did('officer', 'POST', '/inspectors', {
      dataset: 'live',
      inspector: {
        name: `虚构抽样员${n}`,
        certificateNo: `虚构证${n}`,
        authorityId,
        regionCode: region,
        loginName: `inspector-${n}`,
      },
    });
};

/** A follow-up plan for one product: rules in force and a plan, each by two people. Gives the plan and its line. */
export const planRecheck = async (
  desk: Desk,
  { categoryId, authorityId, laboratoryId, region }: Recheck,
  from: string,
  to: string,
) => {
  const rule = await desk.did('officer', 'POST', '/inspection-rules', {
    dataset: 'live',
    categoryId,
    rule: {
      title: '虚构检验细则',
      basis: '虚构标准1',
      verdictRule: 'any-item',
      sampleQuantity: '3件',
      reserveQuantity: '3件',
      leastLot: 10,
      items: [
        {
          item: '虚构耐热',
          method: '',
          limit: '≥100',
          limitStandard: '虚构标准1',
          unit: '℃',
          class: 'B',
          comparison: 'full',
        },
      ],
    },
  });
  const asked = await desk.did('officer', 'POST', `/inspection-rules/${rule.id}/submit`, { version: rule.version });
  await desk.did('approver', 'POST', `/inspection-rules/${rule.id}/enforce`, { version: asked.version });
  const draft = await desk.did('officer', 'POST', '/spot-check-plans', {
    dataset: 'live',
    plan: {
      title: '虚构复查跟踪抽查',
      authorityId,
      kind: 'follow-up',
      sites: ['factory'],
      startsOn: from,
      endsOn: to,
      budgetFen: 100_000,
      basis: '责令整改后复查',
      lines: [
        {
          categoryId,
          ruleId: rule.id,
          quotas: [{ regionCode: region, targets: 1 }],
          laboratories: [laboratoryId],
          retestLaboratories: [],
        },
      ],
    },
  });
  const submitted = await desk.did('officer', 'POST', `/spot-check-plans/${draft.id}/submit`, {
    version: draft.version,
  });
  const plan = await desk.did('approver', 'POST', `/spot-check-plans/${draft.id}/approve`, {
    version: submitted.version,
  });
  return { planId: plan.id as number, lineId: plan.lines[0].id as number };
};

/** The firm is named, visited and sampled on a day; the laboratory receives the sample. Gives the report to be filled in. */
export const sampleAgain = async (
  desk: Desk,
  { enterprise }: Recheck,
  plan: { readonly planId: number; readonly lineId: number },
  day: string,
) => {
  desk.day(day);
  const { rows } = await desk.did('officer', 'GET', '/inspectors?dataset=live&limit=10');
  const [leader, mate] = rows.toSorted((a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name));
  const named = await desk.did('officer', 'POST', '/visits', {
    ...plan,
    enterpriseId: enterprise.id,
    site: 'factory',
    inspectorIds: [leader.id, mate.id],
    leaderId: leader.id,
    reason: '整改后复查',
  });
  const confirmed = await desk.did('approver', 'POST', `/visits/${named.id}/confirm`, { version: named.version });
  const started = await desk.did('inspector-1', 'POST', `/visits/${named.id}/start`, { version: confirmed.version });
  const sample = await desk.did('inspector-1', 'POST', `/visits/${named.id}/samples`, {
    version: started.version,
    sheet: {
      unit: { name: enterprise.name },
      producer: { name: enterprise.name },
      product: {
        name: '虚构样品',
        model: 'X-1',
        batch: '整改后批',
        brand: '虚构牌',
        quantity: '3件',
        lotSize: 200,
        standard: '虚构标准1',
      },
      seals: ['FC1-A'],
      reserve: { quantity: '3件', keptBy: 'laboratory', place: '', seals: ['FC1-B'] },
      sampledOn: day,
      signedBy: '虚构厂长',
    },
  });
  const now = await desk.did('inspector-1', 'GET', `/visits/${named.id}`);
  await desk.did('inspector-1', 'POST', `/visits/${named.id}/finish`, { version: now.version });
  await desk.did('inspector-1', 'POST', `/samples/${sample.id}/send`, {
    version: sample.version,
    courierNumber: 'SF虚构1',
  });
  const arrived = await desk.did('laboratory-clerk', 'GET', `/samples/${sample.id}`);
  await desk.did('laboratory-clerk', 'POST', `/samples/${sample.id}/receive`, {
    version: arrived.version,
    seal: 'intact',
  });
};

/** Tester, reviewer and approver take the one open report into effect; the result is served on the firm, and its time passes. */
export const reportAndServe = async (
  desk: Desk,
  value: string,
  conclusion: 'pass' | 'fail',
  days: { readonly reported: string; readonly served: string; readonly over: string },
) => {
  desk.day(days.reported);
  const open = await desk.did('laboratory-tester', 'GET', '/laboratory/reports?dataset=live&state=open&limit=10');
  const { id } = open.rows[0];
  const report = await desk.did('laboratory-tester', 'GET', `/reports/${id}`);
  const entered = await desk.did('laboratory-tester', 'PUT', `/reports/${id}/values`, {
    version: report.version,
    values: [{ ordinal: report.items[0].ordinal, measured: value }],
  });
  const tested = await desk.did('laboratory-tester', 'POST', `/reports/${id}/test`, {
    version: entered.version,
    conclusion,
  });
  const reviewed = await desk.did('laboratory-reviewer', 'POST', `/reports/${id}/review`, { version: tested.version });
  await desk.did('laboratory-approver', 'POST', `/reports/${id}/approve`, { version: reviewed.version });
  desk.day(days.served);
  const { rows } = await desk.did('officer', 'GET', '/result-notices?dataset=live&state=to-serve&limit=10');
  await desk.did('officer', 'POST', `/result-notices/${rows[0].id}/serve`, {
    version: rows[0].version,
    service: { manner: 'hand', day: days.served, signedBy: '虚构厂长' },
  });
  desk.day(days.over);
  await desk.night('spot-checks.end-clocks');
};
