import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { platformManifests } from '#platform/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { writeXlsx } from '#platform/spreadsheets/index.ts';
import { seedAuthorities } from '#registers/authorities/index.ts';
import { seedRegions } from '#registers/regions/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { actOnCards, getCard, importPaperCards, manifest } from './index.ts';
import { paperCardColumns } from './paper-era.ts';
import { readRectification } from './rectification/operations-read.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, manifest] });
const made = madeUpResults(database, services);
const rights = ['warning-cards.read', 'warning-cards.submit', 'warning-cards.issue', 'warning-cards.follow'];

let officer: Call;
let signer: Call;
let elsewhere: Call;
let check: number;
let title: string;
let count = 0;

beforeAll(async () => {
  await withTransaction(database, 'migrator', async (tx) => {
    await seedRegions(tx);
    await seedAuthorities(tx, '440000');
  });
  officer = await testCall(services, { permissions: rights, name: '承办甲' });
  signer = await testCall(services, { permissions: rights, name: '签发乙' });
  elsewhere = await testCall(services, { permissions: rights, name: '深圳承办', region: '440300' });
  check = await made.check({ publishedOn: '2026-08-20', level: 'provincial' });
  title =
    (await sql<{ title: string }>('select title from spot_checks.spot_check where id = $1', [check]))[0]?.title ?? '';
});

const on = (call: Call, day: string): Call => {
  services.setNow(`${day}T02:00:00.000Z`);
  return { ...call, today: dayAt(services.now()) };
};
const sql = <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query(text, values)) as Promise<T[]>;

/** A firm for whose product a card is proposed. */
const failed = async () => {
  count += 1;
  const name = `虚构纸牌厂${count}`;
  const producer = await made.enterprise({ name });
  const category = await made.category(`虚构纸牌种类${count}`);
  await made.store([{ producer, category, check }]);
  const [card] = await sql<{ id: number }>('select id from warning_cards.card where producer_id = $1', [producer]);
  return { name, category: `虚构纸牌种类${count}`, producer, card: card?.id ?? 0 };
};
type Firm = Awaited<ReturnType<typeof failed>>;

type Told = Partial<Record<keyof typeof paperCardColumns, string>>;
const rowOf = (firm: Pick<Firm, 'name' | 'category'>, told: Told): string[] => {
  const all: Told = { producer: firm.name, category: firm.category, issuedOn: '2026年9月1日', ...told };
  return (Object.keys(paperCardColumns) as (keyof typeof paperCardColumns)[]).map((column) => all[column] ?? '');
};
const served: Told = { servedOn: '2026-09-02', manner: '直接送达', proof: '虚构收件人' };
const importRows = async (call: Call, rows: readonly (readonly string[])[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'zhijian-paper-cards-'));
  try {
    const path = join(folder, '纸质黄牌.xlsx');
    const header = Object.values(paperCardColumns).map(([one]) => ({ header: one }));
    await writeFile(path, writeXlsx(header, rows));
    return unwrap(await importPaperCards(call, 'demo', [{ path, name: '纸质黄牌.xlsx' }]));
  } finally {
    await rm(folder, { recursive: true });
  }
};
const issue = async (call: Call, { card }: Firm) => {
  const { version } = unwrap(await getCard(call, card));
  return actOnCards(call, 'issue', { cards: [{ id: card, version }] });
};
const rectificationOf = async (call: Call, { card }: Firm) => {
  const [row] = await sql<{ id: number }>('select id from warning_cards.rectification where card_id = $1', [card]);
  return unwrap(await readRectification(call, row?.id ?? 0, 'warning-cards.read'));
};

test('cards in progress go on under their old numbers and days, once another person has issued them', async () => {
  const [running, checked] = [await failed(), await failed()];
  const rows = [
    rowOf(running, { ...served, number: '粤质黄〔2026〕甲1号', orderNumber: '粤质改〔2026〕甲1号', state: '整改中' }),
    rowOf(checked, { ...served, number: '粤质黄〔2026〕甲2号', state: '待复查', answeredOn: '2026.9.20', visitedOn: '2026/9/22' }),
  ]; // prettier-ignore
  expect(await importRows(on(officer, '2026-09-25'), rows)).toMatchObject({ rows: 2, added: 2, rejected: 0 });
  const submitted = unwrap(await getCard(signer, running.card));
  expect(submitted).toMatchObject({ state: 'submitted', number: null, paperEra: { number: '粤质黄〔2026〕甲1号' } });
  expect(submitted.timeline.at(-1)).toMatchObject({ verb: 'submit', reason: '据纸质黄牌补录' });
  expect(await issue(on(officer, '2026-09-25'), running)).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
  for (const firm of [running, checked]) unwrap(await issue(on(signer, '2026-09-26'), firm));

  expect(unwrap(await getCard(signer, running.card))).toMatchObject({ state: 'issued', number: '粤质黄〔2026〕甲1号' });
  // 30 natural days from the service end on 2 October, a holiday, and roll on to the 8th.
  const order = await rectificationOf(signer, running);
  expect(order).toMatchObject({
    state: 'rectifying', number: '粤质改〔2026〕甲1号', orderedOn: '2026-09-01', servedOn: '2026-09-02', manner: 'hand', dueOn: '2026-10-08',
    proof: { signedBy: '虚构收件人' },
  }); // prettier-ignore
  expect(order.events.map(({ words, reason }) => [words.zh, reason])).toEqual([
    ['下达责令整改通知书', '据纸质材料补录'],
    ['登记送达', '据纸质材料补录'],
  ]);
  expect(await rectificationOf(signer, checked)).toMatchObject({
    state: 'to-recheck', number: '粤质黄〔2026〕甲2号', answeredOn: '2026-09-20', visitedOn: '2026-09-22', answer: null,
  }); // prettier-ignore
  // Nothing goes out again, and the card is as old as its paper.
  const subjects = [running, checked].map(({ card }) => `card/${card}`);
  expect(await sql('select 1 from documents.paper where subject = any ($1) or subject like $2', [subjects, 'rectification/%'])).toEqual([]); // prettier-ignore
  expect(await sql('select issued_on from warning_cards.published_card where card_id = $1', [running.card])).toEqual([
    { issued_on: '2026-09-01' },
  ]);
  // Again it changes nothing, and the clock ends what is not done.
  expect(await importRows(on(officer, '2026-09-27'), rows)).toMatchObject({ rows: 2, added: 0, unchanged: 2 });
  services.setNow('2026-10-08T17:00:00.000Z');
  await services.composition.jobs.find(({ name }) => name === 'deadlines.run')?.run(testSystemCall(services), {});
  expect(await rectificationOf(signer, running)).toMatchObject({ state: 'overdue' });
});

test('rows that can’t be taken are told by row and column, and the others are taken', async () => {
  const firms = [await failed(), await failed(), await failed(), await failed()] as const;
  const [good, gone, twice, away] = firms;
  unwrap(await actOnCards(on(officer, '2026-09-25'), 'submit', { cards: [{ id: gone.card, version: 1 }] }));
  const number = (n: number): Told => ({ number: `粤质黄〔2026〕乙${n}号` });
  const report = await importRows(on(officer, '2026-09-25'), [
    rowOf(good, { ...served, ...number(1), state: '整改中', check: title }),
    rowOf({ name: '虚构无此厂', category: good.category }, { ...number(2), state: '待送达' }),
    rowOf(gone, { ...number(3), state: '待送达' }),
    rowOf(twice, { ...served, ...number(1), state: '整改中' }),
    rowOf(away, { ...number(4), state: '整改中' }),
    rowOf(away, { ...served, ...number(5), state: '已办结' }),
    rowOf(away, { ...served, ...number(6), state: '整改中', servedOn: '2026-08-30' }),
    rowOf(away, { ...served, ...number(7), state: '已报告整改', answeredOn: '2026-09-30' }),
    rowOf(away, { ...served, ...number(8), state: '待送达' }),
    rowOf(away, { ...served, ...number(9), state: '整改中', manner: '托人带去' }),
  ]);
  expect(report).toMatchObject({ rows: 10, added: 1, unchanged: 0, rejected: 9 });
  expect(report.rejections.map(({ row, column }) => [row, column])).toEqual([
    [3, '企业名称'],
    [4, '黄牌编号'],
    [5, '黄牌编号'],
    [6, '送达日期'],
    [6, '送达方式'],
    [6, '送达凭证'],
    [7, '整改状态'],
    [8, '送达日期'],
    [9, '报告日期'],
    [10, '送达日期'],
    [11, '送达方式'],
  ]);
  expect(report.rejections[1]?.reason.zh).toContain('已报审');
  // Whoever does not see the firm finds no card of it.
  expect(await importRows(on(elsewhere, '2026-09-25'), [rowOf(away, { ...number(10), state: '待送达' })])).toMatchObject({ added: 0, rejected: 1 }); // prettier-ignore
  // What was returned is as if it had never been said, and may be taken over rightly.
  const { version } = unwrap(await getCard(signer, good.card));
  unwrap(await actOnCards(on(signer, '2026-09-26'), 'return', { cards: [{ id: good.card, version }] }, '编号有误'));
  expect(unwrap(await getCard(signer, good.card))).toMatchObject({ state: 'proposed', paperEra: null });
  expect(await importRows(on(officer, '2026-09-27'), [rowOf(good, { ...number(11), state: '待送达' })])).toMatchObject({
    added: 1,
  });
});

test('a number that was given on paper is not given again', async () => {
  const [old, fresh] = [await failed(), await failed()];
  const row = rowOf(old, { number: '粤质黄〔2026〕900号（演示）', state: '待送达' });
  expect(await importRows(on(officer, '2026-09-25'), [row])).toMatchObject({ added: 1 });
  unwrap(await actOnCards(on(officer, '2026-09-25'), 'submit', { cards: [{ id: fresh.card, version: 1 }] }));
  for (const firm of [fresh, old]) unwrap(await issue(on(signer, '2026-09-26'), firm));
  expect(unwrap(await getCard(signer, fresh.card)).number).toBe('粤质黄〔2026〕901号（演示）');
  expect(unwrap(await getCard(signer, old.card)).number).toBe('粤质黄〔2026〕900号（演示）');
});
