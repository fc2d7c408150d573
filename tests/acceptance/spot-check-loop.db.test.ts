import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import {
  createEvaluationAccounts,
  type EvaluationAccount,
  evaluationPassword,
  syncRoles,
} from '#platform/identity/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { recordInspectors } from '#regimes/spot-checks/index.ts';
import { loopRegisters } from '#regimes/spot-checks/common/testing/loop.ts';
import { rooms } from '#apps/rooms.ts';
import { testDatabase } from '../database.ts';
import { testServer, type TestClient } from '../server.ts';
import { testServices } from '../services.ts';

/* The whole loop of a spot check through the API, on a fixed calendar; the clock is moved, nobody waits. */
const { database } = await testDatabase();
const services = testServices(database, { manifests: rooms, now: '2026-09-01T02:00:00.000Z' });
await syncRoles(database);
const made = await loopRegisters(database);
const client = await testServer(services);

const day = (date: string, hour = 10): void =>
  services.setNow(`${date}T${String(hour - 8).padStart(2, '0')}:00:00.000Z`);

/** Signs somebody in for the day: sessions do not last from one day of the story to the next. */
const as = async (loginName: string): Promise<TestClient> => {
  const browser = client.fresh();
  const { status } = await browser.send('POST', '/api/v1/session', { loginName, password: evaluationPassword });
  expect(status, loginName).toBe(200);
  return browser;
};

const did = async (who: string | TestClient, method: string, path: string, body?: unknown) => {
  const browser = typeof who === 'string' ? await as(who) : who;
  const answer = await browser.send(method, `/api/v1${path}`, body);
  expect([path, answer.status, answer.status === 200 ? '' : answer.body?.detail]).toEqual([path, 200, '']);
  return answer.body;
};
const refused = async (who: string, method: string, path: string, body?: unknown): Promise<string> => {
  const answer = await (await as(who)).send(method, `/api/v1${path}`, body);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return answer.body.code;
};

/** Runs the jobs that fire by themselves. */
const night = async (): Promise<void> => {
  for (const job of services.composition.jobs)
    if (job.name.startsWith('spot-checks.') && job.name !== 'spot-checks.resume-imports')
      await job.run(systemCall(services), undefined);
};

const firms = { accepting: 0, objecting: 0, refusing: 0 };
let laboratories: readonly [number, number] = [0, 0];
let category = 0;
let plan = { id: 0, number: '' };

const account = (loginName: string, role: EvaluationAccount['role'], regionCode: string): EvaluationAccount => ({
  loginName,
  displayName: `虚构${loginName}`,
  role,
  regionCode,
});
const laboratoryRoles = [
  'laboratory-clerk',
  'laboratory-tester',
  'laboratory-reviewer',
  'laboratory-approver',
] as const;

beforeAll(async () => {
  firms.accepting = await made.enterprise('虚构甲电器厂');
  firms.objecting = await made.enterprise('虚构乙电器厂');
  firms.refusing = await made.enterprise('虚构丙电器厂');
  laboratories = [await made.laboratory('虚构第一检验所'), await made.laboratory('虚构第二检验所')];
  category = await made.category('虚构电水壶');
  await withTransaction(database, 'system', (tx) =>
    createEvaluationAccounts(
      tx,
      [
        account('officer', 'provincial-officer', '440000'),
        account('approver', 'provincial-approver', '440000'),
        account('city-officer', 'city-officer', '440600'),
        account('city-approver', 'city-approver', '440600'),
        account('inspector-1', 'inspector', '440600'),
        account('inspector-2', 'inspector', '440600'),
        ...laboratories.flatMap((id, at) =>
          laboratoryRoles.map((role) => account(`${role}-${at + 1}`, role, `laboratory/${id}`)),
        ),
        account('firm-accepting', 'enterprise-member', `enterprise/${firms.accepting}`),
        account('firm-objecting', 'enterprise-member', `enterprise/${firms.objecting}`),
      ],
      localDate('2026-01-01'),
    ),
  );
  const inspectors = await withTransaction(database, 'system', (tx) =>
    tx.query<{ id: string }>(`select id from identity.account where login_name like 'inspector-%' order by login_name`),
  );
  const authorityId = await made.authorityOf('440600');
  await withTransaction(database, 'system', (tx) =>
    recordInspectors(
      tx,
      'demo',
      inspectors.map(({ id }, at) => ({
        accountId: id,
        name: `虚构抽样员${at + 1}`,
        certificateNo: `虚构证${at + 1}`,
        authorityId,
        regionCode: '440600',
        validTo: null,
        state: 'active' as const,
        categories: [],
      })),
    ),
  );
});

const visitOf = async (enterprise: number) => {
  const { rows } = await did('officer', 'GET', `/visits?dataset=demo&planId=${plan.id}&limit=50`);
  return rows.find((row: { enterprise: { id: number } }) => row.enterprise.id === enterprise);
};

const sheet = (firm: string, number: string) => ({
  unit: { name: firm },
  producer: { name: firm },
  product: {
    name: '虚构电水壶',
    model: 'XG-1',
    batch: '20260801',
    brand: '虚构牌',
    quantity: '3件',
    lotSize: 200,
    standard: '虚构标准1',
  },
  seals: [`${number}-A`],
  reserve: { quantity: '3件', keptBy: 'laboratory', place: '', seals: [`${number}-B`] },
  sampledOn: '2026-09-10',
  signedBy: '虚构厂长',
});

/** The inspector of a visit samples and sends; gives the sample. */
const sampled = async (enterprise: number, firm: string, number: string) => {
  const visit = await visitOf(enterprise);
  const [leader] = visit.inspectors;
  const who = leader.name.endsWith('1') ? 'inspector-1' : 'inspector-2';
  const started = await did(who, 'POST', `/visits/${visit.id}/start`, { version: visit.version });
  const sample = await did(who, 'POST', `/visits/${visit.id}/samples`, {
    version: started.version,
    sheet: sheet(firm, number),
  });
  const now = await did(who, 'GET', `/visits/${visit.id}`);
  await did(who, 'POST', `/visits/${visit.id}/finish`, { version: now.version });
  await did(who, 'POST', `/samples/${sample.id}/send`, { version: sample.version, courierNumber: 'SF虚构1' });
  return sample;
};

/** A laboratory's four people take a sample through to a report in effect; gives the report. */
const reported = async (laboratory: 1 | 2, values: readonly string[], conclusion: 'pass' | 'fail') => {
  const list = await did(
    `laboratory-tester-${laboratory}`,
    'GET',
    '/laboratory/reports?dataset=demo&state=open&limit=10',
  );
  const { id } = list.rows[0];
  const report = await did(`laboratory-tester-${laboratory}`, 'GET', `/reports/${id}`);
  const entered = await did(`laboratory-tester-${laboratory}`, 'PUT', `/reports/${id}/values`, {
    version: report.version,
    values: values.map((measured, at) => ({ ordinal: report.items[at].ordinal, measured })),
  });
  const tested = await did(`laboratory-tester-${laboratory}`, 'POST', `/reports/${id}/test`, {
    version: entered.version,
    conclusion,
  });
  const reviewed = await did(`laboratory-reviewer-${laboratory}`, 'POST', `/reports/${id}/review`, {
    version: tested.version,
  });
  return did(`laboratory-approver-${laboratory}`, 'POST', `/reports/${id}/approve`, { version: reviewed.version });
};

const noticeOf = async (firm: string) => {
  const { rows } = await did('officer', 'GET', '/result-notices?dataset=demo&limit=100');
  return rows.find(({ addressee }: { addressee: string }) => addressee.startsWith(firm));
};

const served = async (firm: string, on: string): Promise<void> => {
  const notice = await noticeOf(firm);
  await did('city-officer', 'POST', `/result-notices/${notice.id}/serve`, {
    version: notice.version,
    service: { manner: 'hand', day: on, signedBy: '虚构厂长' },
  });
};

const finals = () =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ producer_id: number; verdict: string; final_on: string }>(
      'select producer_id, verdict, final_on from spot_checks.result order by id',
    ),
  );

describe('a spot check, from the plan to its final results', () => {
  test('is planned and approved by two people', async () => {
    const items = [
      {
        item: '虚构耐热',
        method: '',
        limit: '≥100',
        limitStandard: '虚构标准1',
        unit: '℃',
        class: 'A',
        comparison: 'full',
      },
      {
        item: '虚构标志',
        method: '',
        limit: '应清晰',
        limitStandard: '虚构标准1',
        unit: '',
        class: 'C',
        comparison: 'full',
      },
    ];
    const rule = await did('officer', 'POST', '/inspection-rules', {
      dataset: 'demo',
      categoryId: category,
      rule: {
        title: '虚构电水壶检验细则',
        basis: '虚构标准1',
        verdictRule: 'any-item',
        sampleQuantity: '3件',
        reserveQuantity: '3件',
        leastLot: 10,
        items,
      },
    });
    const waiting = await did('officer', 'POST', `/inspection-rules/${rule.id}/submit`, { version: rule.version });
    expect(await refused('officer', 'POST', `/inspection-rules/${rule.id}/enforce`, { version: waiting.version })).toBe(
      'forbidden',
    );
    await did('approver', 'POST', `/inspection-rules/${rule.id}/enforce`, { version: waiting.version });
    const draft = await did('officer', 'POST', '/spot-check-plans', {
      dataset: 'demo',
      plan: {
        title: '2026年虚构电水壶监督抽查',
        authorityId: await made.authorityOf('440000'),
        kind: 'regular',
        sites: ['factory'],
        startsOn: '2026-09-08',
        endsOn: '2026-10-31',
        budgetFen: 100_000,
        basis: '年度计划',
        lines: [
          {
            categoryId: category,
            ruleId: rule.id,
            quotas: [{ regionCode: '440600', targets: 3 }],
            laboratories: [laboratories[0]],
            retestLaboratories: [laboratories[1]],
          },
        ],
      },
    });
    const submitted = await did('officer', 'POST', `/spot-check-plans/${draft.id}/submit`, { version: draft.version });
    const approved = await did('approver', 'POST', `/spot-check-plans/${draft.id}/approve`, {
      version: submitted.version,
    });
    plan = { id: approved.id, number: approved.number };
    expect(plan.number).toMatch(/^粤质抽〔2026〕\d+号/);
  });

  test('is drawn so that anybody can check it', async () => {
    await did('officer', 'POST', '/makers', {
      dataset: 'demo',
      categoryId: category,
      role: 'makes',
      source: '企业名录',
      enterprises: Object.values(firms).map((id) => ({ id })),
    });
    const draw = await did('officer', 'POST', `/spot-check-plans/${plan.id}/draws`, {
      entropySource: '虚构彩票',
      entropyIssue: '2026101',
      entropyDueAt: '2026-09-03T21:30:00+08:00',
    });
    const frozen = await did('officer', 'POST', `/draws/${draw.id}/freeze`, { version: draw.version });
    day('2026-09-04');
    const drawn = await did('officer', 'POST', `/draws/${draw.id}/draw`, {
      version: frozen.version,
      entropyValue: '01 02 03',
    });
    expect(drawn.strata).toMatchObject([{ entries: 3, quota: 3, drawn: 3 }]);
    expect(await refused('inspector-1', 'POST', `/draws/${draw.id}/entries`, {})).toBe('forbidden');
  });

  test('finds a failing product; the clock lapses and a yellow card is proposed', async () => {
    day('2026-09-10');
    const sample = await sampled(firms.accepting, '虚构甲电器厂', 'XJ1');
    day('2026-09-12');
    const arrived = await did('laboratory-clerk-1', 'GET', `/samples/${sample.id}`);
    expect(await refused('laboratory-clerk-2', 'GET', `/samples/${sample.id}`)).toBe('not-found');
    await did('laboratory-clerk-1', 'POST', `/samples/${sample.id}/receive`, {
      version: arrived.version,
      seal: 'intact',
    });
    day('2026-09-20');
    expect(await reported(1, ['80', '符合'], 'fail')).toMatchObject({
      state: 'effective',
      engineVerdict: 'fail',
      serious: true,
    });
    day('2026-09-21');
    expect(await finals()).toEqual([]);
    await served('虚构甲电器厂', '2026-09-21');
    day('2026-10-08');
    await night();
    expect(await finals()).toEqual([]);
    // 21 September + 15 days = 6 October, within the holiday; it rolls forward to the 8th, and lapses when that day is over.
    day('2026-10-09');
    await night();
    expect(await finals()).toMatchObject([{ producer_id: firms.accepting, verdict: 'fail' }]);
    const { rows } = await did('officer', 'GET', '/warning-cards?dataset=demo&state=proposed');
    expect(rows).toMatchObject([{ kind: 'yellow', producer: { id: firms.accepting } }]);
  });

  test('is objected to in time, tested again by another laboratory and reversed', async () => {
    day('2026-10-12');
    const sample = await sampled(firms.objecting, '虚构乙电器厂', 'XJ2');
    day('2026-10-13');
    await did('laboratory-clerk-1', 'POST', `/samples/${sample.id}/receive`, {
      version: (await did('laboratory-clerk-1', 'GET', `/samples/${sample.id}`)).version,
      seal: 'intact',
    });
    await reported(1, ['95', '符合'], 'fail');
    day('2026-10-14');
    await served('虚构乙电器厂', '2026-10-14');
    const own = await did('firm-objecting', 'GET', '/my-enterprise');
    expect(own.notices).toHaveLength(1);
    const [notice] = own.notices;
    day('2026-10-29');
    const seen = await did('firm-objecting', 'GET', `/my-enterprise/notices/${notice.id}`);
    await did('firm-objecting', 'POST', `/result-notices/${notice.id}/object`, {
      version: seen.version,
      grounds: '检验时未按说明书加水',
      wantsRetest: true,
    });
    const { rows } = await did('officer', 'GET', '/objections?dataset=demo&limit=50');
    const [objection] = rows;
    day('2026-10-30');
    await did('approver', 'POST', `/objections/${objection.id}/accept`, {
      version: objection.version,
      reason: '在期限内提出，理由充分',
    });
    const opened = await did('approver', 'GET', `/objections/${objection.id}`);
    const [retest] = opened.retests;
    const formal = await did('city-officer', 'POST', `/retests/${retest.id}/record-formalities`, {
      version: retest.version,
    });
    expect(formal).toBeDefined();
    const [ready] = (await did('approver', 'GET', `/objections/${objection.id}`)).retests;
    expect(
      await refused('approver', 'POST', `/retests/${retest.id}/designate`, {
        version: ready.version,
        laboratoryId: laboratories[0],
      }),
    ).not.toBe('');
    await did('approver', 'POST', `/retests/${retest.id}/designate`, {
      version: ready.version,
      laboratoryId: laboratories[1],
    });
    day('2026-11-02');
    const reserve = await did('officer', 'GET', `/samples/${sample.id}`);
    expect(reserve.reserveState).toBe('sent');
    await did('city-officer', 'POST', `/samples/${sample.id}/send-reserve`, {
      version: reserve.version,
      courierNumber: 'SF虚构2',
    });
    const coming = await did('laboratory-clerk-2', 'GET', `/samples/${sample.id}`);
    await did('laboratory-clerk-2', 'POST', `/samples/${sample.id}/receive-reserve`, {
      version: coming.version,
      seal: 'intact',
    });
    day('2026-11-06');
    await reported(2, ['120', '符合'], 'pass');
    await night();
    expect((await finals()).find(({ producer_id }) => producer_id === firms.objecting)).toMatchObject({
      verdict: 'pass',
    });
    const cards = await did('officer', 'GET', '/warning-cards?dataset=demo&state=proposed');
    expect(cards.rows.map((row: { producer: { id: number } }) => row.producer.id)).toEqual([firms.accepting]);
  });

  test('is refused, ordered and refused again: ground for exposure', async () => {
    day('2026-10-15');
    const visit = await visitOf(firms.refusing);
    const who = visit.inspectors[0].name.endsWith('1') ? 'inspector-1' : 'inspector-2';
    const started = await did(who, 'POST', `/visits/${visit.id}/start`, { version: visit.version });
    const ordered = await did(who, 'POST', `/visits/${visit.id}/order`, {
      version: started.version,
      reason: '拒绝开启成品仓库',
    });
    day('2026-10-21');
    const current = await did('officer', 'GET', `/visits/${visit.id}`);
    expect(current.version).toBe(ordered.version);
    await did('city-officer', 'POST', `/visits/${visit.id}/refuse`, {
      version: current.version,
      reason: '责令期满仍拒绝',
    });
    expect((await finals()).find(({ producer_id }) => producer_id === firms.refusing)).toMatchObject({
      verdict: 'refused',
    });
    const { rows } = await did('officer', 'GET', '/exposures?dataset=demo&state=proposed&ground=refusal');
    expect(rows).toMatchObject([{ ground: 'refusal', producer: { id: firms.refusing } }]);
  });

  test('ends: the proof is published, the plan closed, the results made public', async () => {
    day('2026-11-10');
    const { rows } = await did('officer', 'GET', `/spot-check-plans/${plan.id}/draws`);
    await did('officer', 'POST', `/draws/${rows[0].id}/publish`, { version: rows[0].version });
    const proof = await client.send('GET', `/api/v1/draws/${rows[0].id}/proof`);
    expect(proof.body.result).toHaveLength(3);
    const open = await did('officer', 'GET', `/spot-check-plans/${plan.id}`);
    const closed = await did('officer', 'POST', `/spot-check-plans/${plan.id}/close`, { version: open.version });
    expect(closed.state).toBe('closed');
    const known = async () =>
      withTransaction(database, 'portal', (tx) =>
        tx.query<{ verdict: string }>(
          'select verdict from spot_checks.published_result where check_id in (select id from spot_checks.spot_check where published_on is not null) order by verdict',
        ),
      );
    expect(await known()).toEqual([]);
    await did('approver', 'POST', `/spot-check-plans/${plan.id}/publish-results`, {});
    expect((await known()).map(({ verdict }) => verdict)).toEqual(['fail', 'pass', 'refused']);
  });
});
