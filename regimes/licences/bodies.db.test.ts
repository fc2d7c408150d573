import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { cardIssuedType, cardLiftedType, cardReopenedType } from '../warning-cards/facts.ts';
import { manifest } from './index.ts';
import { recordHoldAct, recordLicenceAct } from './operations-acts.ts';
import { askGate } from './operations-gate.ts';
import { actOnRequest, getRequest, listRequests } from './operations-requests.ts';
import { getLicence, listLicences } from './operations.ts';
import type { RequestVerb } from './request.ts';
import { asOwner, codeOf, holderOf, importTable, issued, listed, others, tell } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
await seedRegisters(database, '440000');
const made = madeUpResults(database, services);
const cement = await made.category('虚构插座');
await listed(database, cement, 'certification');
const officer = await testCall(services, {
  permissions: ['licences.read', 'licences.record', 'licences.gate', 'journal.read'],
});
const system = testSystemCall(services);

const certificate = (n: number, issuer = '虚构甲认证中心', more: object = {}) => ({
  number: `虚构3C-${n}`,
  kind: '强制性认证',
  holder: `虚构插座厂${n}`,
  code: codeOf(n),
  category: '虚构插座',
  issuer,
  ...more,
});
await importTable(officer, [
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => certificate(n)),
  certificate(8, '虚构乙认证中心'),
  { number: '虚构XK-9', holder: '虚构插座厂9', code: codeOf(9), category: '虚构插座' },
]);
const bodies = new Map(
  (await asOwner<{ name: string; id: number }>(database, 'select name, id from certifiers.certifier')).map(
    ({ name, id }) => [name, id],
  ),
);
const bodyCall = (name: string): Promise<Call> =>
  testCall(services, {
    permissions: ['licences.read', 'licences.answer', 'delivery.receive'],
    region: `certifier/${bodies.get(name)}`,
  });
const [first, second] = [await bodyCall('虚构甲认证中心'), await bodyCall('虚构乙认证中心')];
const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });

const numbered = async (number: string, call = officer) => {
  const [found] = unwrap(await listLicences(now(call), { dataset: 'demo', q: number, limit: 10 })).rows;
  if (!found) throw new Error(`${number} is not on record`);
  return unwrap(await getLicence(now(call), found.id));
};
const requestsOf = async (call: Call) => unwrap(await listRequests(call, { dataset: 'demo', limit: 100 })).rows;
const suspend = async (n: number): Promise<number> => {
  const [card = 0] = await issued(database, [{ producer: await holderOf(database, codeOf(n)), category: cement }]);
  await tell(testSystemCall(services), cardIssuedType, [card]);
  return card;
};
const requestOn = async (n: number) => {
  const found = (await requestsOf(officer)).find(({ licence }) => licence.number === `虚构3C-${n}`);
  if (!found) throw new Error(`nothing was asked about ${n}`);
  return found;
};
const answer = { on: '2026-09-01', documentNumber: '虚认〔2026〕7号', reason: '经核查属实', files: [] as number[] };
const act = (call: Call, verb: RequestVerb, { id, version }: { readonly id: number; readonly version: number }, more: object = {}) =>
  actOnRequest(now(call), id, verb, { ...answer, version, ...more } as never); // prettier-ignore
const messages = (request: number) =>
  asOwner<{ kind: string; inbox: string; wants: string | null; due: string | null }>(
    database,
    `select kind, inbox, wants, due_on as due from delivery.message where subject = $1 order by id`,
    [`request/${request}`],
  );
const runJob = (name: string) =>
  services.composition.jobs.find((job) => job.name === name)?.run(testSystemCall(services), {});

test('a card on a certificate asks its body once: message against receipt, letter, term; on a licence of the province nobody', async () => {
  const card = await suspend(1);
  await tell(system, cardIssuedType, [card]);
  await suspend(9);
  const [asked, ...more] = await requestsOf(first);
  expect(more).toEqual([]);
  expect(asked).toMatchObject({ state: 'asked', holder: { name: '虚构插座厂1' }, certifier: { name: '虚构甲认证中心' }, askedOn: '2026-09-01', dueOn: '2026-09-16' });
  const id = asked?.id ?? 0;
  expect(await messages(id)).toEqual([{ kind: 'licences.body-asked', inbox: `certifier/${bodies.get('虚构甲认证中心')}`, wants: 'receipt', due: '2026-09-06' }]);
  const [letter] = await asOwner<{ copies: string[] }>(database, `select copies from documents.paper where kind = 'licences.suspension-letter'`);
  expect(letter?.copies).toEqual([`certifier/${bodies.get('虚构甲认证中心')}`]);
  const [work] = await asOwner<{ permission: string; place: string; due: string }>(database, `select permission, region_code as place, due_on as due from work.item where kind = 'licences.answer-request' and state = 'open'`);
  expect(work).toEqual({ permission: 'licences.answer', place: `certifier/${bodies.get('虚构甲认证中心')}`, due: '2026-09-16' });
  const seen = await numbered('虚构3C-1', first);
  expect(seen).toMatchObject({ held: ['虚构插座'], holds: [{ cardId: card, issuerToldOn: '2026-09-01', requestId: id }] });
  expect(seen.events.map(({ words }) => words.zh)).toEqual(['发证', '登记', '因黄牌或红牌暂停使用', '已请认证机构处理']);
}); // prettier-ignore

test('a body sees and decides what it has issued, and nothing of another’s; officials decide nothing in its name', async () => {
  const { id, version, licence } = await requestOn(1);
  expect((await requestsOf(second)).length).toBe(0);
  expect(unwrap(await listLicences(second, { dataset: 'demo', limit: 50 })).rows.map(({ number }) => number)).toEqual(['虚构3C-8']);
  expect(unwrap(await listLicences(first, { dataset: 'demo', limit: 50 })).total).toBe(7);
  expect(await getRequest(second, id)).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await getLicence(second, licence.id)).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await act(second, 'withdraw', { id, version })).toMatchObject({ refusal: { code: 'not-found' } });
  // The row shown to a reader of the whole province is not his to decide, nor is a letter the body's to record.
  const both = await testCall(services, { permissions: ['licences.read', 'licences.answer'] });
  expect(await act(both, 'suspend', { id, version })).toMatchObject({ refusal: { code: 'outside-your-region' } });
  expect(await act(first, 'record', { id, version }, { answer: 'keeps' })).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await recordLicenceAct(second, licence.id, { act: 'issuer-revoke', on: '2026-09-01', version: 1, reason: '无权' }, 'licences.answer')).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await recordLicenceAct(both, licence.id, { act: 'issuer-revoke', on: '2026-09-01', version: 1, reason: '无权' }, 'licences.answer')).toMatchObject({ refusal: { code: 'outside-your-region' } });
  // A permission that the session claims and the database does not know opens nothing.
  const claimed: Call = { ...second, actor: { ...second.actor, permissions: new Map([...second.actor.permissions, ['licences.answer', [`certifier/${bodies.get('虚构甲认证中心')}`]]]) } };
  expect(await act(claimed, 'keep', { id, version })).toMatchObject({ refusal: { code: 'not-found' } });
  // By the tables themselves, on connections that others have used.
  for (const [call, own] of [[first, 7], [second, 1]] as const)
    await withTransaction(database, { account: call.actor.accountId ?? '' }, async (tx) => {
      const count = async (table: string) => (await tx.query<{ n: number }>(`select count(*)::int as n from licences.${table}`))[0]?.n;
      expect(await count('licence')).toBe(own);
      expect(await count('scope')).toBe(own);
      expect(await count('request')).toBe(own === 7 ? 1 : 0);
      expect(await count('hold')).toBe(own === 7 ? 1 : 0);
      for (const table of ['revocation', 'lead', 'business_licence', 'import']) expect(await count(table)).toBe(0);
    });
}); // prettier-ignore

test('keeping says why and changes nothing else; day, number, reason and files are held to', async () => {
  const { id, version, licence } = await requestOn(1);
  const bytes = async function* () {
    yield { fileName: '决定.pdf', stream: Readable.from([Buffer.from('%PDF-1.7')]) };
  };
  const file = unwrap(await receiveEvidence(first, bytes() as never));
  expect(await act(first, 'keep', { id, version }, { reason: '' })).toMatchObject({ refusal: { code: 'reason-required' } });
  expect(await act(first, 'keep', { id, version }, { on: '2026-09-02' })).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(await act(first, 'keep', { id, version }, { on: '2020-09-02' })).toMatchObject({ refusal: { code: 'before-the-licence' } });
  expect(await act(first, 'keep', { id, version }, { files: [file.id + 100] })).toMatchObject({ refusal: { code: 'evidence-not-yours' } });
  const kept = unwrap(await act(first, 'keep', { id, version }, { files: [file.id] }));
  expect(kept).toMatchObject({ state: 'kept', decidedOn: '2026-09-01', documentNumber: '虚认〔2026〕7号', reason: '经核查属实', files: [{ fileName: '决定.pdf' }], next: null });
  expect(unwrap(await getRequest(officer, id)).files).toHaveLength(1);
  expect(await act(first, 'withdraw', { id, version: version + 1 })).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  const after = await numbered('虚构3C-1');
  expect(after).toMatchObject({ standing: 'suspended', holds: [{ ground: 'card', issuerAnswer: 'keeps', endedOn: null }] });
  expect(after.events.at(-1)).toMatchObject({ words: { zh: '发证方维持有效' }, reason: '虚认〔2026〕7号：经核查属实' });
  const [fact] = await asOwner<{ payload: object }>(database, `select payload from facts.fact where type = 'licences/issuer-answered@1' order by id desc limit 1`);
  expect(fact?.payload).toMatchObject({ licenceId: licence.id, answer: 'keeps', on: '2026-09-01', issuer: '虚构甲认证中心', number: '虚构3C-1' });
  const open = await asOwner(database, `select from work.item where kind = 'licences.answer-request' and subject = $1 and state = 'open'`, [`request/${id}`]);
  expect(open).toEqual([]);
}); // prettier-ignore

test('decided twice at the same time it is decided once: the letter that says otherwise is told so', async () => {
  // Of its own: which act comes first is open, and a withdrawn certificate is asked about no more.
  await importTable(officer, [certificate(10)]);
  await suspend(10);
  const asked = await requestOn(10);
  const at = await Promise.all([
    act(first, 'suspend', asked),
    act(first, 'withdraw', asked),
    act(first, 'keep', asked),
    act(officer, 'record', asked, { answer: 'withdraws' }),
    act(second, 'keep', asked),
  ]);
  expect(at.filter(({ ok }) => ok)).toHaveLength(1);
  for (const done of at) if (!done.ok) expect(['conflict', 'state-not-allowed', 'not-found']).toContain(done.refusal.code);
  expect(at[4]).toMatchObject({ refusal: { code: 'not-found' } });
  const answers = await asOwner<{ n: number }>(database, `select count(*)::int as n from licences.event where subject_kind = 'request' and subject_id = ${asked.id} and verb <> 'ask'`);
  expect(answers).toEqual([{ n: 1 }]);
}); // prettier-ignore

test('its own suspension outlives the card: it is told, and ends it itself', async () => {
  const card = await suspend(2);
  const { id, version } = await requestOn(2);
  unwrap(await act(first, 'suspend', { id, version }));
  await tell(system, cardLiftedType, [card]);
  const held = await numbered('虚构3C-2', first);
  expect(held).toMatchObject({ standing: 'suspended', holds: [{ ground: 'card', endedOn: '2026-09-01' }, { ground: 'issuer', endedOn: null }] });
  expect((await messages(id)).map(({ kind }) => kind)).toEqual(['licences.body-asked', 'licences.body-card-ended']);
  expect(held.acts.map(({ act: one, permission, refusal }) => [one, permission, refusal?.code ?? null])).toEqual([
    ['renew', 'licences.record', 'forbidden'], ['surrender', 'licences.record', 'forbidden'],
    ['issuer-suspend', 'licences.answer', 'state-not-allowed'], ['issuer-resume', 'licences.answer', null], ['issuer-revoke', 'licences.answer', null],
  ]);
  const own = (verb: 'renew' | 'issuer-resume') => recordLicenceAct(first, held.id, { act: verb, on: '2026-09-01', version: held.version, reason: '恢复' }, 'licences.answer');
  unwrap(await own('issuer-resume'));
  expect((await numbered('虚构3C-2')).standing).toBe('valid');
}); // prettier-ignore

test('withdrawn, the certificate is over: holder and commerce authority are told, other requests about it lapse', async () => {
  const cards = [await suspend(3), await suspend(3)];
  const [later, earlier] = (await requestsOf(first)).filter(({ licence }) => licence.number === '虚构3C-3');
  unwrap(await act(first, 'withdraw', { id: earlier?.id ?? 0, version: 1 }, { on: '2026-08-30' }));
  expect(await numbered('虚构3C-3')).toMatchObject({ standing: 'revoked', revokedOn: '2026-08-30' });
  expect(await getRequest(first, later?.id ?? 0)).toMatchObject({ value: { state: 'lapsed', acts: [], daysLeft: null } });
  expect(unwrap(await askGate(officer, { enterprise: codeOf(3), category: '虚构插座' })).answer).toBe('preparation-only');
  const told = await asOwner<{ kind: string }>(database, `select kind from delivery.message where subject = $1 and kind like 'licences.revoked%' order by id`, [`licence/${earlier?.licence.id}`]);
  expect(told.map(({ kind }) => kind)).toEqual(['licences.revoked-holder', 'licences.revoked']);
  const [fact] = await asOwner<{ cards: number[] }>(database, `select payload->'cardIds' as cards from facts.fact where type = 'licences/licence-revoked@1' and payload->'licenceIds' @> to_jsonb($1::int)`, [earlier?.licence.id]);
  expect(fact?.cards).toEqual(cards);
}); // prettier-ignore

test('a card that lets go before the answer takes the request back; reopened, it asks again', async () => {
  const card = await suspend(4);
  const { id, version } = await requestOn(4);
  await tell(system, cardLiftedType, [card]);
  expect(await act(first, 'keep', { id, version: version + 1 })).toMatchObject({
    refusal: { code: 'state-not-allowed' },
  });
  expect((await messages(id)).map(({ kind }) => kind)).toEqual(['licences.body-asked', 'licences.body-lapsed']);
  await tell(system, cardReopenedType, [card]);
  expect(await requestOn(4)).toMatchObject({ state: 'asked' });
  expect((await requestOn(4)).id).not.toBe(id);
});

test('a letter of the body is recorded at the holder’s place, once; the hold itself refers there', async () => {
  await suspend(5);
  await asOwner(database, `update enterprises.enterprise set city_code = '440600' where credit_code = $1`, [codeOf(5)]);
  const { id, version } = await requestOn(5);
  const hold = (await numbered('虚构3C-5')).holds[0]?.id ?? 0;
  const direct = { act: 'record-answer', answer: 'noted', on: '2026-09-01', note: '来函' } as const;
  expect(await recordHoldAct(officer, hold, direct)).toMatchObject({ refusal: { code: 'body-was-asked' } });
  const elsewhere = await testCall(services, { permissions: ['licences.read', 'licences.record'], region: '440100' });
  expect(await act(elsewhere, 'record', { id, version }, { answer: 'keeps' })).toMatchObject({
    refusal: { code: 'not-found' },
  });
  const here = await testCall(services, { permissions: ['licences.read', 'licences.record'], region: '440600' });
  expect(unwrap(await act(here, 'record', { id, version }, { answer: 'suspends' }))).toMatchObject({
    state: 'suspended',
  });
  expect((await numbered('虚构3C-5')).holds).toMatchObject([{ issuerAnswer: 'suspends' }, { ground: 'issuer' }]);
});

test('a table that names another issuer leads certificate and question over to it', async () => {
  await suspend(6);
  const { id } = await requestOn(6);
  await importTable(officer, [certificate(6, '虚构乙认证中心')]);
  expect(await getRequest(officer, id)).toMatchObject({ value: { state: 'lapsed' } });
  expect(await getRequest(first, id)).toMatchObject({ refusal: { code: 'not-found' } });
  expect(unwrap(await listLicences(first, { dataset: 'demo', q: '虚构3C-6', limit: 5 })).rows).toEqual([]);
  const [asked] = await requestsOf(second);
  expect(asked).toMatchObject({ state: 'asked', licence: { number: '虚构3C-6' } });
});

test('late, the body is reminded once, then the provincial bureau hears of it; the answer ends both', async () => {
  await suspend(7);
  const { id, version } = await requestOn(7);
  const bureau = () =>
    asOwner<{ place: string }>(database, `select region_code as place from work.item where kind = 'deadlines.overdue' and permission = 'licences.record' and state = 'open' and link = $1`, [`/licence-requests/${id}`]); // prettier-ignore
  for (const [at, kinds, heard] of [
    ['2026-09-12', ['body-asked'], 0],
    ['2026-09-13', ['body-asked', 'body-near'], 0],
    ['2026-09-16', ['body-asked', 'body-near'], 0],
    ['2026-09-17', ['body-asked', 'body-near', 'body-late'], 0],
    ['2026-09-24', ['body-asked', 'body-near', 'body-late'], 1],
  ] as const) {
    services.setNow(`${at}T02:00:00.000Z`);
    await runJob('deadlines.run');
    await runJob('deadlines.run');
    expect(
      (await messages(id)).map(({ kind }) => kind),
      at,
    ).toEqual(kinds.map((kind) => `licences.${kind}`));
    expect(await bureau(), at).toHaveLength(heard);
  }
  unwrap(await act(first, 'keep', { id, version }, { on: '2026-09-20' }));
  expect(await bureau()).toEqual([]);
  services.setNow('2026-09-01T02:00:00.000Z');
});
