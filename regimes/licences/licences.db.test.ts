import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { platformManifests } from '#platform/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { replay } from '../../tests/replay.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { importLicences } from './operations-import.ts';
import { entryProcess } from './catalogue-entry.ts';
import { actOnEntry, listCatalogue, proposeEntry } from './operations-catalogue.ts';
import { askGate } from './operations-gate.ts';
import { recordLicenceAct } from './operations-acts.ts';
import { getLicence, listLicences } from './operations.ts';
import { asOwner, codeOf, importTable, listed, others, withTable } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
const made = madeUpResults(database, services);
const cement = await made.category('虚构水泥');
const tiles = await made.category('虚构地砖');
const officer = await testCall(services, {
  permissions: ['licences.read', 'licences.record', 'licences.gate', 'licences.catalogue'],
});
const approver = await testCall(services, { permissions: ['licences.read', 'licences.approve'] });
await listed(database, cement);

const numbered = async (number: string) => {
  const [found] = unwrap(await listLicences(officer, { dataset: 'demo', q: number, limit: 10 })).rows;
  if (!found) throw new Error(`${number} is not on record`);
  return unwrap(await getLicence(officer, found.id));
};
const gate = async (code: string, on?: string, category = '虚构水泥') =>
  unwrap(await askGate(officer, { enterprise: code, category, on }));

test('a table is stored once; the same again changes nothing, a later term renews', async () => {
  const rows = [
    { number: '虚构XK-001', holder: '虚构水泥一厂', code: codeOf(1), category: '虚构水泥', unit: '普通' },
    { number: '虚构XK-001', holder: '虚构水泥一厂', code: codeOf(1), category: '虚构地砖', unit: '釉面' },
    { number: '虚构3C-002', kind: '强制性产品认证', holder: '虚构水泥二厂', code: codeOf(2), category: '虚构地砖', issuer: '虚构认证中心' },
  ];
  expect(await importTable(officer, rows)).toMatchObject({ rows: 3, added: 2, changed: 0, unchanged: 0, rejected: 0 });
  expect(await importTable(officer, rows)).toMatchObject({ rows: 3, added: 0, changed: 0, unchanged: 2, rejected: 0 });
  const first = await numbered('虚构XK-001');
  expect(first).toMatchObject({ standing: 'valid', products: ['虚构地砖', '虚构水泥'], validFrom: '2024-03-01', issuerKind: 'authority' });
  expect(first.events).toMatchObject([{ at: '2024-03-01', words: { zh: '发证' }, by: first.issuer }, { words: { zh: '登记' } }]);
  expect(await numbered('虚构3C-002')).toMatchObject({ kind: 'certification', issuerKind: 'body' });
  const renewed = await importTable(officer, rows.map((row) => ({ ...row, validUntil: '2031-02-28' })));
  expect(renewed).toMatchObject({ added: 0, changed: 2, unchanged: 0 });
  expect(await numbered('虚构XK-001')).toMatchObject({ validUntil: '2031-02-28', version: 2 });
  expect(await gate(codeOf(1))).toMatchObject({ answer: 'production-may-be-added', kinds: [{ number: '虚构XK-001' }] });
}); // prettier-ignore

test('what can’t be taken is listed by sheet, row, column and reason; the rest is stored', async () => {
  const report = await importTable(officer, [
    { number: '虚构XK-010', holder: '虚构甲厂', code: codeOf(10), category: '虚构水泥' },
    { number: '', holder: '虚构乙厂', code: codeOf(11), category: '虚构水泥', validUntil: '昨天' },
    { number: '虚构XK-012', holder: '虚构丙厂', code: '91440600MA0000000X', category: '虚构水泥' },
    { number: '虚构XK-013', holder: '虚构丁厂', code: codeOf(13), category: '没有登记的种类' },
    { number: '虚构XK-014', holder: '虚构戊厂', code: codeOf(14), category: '虚构水泥', validUntil: '2023-01-01' },
    { number: '虚构XK-015', holder: '虚构己厂', code: codeOf(15), category: '虚构水泥', issuedOn: '2027-01-01' },
    { number: '虚构XK-016', kind: '卫生许可', holder: '虚构庚厂', code: codeOf(16), category: '虚构水泥' },
    { number: '虚构XK-017', kind: '合格证', holder: '虚构辛厂', code: codeOf(17), category: '虚构水泥' },
    // One number in two places: of another firm on record, and twice in this table.
    { number: '虚构XK-001', holder: '虚构别的厂', code: codeOf(18), category: '虚构水泥' },
    { number: '虚构XK-010', holder: '虚构壬厂', code: codeOf(19), category: '虚构水泥' },
  ]);
  expect(report).toMatchObject({ rows: 10, added: 2, rejected: 8 });
  expect(report.rejections.map(({ row, column }) => [row, column])).toEqual([
    [3, '证书编号'],
    [3, '有效期至'],
    [4, '统一社会信用代码'],
    [5, '产品种类'],
    [6, '有效期至'],
    [7, '发证日期'],
    [9, '种类'],
    [10, '证书编号'],
    [11, '证书编号'],
  ]);
  expect(report.rejections.find(({ row }) => row === 10)?.reason.zh).toContain('虚构水泥一厂');
  expect(await numbered('虚构XK-001')).toMatchObject({ holder: { name: '虚构水泥一厂' } });
  const [stored] = await asOwner<{ rejected: number }>(database, 'select rejected from licences.import order by id desc limit 1');
  expect(stored?.rejected).toBe(8);
}); // prettier-ignore

test('a table gives a licence no more than one term, and none that begins years from now', async () => {
  const row = { number: '虚构XK-091', holder: '虚构长期厂', code: codeOf(91), category: '虚构水泥' };
  const certificate = { ...row, number: '虚构3C-092', kind: '强制性产品认证', issuer: '虚构认证中心' };
  const given = await importTable(officer, [
    { ...row, validUntil: '2029-03-02' },
    { ...certificate, validUntil: '2090-12-31' },
    { ...row, number: '虚构XK-093', validFrom: '2090-01-01', validUntil: '2094-12-31' },
    { ...row, number: '虚构XK-094', validUntil: '2029-03-01' },
    { ...row, number: '虚构XK-095', issuedOn: '2015-01-05', validFrom: '2025-01-05', validUntil: '2030-01-04' },
  ]);
  expect(given).toMatchObject({ added: 2, rejected: 3 });
  expect(given.rejections.map(({ column, reason }) => [column, reason.zh.slice(0, 30)])).toEqual([
    ['有效期至', expect.stringContaining('最迟为2029-03-01')],
    ['有效期至', expect.stringContaining('最迟为2029-03-01')],
    ['有效期起', expect.stringContaining('最迟为2027-09-01')],
  ]);
  // What is on record is prolonged by one term at a time, as by an act.
  const later = (validUntil: string) => importTable(officer, [{ ...row, number: '虚构XK-094', validUntil }]);
  expect(await later('2032-09-02')).toMatchObject({ changed: 0, rejected: 1 });
  expect(await later('2032-09-01')).toMatchObject({ changed: 1, rejected: 0 });
  expect(await later('2032-09-01')).toMatchObject({ unchanged: 1, rejected: 0 });
});

test('a table without its columns, and a file that is none, store nothing', async () => {
  const noColumns = await withTable([['甲', '乙']], (file) => importLicences(officer, 'demo', [file]), [
    '姓名',
    '电话',
  ]);
  expect(unwrap(noColumns)).toMatchObject({ rows: 0, added: 0, rejected: 1, rejections: [{ sheet: '数据', row: 0 }] });
  expect(unwrap(noColumns).rejections[0]?.reason.zh).toContain('证书编号');
  const noTable = await importLicences(officer, 'demo', [{ path: import.meta.filename, name: '许可证.xlsx' }]);
  expect(unwrap(noTable)).toMatchObject({ rows: 0, rejected: 1 });
});

test('acts of the issuer and of the holder are recorded in order; history can’t be changed', async () => {
  await importTable(officer, [{ number: '虚构XK-020', holder: '虚构续厂', code: codeOf(20), category: '虚构水泥' }]);
  const act = async (verb: Parameters<typeof recordLicenceAct>[2]['act'], on: string) => {
    const { id, version } = await numbered('虚构XK-020');
    return recordLicenceAct(officer, id, { act: verb, on, version, reason: '测试' });
  };
  expect(await act('renew', '2029-02-28')).toMatchObject({ refusal: { fields: { on: {} } } });
  const far = await act('renew', '2999-12-31');
  expect(far).toMatchObject({ refusal: { code: 'licence-term-too-long' } });
  // Five years after the first day from which this one may be renewed, since its own end is farther away.
  expect(far.ok ? '' : far.refusal.text.zh).toMatch(/每期 5 年，最迟可登记至 2032-09-01（《工业产品生产许可证管理条例》/);
  expect(await act('renew', '2032-09-02')).toMatchObject({ refusal: { code: 'licence-term-too-long' } });
  expect(unwrap(await act('renew', '2030-02-28'))).toMatchObject({ standing: 'valid', validUntil: '2030-02-28' });
  expect(await act('issuer-resume', '2026-08-01')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(await act('issuer-suspend', '2026-09-02')).toMatchObject({ refusal: { code: 'date-in-future' } });
  expect(unwrap(await act('issuer-suspend', '2026-08-01')).standing).toBe('suspended');
  expect(await act('issuer-suspend', '2026-08-02')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect((await gate(codeOf(20))).answer).toBe('suspended');
  expect((await gate(codeOf(20), '2026-07-31')).answer).toBe('production-may-be-added');
  expect(unwrap(await act('issuer-resume', '2026-08-20')).standing).toBe('valid');
  expect((await gate(codeOf(20), '2026-08-19')).answer).toBe('suspended');
  expect((await gate(codeOf(20), '2026-08-20')).answer).toBe('production-may-be-added');
  const stale = await recordLicenceAct(officer, (await numbered('虚构XK-020')).id, { act: 'surrender', on: '2026-08-30', version: 1, reason: '测试' });
  expect(stale).toMatchObject({ refusal: { code: 'conflict' } });
  expect(unwrap(await act('issuer-revoke', '2026-08-31')).standing).toBe('revoked');
  expect(await act('renew', '2035-01-01')).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect((await numbered('虚构XK-020')).events.map(({ words }) => words.zh)).toEqual(['发证', '登记', '延续', '发证方暂停', '发证方恢复', '发证方吊销、撤销']);
  await expect(asOwner(database, 'update licences.event set reason = null')).rejects.toThrow(/append-only/);
  await expect(asOwner(database, 'delete from licences.event')).rejects.toThrow(/append-only/);
  // Barred for three years: a licence issued meanwhile is not taken, one of another product is.
  const barred = await importTable(officer, [
    { number: '虚构XK-021', holder: '虚构续厂', code: codeOf(20), category: '虚构水泥', issuedOn: '2026-09-01' },
    { number: '虚构XK-022', holder: '虚构续厂', code: codeOf(20), category: '虚构地砖', issuedOn: '2026-09-01' },
  ]);
  expect(barred).toMatchObject({ added: 1, rejected: 1, rejections: [{ row: 2, column: '证书编号' }] });
  expect(barred.rejections[0]?.reason.zh).toContain('2029-08-31');
  expect((await gate(codeOf(20))).grounds.explanation.zh).toContain('至2029年8月31日为止');
}); // prettier-ignore

test('the catalogue changes by two persons, and no day stands in it twice', async () => {
  const wanted = { dataset: 'demo', categoryId: tiles, kind: 'certification', from: '2020-01-01', until: null, issuer: '虚构认证中心', source: '虚构公告', confirmed: false, replacesId: null, reason: '新列入' } as const; // prettier-ignore
  const proposed = unwrap(await proposeEntry(officer, wanted));
  expect((await gate(codeOf(1), undefined, '虚构地砖')).answer).toBe('not-in-catalogue');
  const both = await testCall(services, { permissions: ['licences.catalogue', 'licences.approve'] });
  const own = unwrap(await proposeEntry(both, { ...wanted, categoryId: cement }));
  expect(await actOnEntry(both, own.id, 'approve', { version: 1 })).toMatchObject({ refusal: { code: 'four-eyes-same-person' } }); // prettier-ignore
  expect(await actOnEntry(officer, proposed.id, 'approve', { version: 1 })).toMatchObject({ refusal: { code: 'forbidden' } }); // prettier-ignore
  expect(unwrap(await actOnEntry(approver, proposed.id, 'approve', { version: 1 })).state).toBe('in-force');
  expect(await actOnEntry(approver, proposed.id, 'approve', { version: 2 })).toMatchObject({ refusal: { code: 'state-not-allowed' } }); // prettier-ignore
  expect((await gate(codeOf(1), undefined, '虚构地砖')).answer).toBe('preparation-only');
  expect(await proposeEntry(officer, wanted)).toMatchObject({ refusal: { code: 'validation-failed' } });
  const ended = unwrap(await proposeEntry(officer, { ...wanted, until: '2026-08-31', replacesId: proposed.id }));
  const rival = unwrap(await proposeEntry(officer, { ...wanted, until: '2026-12-31', replacesId: proposed.id }));
  unwrap(await actOnEntry(approver, ended.id, 'approve', { version: 1 }));
  expect(await actOnEntry(approver, rival.id, 'approve', { version: 1 })).toMatchObject({ ok: false });
  // The approval of one stands for the replacement of the other.
  const { faults, verbs } = await replay(database, { flow: entryProcess, table: `(select * from licences.catalogue_entry where id >= ${proposed.id}) as entry`, begins: { propose: 'proposed' }, follows: ['replace'] }); // prettier-ignore
  expect(faults).toEqual([]);
  expect([...verbs].toSorted()).toEqual(['approve', 'propose', 'replace']);
  expect((await gate(codeOf(1), undefined, '虚构地砖')).answer).toBe('not-in-catalogue');
  expect((await gate(codeOf(1), '2026-08-31', '虚构地砖')).answer).toBe('preparation-only');
  const { counts } = unwrap(await listCatalogue(officer, { dataset: 'demo', state: 'in-force', q: '' }));
  expect(counts).toMatchObject({ 'in-force': 2, replaced: 1, proposed: 2 });
});

test('the gate: bad input is refused, what nobody has is unknown', async () => {
  expect(await askGate(officer, { enterprise: '91440600MA0000000X', category: '虚构水泥' })).toMatchObject({ refusal: { code: 'bad-credit-code' } }); // prettier-ignore
  expect(await askGate(officer, { enterprise: 'x; drop table', category: '虚构水泥' })).toMatchObject({ refusal: { code: 'bad-credit-code' } }); // prettier-ignore
  // Digits are a code that is too short, never the number of whatever firm has it here.
  for (const typed of ['123', '1', codeOf(1).slice(0, 17), '999999999999'])
    expect(await askGate(officer, { enterprise: typed, category: '虚构水泥' })).toMatchObject({
      refusal: { code: 'bad-credit-code', text: { zh: expect.stringContaining(`${typed}”有误：应为 18 位`) } },
    });
  for (const neitherOrBoth of [{}, { enterprise: codeOf(1), enterpriseId: 1 }])
    expect(await askGate(officer, { ...neitherOrBoth, category: '虚构水泥' })).toMatchObject({
      refusal: { code: 'validation-failed', fields: { enterprise: { zh: expect.stringContaining('只填一项') } } },
    });
  expect((await gate(codeOf(99))).answer).toBe('unknown');
  expect((await gate(codeOf(1), undefined, '没有的种类')).answer).toBe('unknown');
  expect((await gate(codeOf(1), '2026-09-02')).answer).toBe('unknown');
  expect(unwrap(await askGate(officer, { enterpriseId: 999_999_999, category: '虚构水泥' })).answer).toBe('unknown');
  expect(unwrap(await askGate(officer, { enterprise: codeOf(1), category: '虚构水泥', dataset: 'live' })).answer).toBe(
    'unknown',
  );
});

test('the standing in SQL and in the rules is the same', async () => {
  const rows = await asOwner<{ id: number; sql: string }>(
    database,
    `select l.id, licences.standing(l.revoked_on, l.surrendered_on, l.valid_from, l.valid_until,
       exists (select from licences.hold h where h.licence_id = l.id and h.ended_on is null), '2026-09-01') as sql from licences.licence l`,
  );
  for (const { id, sql } of rows) expect(unwrap(await getLicence(testSystemCall(services), id)).standing).toBe(sql);
  const [edge] = await asOwner<Record<string, string>>(
    database,
    `select licences.standing('2026-09-01', null, '2026-01-01', '2026-12-31', false, '2026-09-01') as a,
            licences.standing('2026-09-02', null, '2026-01-01', '2026-12-31', true, '2026-09-01') as b,
            licences.standing(null, '2026-09-01', '2026-01-01', '2026-08-31', false, '2026-09-01') as c,
            licences.standing(null, null, '2026-01-01', '2026-09-01', false, '2026-09-01') as d,
            licences.standing(null, null, '2026-09-02', '2026-12-31', false, '2026-09-01') as e`,
  );
  expect(edge).toEqual({ a: 'revoked', b: 'suspended', c: 'surrendered', d: 'valid', e: 'not-yet' });
});

test('nobody who is not named sees a licence; the portal none at all', async () => {
  for (const table of ['licence', 'scope', 'hold', 'event', 'import', 'catalogue_entry'])
    expect(await withTransaction(database, {}, (tx) => tx.query(`select from licences.${table}`))).toEqual([]);
  await expect(withTransaction(database, 'portal', (tx) => tx.query('select from licences.licence'))).rejects.toThrow(/permission/); // prettier-ignore
});

test('the bar after a revocation is not got round by a narrower or wider product, nor by widening another licence; certificates have none', async () => {
  const [wide, narrow] = [await made.category('虚构电线电缆'), await made.category('虚构布电线')];
  await asOwner(database, 'update products.category set parent_id = $2 where id = $1', [narrow, wide]);
  const firm = { holder: '虚构绕行厂', code: codeOf(30) };
  const revoked = { ...firm, revokedOn: '2026-08-01', issuedOn: '2024-03-01' };
  await importTable(officer, [
    { ...revoked, number: '虚构XK-030', category: '虚构电线电缆' },
    { ...firm, number: '虚构XK-031', category: '虚构水泥' },
    { ...revoked, holder: '虚构绕行二厂', code: codeOf(31), number: '虚构XK-032', category: '虚构布电线' },
    { ...revoked, holder: '虚构绕行三厂', code: codeOf(32), number: '虚构3C-033', kind: '强制性产品认证', issuer: '虚构认证中心', category: '虚构地砖' },
  ]);
  const tried = await importTable(officer, [
    { ...firm, number: '虚构XK-034', category: '虚构布电线', issuedOn: '2026-08-20' },
    { ...firm, number: '虚构XK-031', category: '虚构水泥' },
    { ...firm, number: '虚构XK-031', category: '虚构布电线' },
    { holder: '虚构绕行二厂', code: codeOf(31), number: '虚构XK-035', category: '虚构电线电缆', issuedOn: '2026-08-20' },
    { holder: '虚构绕行三厂', code: codeOf(32), number: '虚构3C-036', kind: '强制性产品认证', issuer: '虚构认证中心', category: '虚构地砖', issuedOn: '2026-08-20' },
  ]);
  expect(tried.rejections.map(({ row, column }) => [row, column])).toEqual([[2, '证书编号'], [3, '证书编号'], [5, '证书编号']]);
  for (const { reason } of tried.rejections) expect(reason.zh).toContain('2029-08-01');
  expect(tried).toMatchObject({ added: 1 });
  expect(await numbered('虚构XK-031')).toMatchObject({ products: ['虚构水泥'] });
  await listed(database, wide);
  expect((await gate(codeOf(30), undefined, '虚构布电线')).grounds.explanation.zh).toContain('至2029年8月1日为止');
  // What was there before the other was revoked stays, and is imported again as it stands.
  expect(await importTable(officer, [{ ...firm, number: '虚构XK-031', category: '虚构水泥' }])).toMatchObject({ rejected: 0, unchanged: 1 });
}); // prettier-ignore
