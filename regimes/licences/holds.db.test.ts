import { expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { getPaperDetail } from '#platform/documents/operations-read.ts';
import { withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import { workbench } from '#platform/work/workbench.ts';
import { observe, perform } from '#platform/operation/index.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { replay } from '../../tests/replay.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { cardEndedType, cardIssuedType, cardLiftedType, cardReopenedType, cardRevokedType, revocationProposedType, turnedRedType } from '../warning-cards/facts.ts'; // prettier-ignore
import { licencesSuspendedBy } from '../warning-cards/storage.ts';
import { manifest } from './index.ts';
import { recordHoldAct, recordLicenceAct } from './operations-acts.ts';
import { askGate } from './operations-gate.ts';
import { leadProcess } from './lead.ts';
import { actOnLead, compareNow, getLead, listLeads } from './operations-leads.ts';
import { getLicence, listLicences, myLicences } from './operations.ts';
import { asOwner, codeOf, holderOf, importTable, issued, listed, others, tell } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
await seedRegisters(database, '440000');
const made = madeUpResults(database, services);
const system = testSystemCall(services);
const cement = await made.category('虚构水泥');
const tiles = await made.category('虚构地砖');
const free = await made.category('虚构木梳');
const officer = await testCall(services, {
  permissions: ['licences.read', 'licences.record', 'licences.gate', 'licences.leads'],
});
await listed(database, cement);
await listed(database, tiles);

const numbered = async (number: string) => {
  const [found] = unwrap(await listLicences(officer, { dataset: 'demo', q: number, limit: 10 })).rows;
  if (!found) throw new Error(`${number} is not on record`);
  return unwrap(await getLicence(officer, found.id));
};
const gate = async (code: string, category = '虚构水泥', on?: string) =>
  unwrap(await askGate(officer, { enterprise: code, category, on })).answer;
const leads = async () => unwrap(await listLeads(officer, { dataset: 'demo', limit: 100 })).rows;

const papersOf = (card: number) =>
  asOwner<{ title: string; number: string; state: string; addressee: string; copies: readonly string[] }>(
    database,
    `select title, number, state, addressee, copies from documents.paper
      where subject in (select 'hold/' || id from licences.hold where card_id = ${card}) order by id`,
  );

test('a card suspends its product alone; revoking the card gives back what it took, and nothing else', async () => {
  await importTable(officer, [
    { number: '虚构XK-1', holder: '虚构一厂', code: codeOf(1), category: '虚构水泥、虚构地砖' },
    { number: '虚构XK-2', holder: '虚构二厂', code: codeOf(2), category: '虚构水泥' },
  ]);
  const producer = await holderOf(database, codeOf(1));
  const [first = 0, second = 0] = await issued(database, [
    { producer, category: cement },
    { producer, category: cement },
  ]);
  await tell(system, cardIssuedType, [first, second]);
  await tell(system, cardIssuedType, [first]);
  expect(await numbered('虚构XK-1')).toMatchObject({ standing: 'valid', held: ['虚构水泥'], holds: [{ cardId: first }, { cardId: second }] });
  expect(await gate(codeOf(1))).toBe('suspended');
  // The page of the card leads to what it suspends.
  const suspends = await observe(officer, { permission: 'licences.read' }, async ({ tx }) => ok(await licencesSuspendedBy(tx, first)));
  expect(unwrap(suspends)).toMatchObject([{ number: '虚构XK-1', issuer: '广东省质量技术监督局' }]);
  const [own, ...more] = await papersOf(first);
  expect(more).toEqual([]);
  expect(own).toMatchObject({ title: '暂停使用许可证、认证证书通知书', state: 'issued', addressee: '虚构一厂', copies: [`enterprise/${producer}`] });
  expect(own?.number).toMatch(/^粤质许停〔2026〕\d+号（演示）$/);
  expect(await gate(codeOf(1), '虚构地砖')).toBe('production-may-be-added');
  expect(await gate(codeOf(2))).toBe('production-may-be-added');
  await tell(system, cardRevokedType, [first]);
  expect((await papersOf(first)).map(({ state }) => state)).toEqual(['void']);
  expect(await gate(codeOf(1))).toBe('suspended');
  await tell(system, cardRevokedType, [second]);
  expect(await gate(codeOf(1))).toBe('production-may-be-added');
  const after = await numbered('虚构XK-1');
  expect(after.holds.map(({ endedOn }) => endedOn)).toEqual(['2026-09-01', '2026-09-01']);
  expect(after.events.map(({ words }) => words.zh).slice(2)).toEqual([
    '因黄牌或红牌暂停使用', '因黄牌或红牌暂停使用', '黄牌或红牌的暂停结束', '黄牌或红牌的暂停结束',
  ]);
}); // prettier-ignore

test('lifted, ended, reopened and red: a card holds while it stands, and not a day longer', async () => {
  const producer = await holderOf(database, codeOf(2));
  const [card = 0, other = 0] = await issued(database, [
    { producer, category: cement },
    { producer, category: cement },
  ]);
  await tell(system, cardIssuedType, [card, other]);
  await tell(system, turnedRedType, [card]);
  expect((await numbered('虚构XK-2')).holds.filter(({ endedOn }) => endedOn === null)).toHaveLength(2);
  await tell(system, cardLiftedType, [card]);
  expect(await gate(codeOf(2))).toBe('suspended');
  await tell(system, cardEndedType, [other]);
  expect(await gate(codeOf(2))).toBe('production-may-be-added');
  await tell(system, cardReopenedType, [other]);
  expect(await gate(codeOf(2))).toBe('suspended');
  await tell(system, cardLiftedType, [other]);
  expect(await gate(codeOf(2))).toBe('production-may-be-added');
});

test('the steps against a card done, the program opens the revocation of the licence that is ours, once', async () => {
  const producer = await holderOf(database, codeOf(2));
  const [card = 0] = await issued(database, [{ producer, category: cement }]);
  await tell(system, cardIssuedType, [card]);
  const under = () =>
    asOwner<{ n: number }>(
      database,
      `select count(*)::int as n from licences.revocation where state = 'proposed' and card_id = $1`,
      [card],
    );
  await asOwner(database, `update licences.licence set issuer_region = null where number = '虚构XK-2'`);
  await tell(system, revocationProposedType, [card]);
  // The issuer is not known as an authority of this province yet: nothing to revoke here.
  expect(await under()).toEqual([{ n: 0 }]);
  await asOwner(database, `update licences.licence set issuer_region = '440000' where number = '虚构XK-2'`);
  await tell(system, revocationProposedType, [card]);
  await tell(system, revocationProposedType, [card]);
  expect(await under()).toEqual([{ n: 1 }]);
  await tell(system, cardRevokedType, [card]);
});

test('the commerce authority of the place is told of suspension and end, once, and asked for its receipt', async () => {
  const producer = await holderOf(database, codeOf(1));
  await asOwner(database, `update enterprises.enterprise set city_code = '440600' where id = $1`, [producer]);
  const [card = 0] = await issued(database, [{ producer, category: cement }]);
  await tell(system, cardIssuedType, [card]);
  await tell(system, cardIssuedType, [card]);
  await tell(system, cardLiftedType, [card]);
  const { id, holds } = await numbered('虚构XK-1');
  const hold = holds.at(-1)?.id ?? 0;
  // Two cards on one licence are told apart by their numbers.
  const [named] = await asOwner<{ number: string }>(database, 'select number from warning_cards.card where id = $1', [card]);
  const number = named?.number ?? '';
  const told = await asOwner<{ kind: string; inbox: string; wants: string | null; due: string | null; title: string }>(
    database,
    `select m.kind, a.short_name as inbox, m.wants, m.due_on as due, m.title_zh as title from delivery.message m
       join authorities.authority a on m.inbox = 'authority/' || a.id where m.subject = $1 and m.key like '% ' || $2 order by m.id`,
    [`licence/${id}`, hold],
  );
  expect(told).toEqual([
    { kind: 'licences.held', inbox: '佛山市工商局', wants: 'receipt', due: '2026-09-06', title: `生产许可证虚构XK-1暂停使用（虚构水泥，${number}）` },
    { kind: 'licences.hold-ended', inbox: '佛山市工商局', wants: null, due: null, title: `生产许可证虚构XK-1的一项暂停结束（虚构水泥，${number}）` },
  ]);
  const holder = await asOwner<{ kind: string; title: string }>(
    database,
    `select kind, title_zh as title from delivery.message where inbox = $1 and key like '% ' || $2 order by id`,
    [`enterprise/${producer}`, hold],
  );
  expect(holder).toEqual([
    { kind: 'licences.held-holder', title: `您单位的生产许可证虚构XK-1暂停使用（虚构水泥，${number}）` },
    { kind: 'licences.hold-ended-holder', title: `您单位生产许可证虚构XK-1的一项暂停结束（虚构水泥，${number}）` },
  ]);
  // The own province has issued it: nobody has to write a letter to the issuer.
  expect(holds.at(-1)?.issuerToldOn).toBe('2026-09-01');
}); // prettier-ignore

test('a revocation by the issuer names the cards that have no licence left to suspend, and those alone', async () => {
  await importTable(officer, [
    {
      number: '虚构XK-31',
      holder: '虚构三十一厂',
      code: codeOf(31),
      category: '虚构水泥',
      issuer: '国家质量监督检验检疫总局',
    },
    {
      number: '虚构XK-32',
      holder: '虚构三十一厂',
      code: codeOf(31),
      category: '虚构水泥、虚构地砖',
      issuer: '国家质量监督检验检疫总局',
    },
  ]);
  const producer = await holderOf(database, codeOf(31));
  const [cementCard = 0, tileCard = 0] = await issued(database, [
    { producer, category: cement },
    { producer, category: tiles },
  ]);
  await tell(system, cardIssuedType, [cementCard, tileCard]);
  const revoke = async (number: string) => {
    const { id, version } = await numbered(number);
    unwrap(await recordLicenceAct(officer, id, { act: 'issuer-revoke', on: '2026-09-01', version, reason: '发证机关来函' })); // prettier-ignore
    const [fact] = await asOwner<{ cards: number[] }>(
      database,
      `select payload->'cardIds' as cards from facts.fact where type = 'licences/licence-revoked@1' and payload->'licenceIds' = jsonb_build_array($1::bigint)`,
      [id],
    );
    return fact?.cards;
  };
  expect(await revoke('虚构XK-31')).toEqual([]);
  expect(await revoke('虚构XK-32')).toEqual([cementCard, tileCard]);
  await tell(system, cardRevokedType, [cementCard, tileCard]);
});

test('letters to other provinces and historical cards suspend nothing', async () => {
  const producer = await holderOf(database, codeOf(2));
  await tell(system, cardIssuedType, await issued(database, [{ producer, category: cement, kind: 'transfer' }]));
  await tell(
    system,
    cardIssuedType,
    await issued(database, [{ producer, category: cement }], 'historical'),
    'historical',
  );
  expect(await gate(codeOf(2))).toBe('production-may-be-added');
  expect(await leads()).toEqual([]);
});

test('a licence that comes after the card, or is renewed meanwhile, is suspended too', async () => {
  await importTable(officer, [{ number: '虚构XK-3', holder: '虚构三厂', code: codeOf(3), category: '虚构地砖', validUntil: '2026-08-01' }]);
  const producer = await holderOf(database, codeOf(3));
  const [card = 0] = await issued(database, [{ producer, category: tiles }]);
  await tell(system, cardIssuedType, [card]);
  // Expired: nothing to suspend, but nobody may produce, so it is a lead.
  expect((await numbered('虚构XK-3')).holds).toEqual([]);
  expect(await leads()).toMatchObject([{ enterprise: { id: producer }, sources: ['card'], kinds: ['production-licence'] }]);
  const { id, version } = await numbered('虚构XK-3');
  unwrap(await recordLicenceAct(officer, id, { act: 'renew', on: '2031-08-01', version, reason: '延续决定' }));
  expect(await numbered('虚构XK-3')).toMatchObject({ standing: 'suspended', holds: [{ cardId: card }] });
  await importTable(officer, [{ number: '虚构XK-4', holder: '虚构三厂', code: codeOf(3), category: '虚构地砖', issuedOn: '2026-09-01' }]);
  expect(await numbered('虚构XK-4')).toMatchObject({ standing: 'suspended' });
  await tell(system, cardRevokedType, [card]);
  expect(await numbered('虚构XK-3')).toMatchObject({ standing: 'valid' });
  expect(await numbered('虚构XK-4')).toMatchObject({ standing: 'valid' });
}); // prettier-ignore

test('an authority elsewhere is told by letter, and its own suspension outlives the card', async () => {
  await importTable(officer, [{ number: '虚构XK-5', holder: '虚构五厂', code: codeOf(5), category: '虚构地砖', issuer: '国家质量监督检验检疫总局' }]);
  const [card = 0] = await issued(database, [{ producer: await holderOf(database, codeOf(5)), category: tiles }]);
  await tell(system, cardIssuedType, [card]);
  const [hold] = (await numbered('虚构XK-5')).holds;
  const act = (more: object) => recordHoldAct(officer, hold?.id ?? 0, { on: '2026-09-01', note: '粤质函〔2026〕1号', ...more } as never);
  expect(await act({ act: 'record-answer', answer: 'noted' })).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(await act({ act: 'tell-issuer', on: '2026-09-02' })).toMatchObject({ refusal: { code: 'date-in-future' } });
  unwrap(await act({ act: 'tell-issuer' }));
  expect(await act({ act: 'tell-issuer' })).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(await act({ act: 'record-answer', answer: 'keeps', on: '2020-01-01' })).toMatchObject({ refusal: { code: 'before-the-licence' } });
  unwrap(await act({ act: 'record-answer', answer: 'suspends' }));
  await tell(system, cardRevokedType, [card]);
  const held = await numbered('虚构XK-5');
  expect(held).toMatchObject({ standing: 'suspended', holds: [{ ground: 'card', endedOn: '2026-09-01', issuerAnswer: 'suspends' }, { ground: 'issuer', endedOn: null }] });
  expect(held.events.map(({ words }) => words.zh)).toContain('发证方自行暂停');
  unwrap(await recordLicenceAct(officer, held.id, { act: 'issuer-resume', on: '2026-09-01', version: held.version, reason: '恢复决定' }));
  expect((await numbered('虚构XK-5')).standing).toBe('valid');
  // Under another card it withdraws the licence: nothing is left to suspend.
  const [second = 0] = await issued(database, [{ producer: await holderOf(database, codeOf(5)), category: tiles }]);
  await tell(system, cardIssuedType, [second]);
  const again = (await numbered('虚构XK-5')).holds.at(-1)?.id ?? 0;
  const answer = (more: object) => recordHoldAct(officer, again, { on: '2026-09-01', note: '复函', ...more } as never);
  unwrap(await answer({ act: 'tell-issuer' }));
  unwrap(await answer({ act: 'record-answer', answer: 'withdraws' }));
  expect(await numbered('虚构XK-5')).toMatchObject({ standing: 'revoked', revokedOn: '2026-09-01' });
  await tell(system, cardRevokedType, [second]);
}); // prettier-ignore

test('who makes a product of the catalogue without a licence becomes a lead, once, with its grounds', async () => {
  const [bare, shop, licensed, old] = await Promise.all([
    made.enterprise({ name: '虚构无证厂' }),
    made.enterprise({ name: '虚构加油站', retailer: true }),
    holderOf(database, codeOf(1)),
    made.enterprise({ name: '虚构早年厂' }),
  ]);
  const outside = await made.enterprise({ name: '虚构外省厂', province: '330000', city: '330100' });
  const recent = await made.check({ publishedOn: '2026-06-15' });
  const past = await made.check({ publishedOn: '2019-06-15' });
  const of = (producer: number, more: object = {}) => ({ producer, category: cement, check: recent, verdict: 'pass' as const, ...more });
  await made.store([of(bare), of(bare, { seller: shop, sampledOn: '2026-05-02' }), of(shop), of(licensed), of(outside), of(old, { check: past }), of(bare, { category: free })]);
  const before = (await leads()).length;
  const city = await testCall(services, { permissions: ['licences.leads'], region: '440600' });
  expect(await compareNow(city, 'demo')).toMatchObject({ refusal: { code: 'outside-your-region' } });
  expect(unwrap(await compareNow(officer, 'demo'))).toEqual({ found: 1 });
  expect(unwrap(await compareNow(officer, 'demo'))).toEqual({ found: 0 });
  expect(await leads()).toHaveLength(before + 1);
  // The workbench of the city counts it; that of the bureau names it apart, and counts it where nobody in the city may look into it.
  const pile = async (call: typeof officer) => unwrap(await workbench(call)).queues.find(({ key }) => key === 'licences.leads.demo');
  const here = (await pile(city))?.count ?? 0;
  const own = (await pile(officer))?.count ?? 0;
  expect(here).toBeGreaterThan(0);
  expect(await pile(officer)).toMatchObject({ elsewhere: here });
  const setState = (state: string) => withTransaction(database, 'migrator', (tx) => tx.query('update identity.account set state = $2 where id = $1', [city.actor.accountId, state]));
  await setState('disabled');
  expect(await pile(officer)).toMatchObject({ count: own + here, elsewhere: 0 });
  await setState('active');
  const [line] = await leads();
  const lead = unwrap(await getLead(city, line?.id ?? 0));
  expect(lead).toMatchObject({ enterprise: { id: bare }, category: { id: cement }, sources: ['check', 'sale'], state: 'open' });
  expect(lead.grounds.explanation.zh).toContain('没有登记该企业此产品的生产许可证');
  expect(lead.grounds.parameters.map(({ key }) => key)).toEqual(['licences.producer-months']);
  expect(await actOnLead(city, lead.id, 'dismiss', { version: 1 })).toMatchObject({ refusal: { code: 'reason-required' } });
  unwrap(await actOnLead(city, lead.id, 'dismiss', { version: 1, reason: '系代销，未生产' }));
  expect(await actOnLead(city, lead.id, 'hand-over', { version: 2, reason: '稽查' })).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  // Decided is decided, until something later shows.
  expect(unwrap(await compareNow(officer, 'demo'))).toEqual({ found: 0 });
  await made.store([of(bare, { sampledOn: '2026-08-30' })]);
  expect(unwrap(await compareNow(officer, 'demo'))).toEqual({ found: 1 });
}); // prettier-ignore

test('licences, holds and leads follow a merger; a card of either suspends the licence of the other', async () => {
  await importTable(officer, [{ number: '虚构XK-7', holder: '虚构七厂', code: codeOf(7), category: '虚构水泥' }]);
  const [from, into] = [await holderOf(database, codeOf(7)), await made.enterprise({ name: '虚构七厂新' })];
  const [card = 0] = await issued(database, [{ producer: into, category: cement }]);
  await tell(system, cardIssuedType, [card]);
  expect((await numbered('虚构XK-7')).holds).toEqual([]);
  await asOwner(database, 'update enterprises.enterprise set merged_into = $2 where id = $1', [from, into]);
  unwrap(
    await perform(system, { permission: null }, async (act) => {
      act.emit({ type: 'enterprises/merged@1', payload: { dataset: 'demo', from, into } });
      return ok(undefined);
    }),
  );
  expect(await numbered('虚构XK-7')).toMatchObject({ holder: { id: into }, standing: 'suspended' });
  expect(await gate(codeOf(7))).toBe('suspended');
});

test('the leads of two entries that are one become one; their journal, replayed, gives what stands', async () => {
  const [from, into] = [await made.enterprise({ name: '虚构八厂' }), await made.enterprise({ name: '虚构八厂新' })];
  for (const producer of [from, into])
    await made.store([{ producer, category: cement, check: await made.check({ publishedOn: '2026-08-20', level: 'provincial', authority: `虚构${producer}` }) }]); // prettier-ignore
  unwrap(await compareNow(officer, 'demo'));
  await asOwner(database, 'update enterprises.enterprise set merged_into = $2 where id = $1', [from, into]);
  unwrap(
    await perform(system, { permission: null }, async (act) => {
      act.emit({ type: 'enterprises/merged@1', payload: { dataset: 'demo', from, into } });
      return ok(undefined);
    }),
  );
  expect((await leads()).filter(({ enterprise }) => enterprise.id === into).map(({ state }) => state).toSorted()).toEqual(['merged', 'open']); // prettier-ignore
  const { faults, verbs } = await replay(database, {
    flow: leadProcess,
    table: 'licences.lead',
    begins: { find: 'open' },
  });
  expect(faults).toEqual([]);
  expect([...verbs].toSorted()).toEqual(['dismiss', 'find', 'merge']);
});

test('15,000 cards at once suspend 15,000 licences in sets', async () => {
  const count = 15_000;
  const firms = await asOwner<{ id: number }>(
    database,
    `with firm as (
       insert into enterprises.enterprise (dataset, name, name_key, name_core, match_key, province_code, city_code)
       select 'demo', '虚构众厂' || i, '虚构众厂' || i, '虚构众厂' || i, '虚构众厂' || i, '440000', '440600' from generate_series(1, $1::int) i returning id),
     licence as (
       insert into licences.licence (dataset, number, number_key, kind, holder_id, issuer_kind, issuer, issued_on, valid_from, valid_until, created_at)
       select 'demo', '众' || id, '众' || id, 'production-licence', id, 'authority', '虚构', '2024-01-01', '2024-01-01', '2029-01-01', now() from firm
       returning id, holder_id),
     scoped as (insert into licences.scope (licence_id, category_id) select id, $2 from licence)
     select id from firm`,
    [count, cement],
  );
  const cards = await issued(database, firms.map(({ id }) => ({ producer: id, category: cement })));
  await asOwner(database, 'analyze licences.licence; analyze licences.scope');
  const timed = async (ids: readonly number[]) => {
    const started = performance.now();
    await tell(system, cardIssuedType, ids);
    return performance.now() - started;
  };
  // One after another, measured on the same machine at the same time.
  const single = Math.min(await timed(cards.slice(0, 1)), await timed(cards.slice(1, 2)), await timed(cards.slice(2, 3)));
  const spent = await timed(cards);
  const [held] = await asOwner<{ n: number }>(database, 'select count(*)::int as n from licences.hold where ended_on is null and card_id = any ($1::bigint[])', [cards]);
  expect(held?.n).toBe(count);
  expect(spent).toBeLessThan((single * count) / 10);
  await tell(system, cardRevokedType, cards);
  const [rest] = await asOwner<{ n: number }>(database, 'select count(*)::int as n from licences.hold where ended_on is null and card_id = any ($1::bigint[])', [cards]);
  expect(rest?.n).toBe(0);
}); // prettier-ignore

test('a holder reads beside its licence for which card it is suspended, also before the card is served, and nobody else does', async () => {
  await importTable(officer, [{ number: '虚构XK-41', holder: '虚构四十一厂', code: codeOf(41), category: '虚构水泥' }]);
  const producer = await holderOf(database, codeOf(41));
  const [card = 0] = await issued(database, [{ producer, category: cement }]);
  await asOwner(database, `update warning_cards.card set decided_at = '2026-08-31T02:00:00Z' where id = $1`, [card]);
  const [row] = await asOwner<{ number: string }>(database, 'select number from warning_cards.card where id = $1', [card]);
  const number = row?.number ?? '';
  await tell(system, cardIssuedType, [card]);
  const own = async (holder: number) => {
    const firm = await testCall(services, { permissions: ['licences.own'], region: `enterprise/${holder}` });
    return unwrap(await myLicences(firm)).rows.flatMap(({ cards }) => cards);
  };
  expect(await own(producer)).toEqual([{ number, issuedOn: '2026-08-31', category: '虚构水泥', from: '2026-09-01' }]);
  // The bureau itself has issued it: there is no other issuer whose acts could be recorded.
  const { own: ours, acts } = await numbered('虚构XK-41');
  expect(ours).toBe(true);
  expect(acts.flatMap(({ act, refusal }) => (refusal?.code === 'own-licence' ? [act] : []))).toEqual(['issuer-suspend', 'issuer-revoke']);
  const { id: licence, version } = await numbered('虚构XK-41');
  expect(await recordLicenceAct(officer, licence, { act: 'issuer-revoke', on: '2026-09-01', version, reason: '测试' })).toMatchObject({ refusal: { code: 'own-licence' } });
  // Its paper names the licence and the product, no number of the program.
  const [paper] = await asOwner<{ id: number }>(
    database,
    `select id from documents.paper where subject in (select 'hold/' || id from licences.hold where card_id = $1)`,
    [card],
  );
  const clerk = await testCall(services, { permissions: ['documents.read', 'licences.read'] });
  const about = unwrap(await getPaperDetail(clerk, paper?.id ?? 0)).about;
  expect(about.words.zh).toBe('生产许可证虚构XK-41暂停使用（虚构水泥）');
  expect(about.link).toMatch(/^\/licences\/\d+$/);
  expect((await own(await holderOf(database, codeOf(2)))).map((one) => one.number)).not.toContain(number);
  await tell(system, cardRevokedType, [card]);
  expect(await own(producer)).toEqual([]);
}); // prettier-ignore

test('an issuer elsewhere is written to as well', async () => {
  await importTable(officer, [
    { number: '虚构XK-9', holder: '虚构九厂', code: codeOf(9), category: '虚构水泥', issuer: '虚构认证中心' },
  ]);
  const [card = 0] = await issued(database, [{ producer: await holderOf(database, codeOf(9)), category: cement }]);
  await tell(system, cardIssuedType, [card]);
  expect((await papersOf(card)).map(({ title, addressee, copies }) => [title, addressee, copies.length])).toEqual([
    ['暂停使用许可证、认证证书通知书', '虚构九厂', 1],
    ['暂停使用许可证、认证证书情况函', '虚构认证中心', 0],
  ]);
});
