import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import { signIn } from '#platform/identity/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { decideMatch } from '#registers/enterprises/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { replay } from '../../../tests/replay.ts';
import { testAnonymousCall, testCall, testServices } from '../../../tests/services.ts';
import { mandateProcess, type NewMandate } from './mandate.ts';
import { closeMandate, confirmMandate, fileMandate, listMandates, myMandates } from './operations.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');
const services = testServices(database, { manifests: rooms });

const makeFirm = (name: string, county = '440605') =>
  withTransaction(database, 'migrator', async (tx) => {
    const [row] = await tx.query<{ id: number }>(
      `insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, city_code, county_code, region_basis)
       values ('demo', $1, $1, $1, $1, '440000', '440600', $2, 'confirmed') returning id`,
      [name, county],
    );
    return row!.id;
  });
const firmId = await makeFirm('虚构甲家具厂');
const firm = await testCall(services, {
  permissions: ['enterprises.mandate', 'spot-checks.answer'],
  region: `enterprise/${firmId}`,
});
const otherFirm = await testCall(services, { permissions: ['enterprises.mandate'], region: 'enterprise/999999' });
const official = await testCall(services, { permissions: ['enterprises.settle'], region: '440600' });
const elsewhere = await testCall(services, { permissions: ['enterprises.settle'], region: '440700' });

const document = async (call: Call) => {
  const upload = async function* () {
    yield { fileName: '授权委托书.pdf', stream: Readable.from(['%PDF-1.7 虚构']) };
  };
  return unwrap(await receiveEvidence(call, upload())).id;
};
const wanted = async (call: Call, more: Partial<NewMandate> = {}): Promise<NewMandate> => ({
  enterpriseId: firmId,
  agentName: '虚构代理',
  agentOf: '虚构律师事务所',
  loginName: 'daili-1',
  matters: ['results', 'rectification', 'exposure'],
  validFrom: '2026-09-01' as LocalDate,
  validTo: '2027-02-28' as LocalDate,
  evidence: [await document(call)],
  ...more,
});
const file = async (more: Partial<NewMandate> = {}) => unwrap(await fileMandate(firm, await wanted(firm, more))).id;
const version = async (id: number) => unwrap(await myMandates(firm)).rows.find((row) => row.id === id)?.version ?? 0;
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal.code;

test('the state table is sound', () => expectSoundProcess(mandateProcess, 'filed', ['refused', 'ended']));

test('a confirmed agent signs in with his own name and acts for that firm alone, until the firm ends it', async () => {
  const id = await file();
  expect(unwrap(await listMandates(official, { dataset: 'demo' })).rows).toMatchObject([
    { id, enterprise: '虚构甲家具厂', state: 'filed', files: [{ fileName: '授权委托书.pdf' }] },
  ]);
  const { password } = unwrap(await confirmMandate(official, id, { version: 1 }));
  const grants = () =>
    withTransaction(database, 'migrator', (tx) =>
      tx.query(
        `select g.role, g.region_code as place, g.valid_to as until, g.ended_at is not null as over, a.display_name as name
           from identity.role_grant g join identity.account a on a.id = g.account_id where a.login_name = 'daili-1'`,
      ),
    );
  expect(await grants()).toEqual([
    {
      role: 'enterprise-agent',
      place: `enterprise/${firmId}`,
      until: '2027-02-28',
      over: false,
      name: '虚构代理（虚构律师事务所）',
    },
  ]);
  const attempt = { loginName: 'daili-1', password: password ?? '', address: '127.0.0.1', userAgent: 'test' };
  const signedIn = await signIn(testAnonymousCall(services), attempt);
  expect(signedIn.ok).toBe(true);
  expect(codeOf(await closeMandate(firm, id, 'end', { version: await version(id) }))).toBe('ok');
  expect(await grants()).toMatchObject([{ over: true }]);
});

test('another firm and an official of another city get nowhere', async () => {
  expect(codeOf(await fileMandate(otherFirm, await wanted(otherFirm)))).toBe('outside-your-region');
  const id = await file({ loginName: 'daili-2' });
  expect(unwrap(await myMandates(otherFirm)).rows).toEqual([]);
  expect(unwrap(await listMandates(elsewhere, { dataset: 'demo' })).rows).toEqual([]);
  expect(codeOf(await confirmMandate(elsewhere, id, { version: 1 }))).toBe('not-found');
  expect(codeOf(await closeMandate(official, id, 'refuse', { version: 1 }))).toBe('reason-required');
  expect(codeOf(await closeMandate(official, id, 'refuse', { version: 1, reason: '委托书未盖章' }))).toBe('ok');
  expect(codeOf(await confirmMandate(official, id, { version: 2 }))).toBe('state-not-allowed');
});

test('nobody sits on both sides: an official or the firm’s own account is no agent', async () => {
  const login = async (call: Call) =>
    withTransaction(database, 'migrator', async (tx) => {
      const [row] = await tx.query<{ name: string }>('select login_name as name from identity.account where id = $1', [
        call.actor.accountId,
      ]);
      return row!.name;
    });
  for (const call of [elsewhere, firm]) {
    const id = await file({ loginName: await login(call) });
    expect(codeOf(await confirmMandate(official, id, { version: 1 }))).toBe('agent-on-both-sides');
  }
});

test('without document, beyond two years, backwards or when over it is refused in words', async () => {
  const refused = async (more: Partial<NewMandate>) => {
    const answer = await fileMandate(firm, await wanted(firm, more));
    return answer.ok ? 'ok' : answer.refusal.code;
  };
  expect(await refused({ validTo: '2028-09-03' as LocalDate })).toBe('validation-failed');
  expect(await refused({ validTo: '2026-08-31' as LocalDate })).toBe('validation-failed');
  expect(await refused({ evidence: [987_654] })).toBe('evidence-not-yours');
  const id = await file({ loginName: 'daili-3', validTo: '2026-09-02' as LocalDate });
  const late = { ...official, today: '2026-09-03' as LocalDate };
  expect(await confirmMandate(late, id, { version: 1 })).toMatchObject({ refusal: { code: 'mandate-over' } });
});

test('a power of attorney that is over gives way to a new one; one in force is ended first', async () => {
  const login = { loginName: 'daili-5' };
  const short = await file({ ...login, validTo: '2026-09-02' as LocalDate });
  expect(codeOf(await confirmMandate(official, short, { version: 1 }))).toBe('ok');
  const next = await file(login);
  expect(codeOf(await confirmMandate(official, next, { version: 1 }))).toBe('mandate-stands');
  const later = { ...official, today: '2026-09-03' as LocalDate };
  expect(codeOf(await confirmMandate(later, next, { version: 1 }))).toBe('ok');
  const grants = await withTransaction(database, 'migrator', (tx) =>
    tx.query(
      `select g.valid_to as until, g.ended_at is not null as over
         from identity.role_grant g join identity.account a on a.id = g.account_id where a.login_name = 'daili-5' order by g.id`,
    ),
  );
  expect(grants).toEqual([
    { until: '2026-09-02', over: true },
    { until: '2027-02-28', over: false },
  ]);
});

test('mandates of a merged firm go over to the one that stays', async () => {
  const twin = await makeFirm('虚构甲家具厂（分厂）');
  const [match] = await withTransaction(database, 'migrator', (tx) =>
    tx.query<{ id: number }>(
      `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', $1, $2, 'same-core') returning id`,
      [firmId, twin],
    ),
  );
  const id = await file({ loginName: 'daili-4' });
  const narrow = await file({ loginName: 'daili-6', matters: ['results'] });
  unwrap(await confirmMandate(official, narrow, { version: 1 }));
  unwrap(await decideMatch(official, match!.id, { decision: 'same', keep: 'right', reason: '同一企业' }));
  expect(
    unwrap(await listMandates(official, { dataset: 'demo', state: 'filed' })).rows.find((row) => row.id === id),
  ).toMatchObject({
    enterpriseId: twin,
  });
  // The agent of the one acts for the other in the same matters alone, and no longer than the power of attorney stands.
  const grants = () =>
    withTransaction(database, 'migrator', (tx) =>
      tx.query<{ place: string; matters: string[]; over: boolean }>(
        `select g.region_code as place, g.limited_to as matters, g.ended_at is not null as over
           from identity.role_grant g join identity.account a on a.id = g.account_id where a.login_name = 'daili-6' order by g.id`,
      ),
    );
  const [first, second] = await grants();
  expect(second).toEqual({ ...first, place: `enterprise/${twin}` });
  expect(second?.matters).toContain('spot-checks.answer');
  expect(second?.matters).not.toContain('publicity.answer');
  expect(codeOf(await closeMandate(official, narrow, 'stop', { version: 2, reason: '企业来函终止' }))).toBe('ok');
  expect(await grants()).toMatchObject([{ over: true }, { over: true }]);
});

test('the firm is told what an official did about them, each once, and not what it did itself', async () => {
  const told = () =>
    withTransaction(database, 'migrator', (tx) =>
      tx.query<{ title: string; body: string }>(
        `select title_zh as title, body_zh as body from delivery.message where kind = 'enterprises.mandate' and title_zh like '%虚构被告知代理' order by id`,
      ),
    );
  const wants = { agentName: '虚构被告知代理' };
  const [kept, refused, ended] = [
    await file({ ...wants, loginName: 'daili-11' }),
    await file({ ...wants, loginName: 'daili-12' }),
    await file({ ...wants, loginName: 'daili-13' }),
  ];
  unwrap(await confirmMandate(official, kept, { version: 1 }));
  unwrap(await closeMandate(official, refused, 'refuse', { version: 1, reason: '签章不清' }));
  unwrap(await closeMandate(firm, ended, 'end', { version: 1 }));
  unwrap(await closeMandate(official, kept, 'stop', { version: 2, reason: '企业来函' }));
  expect((await told()).map(({ title }) => title)).toEqual([
    '授权委托书已核对登记：虚构被告知代理',
    '授权委托书不予登记：虚构被告知代理',
    '代理已停止：虚构被告知代理',
  ]);
  expect((await told())[1]?.body).toContain('说明：签章不清');
});

test('what was noted of all of them, replayed, gives what stands', async () => {
  const { faults, verbs } = await replay(database, {
    flow: mandateProcess,
    table: 'enterprises.mandate',
    begins: { file: 'filed' },
  });
  expect(faults).toEqual([]);
  expect(verbs.size).toBeGreaterThan(3);
});
