import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { platformManifests } from '#platform/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { askGate } from './operations-gate.ts';
import { actOnRevocation, getRevocation, listRevocations, proposeRevocation } from './operations-revocations.ts';
import { getLicence, listLicences, myLicences } from './operations.ts';
import { recordLicenceAct } from './operations-acts.ts';
import { asOwner, codeOf, importTable, listed, others, holderOf } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
await seedRegisters(database, '440000');
const made = madeUpResults(database, services);
await listed(database, await made.category('虚构水泥'));
const officer = await testCall(services, {
  permissions: ['licences.read', 'licences.record', 'licences.gate', 'licences.propose', 'licences.see-revocations'],
});
const approver = await testCall(services, {
  permissions: ['licences.read', 'licences.revoke', 'licences.see-revocations'],
});
const city = await testCall(services, {
  permissions: ['licences.read', 'licences.propose', 'licences.see-revocations', 'licences.revoke'],
  region: '440600',
});
const issuer = '广东省质量技术监督局';
await importTable(officer, [
  { number: '虚构XK-1', holder: '虚构一厂', code: codeOf(1), category: '虚构水泥', issuer },
  { number: '虚构XK-2', holder: '虚构二厂', code: codeOf(2), category: '虚构水泥', issuer },
  { number: '虚构XK-5', holder: '虚构五厂', code: codeOf(5), category: '虚构水泥', issuer },
  { number: '虚构XK-3', holder: '虚构三厂', code: codeOf(3), category: '虚构水泥', issuer: '国家质量监督检验检疫总局' },
  {
    number: '虚构3C-4',
    kind: '强制性认证',
    holder: '虚构四厂',
    code: codeOf(4),
    category: '虚构水泥',
    issuer: '虚构认证中心',
  },
]);
const idOf = async (number: string): Promise<number> => {
  const [found] = unwrap(await listLicences(officer, { dataset: 'demo', q: number, limit: 10 })).rows;
  return found?.id ?? 0;
};
const facts = '经整改复查仍不合格';
const propose = async (number: string, call = officer) =>
  proposeRevocation(call, await idOf(number), { facts, cardId: null });
const at = (call: typeof officer, day: string) => ({ ...call, today: day as never });

test('only the provincial bureau, only what it has issued, and one at a time', async () => {
  expect(await propose('虚构XK-1', city)).toMatchObject({ refusal: { code: 'outside-your-region' } });
  expect(await propose('虚构XK-3')).toMatchObject({ refusal: { code: 'revocation-not-in-power' } });
  expect(await propose('虚构3C-4')).toMatchObject({ refusal: { code: 'revocation-not-in-power' } });
  unwrap(await propose('虚构XK-1'));
  expect(await propose('虚构XK-1')).toMatchObject({ refusal: { code: 'revocation-open' } });
  // Nobody of a city sees what the province has under way.
  expect(unwrap(await listRevocations(city, { dataset: 'demo', limit: 10 })).rows).toEqual([]);
});

test('told, the days for a hearing over, decided by another: the licence is revoked that day, and barred for three years', async () => {
  const [line] = unwrap(await listRevocations(officer, { dataset: 'demo', limit: 10 })).rows;
  const id = line?.id ?? 0;
  const step = (verb: Parameters<typeof actOnRevocation>[2], more: object, call = officer) =>
    getRevocation(officer, id).then((now) => actOnRevocation(call, id, verb, { version: unwrap(now).version, reason: '测试', ...more }));
  expect(await step('revoke', {}, approver)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(unwrap(await step('notify', { on: '2026-08-24' }))).toMatchObject({ state: 'notified', hearingUntil: '2026-08-31' });
  const early = unwrap(await getRevocation(at(approver, '2026-08-31'), id));
  expect(early.acts.find(({ act }) => act === 'revoke')?.refusal).toMatchObject({ code: 'hearing-term-running' });
  expect(await step('revoke', { on: '2026-08-31' }, at(approver, '2026-08-31'))).toMatchObject({ refusal: { code: 'hearing-term-running' } });
  expect(await step('request-hearing', { on: '2026-09-01' })).toMatchObject({ refusal: { code: 'hearing-request-late' } });
  const both = await testCall(services, { permissions: ['licences.read', 'licences.propose', 'licences.see-revocations', 'licences.revoke'] });
  expect(await step('revoke', {}, city)).toMatchObject({ ok: false });
  expect(await actOnRevocation(both, id, 'revoke', { version: 1, reason: '测试' })).toMatchObject({ refusal: { code: 'conflict' } });
  expect(await step('revoke', { reason: '' }, approver)).toMatchObject({ refusal: { code: 'reason-required' } });
  expect(unwrap(await step('revoke', {}, approver))).toMatchObject({ state: 'revoked', decidedOn: '2026-09-01', licence: { standing: 'revoked' } });
  expect(await step('revoke', {}, approver)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  const gate = unwrap(await askGate(officer, { enterprise: codeOf(1), category: '虚构水泥' }));
  expect(gate).toMatchObject({ answer: 'preparation-only' });
  expect(gate.grounds.explanation.zh).toContain('至2029年9月1日为止');
  const revoked = unwrap(await getLicence(officer, await idOf('虚构XK-1')));
  expect(revoked.events.at(-1)?.words.zh).toBe('省局决定吊销');
  expect(revoked.bar).toMatchObject({ until: '2029-09-01', years: 3, confirmed: true, basis: { zh: expect.stringContaining('工业产品生产许可证管理条例') as string } }); // prettier-ignore
  expect(unwrap(await getLicence(officer, await idOf('虚构3C-4'))).bar).toBeNull();
  expect(await propose('虚构XK-1')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  const [fact] = await asOwner<{ type: string }>(database, `select type from facts.fact where type = 'licences/licence-revoked@1'`);
  expect(fact).toBeDefined();
  const told = await asOwner<{ wants: string }>(database, `select wants from delivery.message where kind = 'licences.revoked' and inbox like 'authority/%'`);
  expect(told).toEqual([{ wants: 'receipt' }]);
  const holder = await asOwner<{ title: string; wants: string | null }>(database, `select m.title_zh as title, m.wants from delivery.message m
    join licences.licence l on m.inbox = 'enterprise/' || l.holder_id where m.kind = 'licences.revoked-holder' and l.number = '虚构XK-1'`);
  expect(holder).toEqual([{ title: '您单位的生产许可证虚构XK-1已吊销', wants: null }]);
  const papers = await asOwner<{ number: string; content: unknown }>(database, `select title, number, copies, content from documents.paper where subject = 'revocation/${id}'`);
  expect(papers).toMatchObject([{ title: '吊销生产许可证决定书', copies: [`enterprise/${await holderOf(database, codeOf(1))}`] }]);
  expect(papers[0]?.number).toMatch(/^粤质许吊〔2026〕\d+号（演示）$/);
  expect(JSON.stringify(papers[0]?.content)).toContain('虚构XK-1（产品：');
}); // prettier-ignore

test('who asks for a hearing is heard before anything is decided; a licence surrendered meanwhile is not revoked', async () => {
  const { id } = unwrap(await propose('虚构XK-2'));
  const step = (verb: Parameters<typeof actOnRevocation>[2], more: object = {}, call = officer) =>
    getRevocation(officer, id).then((now) => actOnRevocation(call, id, verb, { version: unwrap(now).version, reason: '测试', ...more }));
  const firm = await testCall(services, { permissions: ['licences.own'], region: `enterprise/${await holderOf(database, codeOf(2))}` });
  const own = async (day: string) => unwrap(await myLicences(at(firm, day))).rows.map(({ revocation }) => revocation);
  expect(await own('2026-08-02')).toEqual([null]);
  unwrap(await step('notify', { on: '2026-08-03' }));
  const shown = { state: 'notified', servedOn: '2026-08-03', hearingUntil: '2026-08-10', requestedOn: null, heardOn: null };
  expect(await own('2026-08-07')).toEqual([{ ...shown, daysLeft: 3 }]);
  expect(await own('2026-08-11')).toEqual([{ ...shown, daysLeft: null }]);
  unwrap(await step('request-hearing', { on: '2026-08-10' }));
  expect(await own('2026-08-10')).toEqual([{ ...shown, state: 'hearing-requested', requestedOn: '2026-08-10', daysLeft: null }]);
  const stranger = await testCall(services, { permissions: ['licences.own'], region: `enterprise/${await holderOf(database, codeOf(5))}` });
  expect(unwrap(await myLicences(stranger)).rows).toMatchObject([{ revocation: null }]);
  expect(await step('revoke', {}, approver)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(await step('hear', { on: '2026-08-20' })).toMatchObject({ refusal: { code: 'hearing-noticed-late' } });
  expect(await step('hear', { on: '2026-08-20', noticedOn: '2026-08-12' })).toMatchObject({ refusal: { code: 'hearing-noticed-late' } });
  unwrap(await step('hear', { on: '2026-08-20', noticedOn: '2026-08-11' }));
  const licence = unwrap(await getLicence(officer, await idOf('虚构XK-2')));
  unwrap(await recordLicenceAct(officer, licence.id, { act: 'surrender', on: '2026-08-30', version: licence.version, reason: '企业申请' }));
  expect(await step('revoke', {}, approver)).toMatchObject({ refusal: { code: 'conflict' } });
  expect(unwrap(await step('keep', { reason: '已注销' }, approver))).toMatchObject({ state: 'kept' });
  // The holder was told of its right and until when, and that nothing follows; of one that was withdrawn unserved it knows nothing.
  const { id: unserved } = unwrap(await proposeRevocation(officer, await idOf('虚构XK-5'), { facts, cardId: null }));
  unwrap(await actOnRevocation(officer, unserved, 'withdraw', { version: 1, reason: '误' }));
  const told = await asOwner<{ holder: number; title: string; body: string }>(database, `select substr(inbox, 12)::int as holder, title_zh as title, body_zh as body
    from delivery.message where kind = 'licences.revocation-holder' order by id`);
  const mine = told.filter(({ holder }) => holder === licence.holder.id);
  expect(mine.map(({ title }) => title)).toEqual(['拟吊销您单位的生产许可证虚构XK-2', '不吊销您单位的生产许可证虚构XK-2']);
  expect(mine[0]?.body).toContain('请在2026年8月10日前（含当天）书面提出');
  expect(told.filter(({ title }) => title.includes('虚构XK-5'))).toEqual([]);
}); // prettier-ignore

test('a revocation by another issuer, recorded by an officer or told by a table, reaches the holder and the commerce authority, once', async () => {
  const told = async (number: string) =>
    asOwner<{ kind: string; inbox: string; wants: string | null; title: string; body: string }>(
      database,
      `select kind, split_part(inbox, '/', 1) as inbox, wants, title_zh as title, body_zh as body from delivery.message
        where subject = $1 and kind like 'licences.revoked%' order by id`,
      [`licence/${await idOf(number)}`],
    );
  const { id, version } = unwrap(await getLicence(officer, await idOf('虚构3C-4')));
  const body = { act: 'issuer-revoke', on: '2026-08-28', reason: '认证中心来函' } as const;
  unwrap(await recordLicenceAct(officer, id, { ...body, version }));
  expect(await recordLicenceAct(officer, id, { ...body, version: version + 1 })).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  const [holder, commerce, ...more] = await told('虚构3C-4');
  expect(more).toEqual([]);
  expect(holder).toMatchObject({ kind: 'licences.revoked-holder', inbox: 'enterprise', wants: null, title: '您单位的强制性认证证书虚构3C-4已撤销' });
  expect(holder?.body).toContain('自2026-08-28起由虚构认证中心撤销');
  expect(holder?.body).not.toContain('不得再次申请');
  expect(commerce).toMatchObject({ kind: 'licences.revoked', inbox: 'authority', wants: 'receipt', title: '强制性认证证书虚构3C-4已撤销' });
  const table = [{ number: '虚构XK-3', holder: '虚构三厂', code: codeOf(3), category: '虚构水泥', issuer: '国家质量监督检验检疫总局', revokedOn: '2026-08-30' }];
  await importTable(officer, table);
  await importTable(officer, table);
  expect((await told('虚构XK-3')).map(({ title }) => title)).toEqual(['您单位的生产许可证虚构XK-3已吊销', '生产许可证虚构XK-3已吊销']);
  const facts = await asOwner<{ ids: number[] }>(database, `select payload->'licenceIds' as ids from facts.fact where type = 'licences/licence-revoked@1'`);
  expect(facts.map(({ ids }) => ids)).toContainEqual([await idOf('虚构XK-3')]);
}); // prettier-ignore
