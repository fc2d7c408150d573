import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import type { Upload } from '#platform/manifest.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import { writeXlsx } from '#platform/spreadsheets/index.ts';
import { bytesOf, handWrittenParts } from '#platform/spreadsheets/testing.ts';
import { manifest as laboratories, type ScopeLine } from '#registers/laboratories/index.ts';
import { recordScope } from '#registers/laboratories/operations.ts';
import { strToU8, zipSync } from 'fflate';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { actOnReport } from './operations.ts';
import { getReport, listTasks } from './operations-read.ts';
import { uploadValues } from './operations-upload.ts';
import { enterValues, takeValues } from './operations-values.ts';
import { receivedSamples } from './testing/reports.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [laboratories, documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await receivedSamples(services, made);
const elsewhere = await receivedSamples(services, made);
const { clerk, tester } = world.people;

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const task = async (call: Call, number: string) => {
  const { rows } = unwrap(await listTasks(call, { dataset: 'demo', q: number, limit: 10 }));
  return unwrap(await getReport(call, rows[0]?.id ?? 0));
};
const row = (sampleNumber: string, item: string, measured: string, verdict = '') => ({ row: 0, sampleNumber, item, measured, verdict }); // prettier-ignore
const numbered = (rows: readonly ReturnType<typeof row>[]) => rows.map((one, index) => ({ ...one, row: index + 2 }));
const whole = (number: string) => [row(number, '虚构强度', '10.5'), row(number, '虚构含量', '0.050'), row(number, '标志', '符合')]; // prettier-ignore
const file = (fileName: string, bytes: Uint8Array): AsyncIterable<Upload> => ({
  async *[Symbol.asyncIterator]() {
    yield { fileName, stream: Readable.from([Buffer.from(bytes)]) };
  },
});

/** Bytes of a text in GB18030: the characters of two bytes, read backwards from the decoder. */
const encodeGb18030 = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1)
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from([...text].flatMap((char) => bytes.get(char) ?? [char.charCodeAt(0)]));
};

describe('values in sets', () => {
  test('are judged and stored, digits as typed; sent again they change nothing', async () => {
    const { number } = await world.receive();
    const first = unwrap(await takeValues(clerk, numbered(whole(number))));
    expect(first).toMatchObject({ rows: 3, reports: 1, items: 3, unchanged: 0, rejected: [], heldBack: [] });
    const report = await task(clerk, number);
    expect(report.items.map(({ measured, verdict }) => [measured, verdict])).toEqual([
      ['10.5', 'pass'],
      ['0.050', 'pass'],
      ['符合', 'pass'],
    ]);
    expect(unwrap(await takeValues(clerk, numbered(whole(number))))).toMatchObject({ reports: 0, items: 0, unchanged: 3 }); // prettier-ignore
    expect((await task(clerk, number)).version).toBe(report.version);
  });

  test('number and item are found however brackets and blanks are typed', async () => {
    const { number } = await world.receive();
    const typed = number.replace('〔', ' [').replace('〕', ']').replace('（', '(').replace('）', ')');
    expect(unwrap(await takeValues(clerk, numbered([row(typed, ' 虚构 强度', '10.5', '合格')])))).toMatchObject({
      items: 1,
    });
    expect((await task(clerk, number)).items[0]).toMatchObject({ measured: '10.5', stated: 'pass' });
  });

  test('a bad row is listed with why, and nothing of its report is stored; other reports are', async () => {
    const [bad, good] = [(await world.receive()).number, (await world.receive()).number];
    const answer = unwrap(
      await takeValues(
        clerk,
        numbered([
          ...whole(bad),
          row(bad, '没有的项目', '1'),
          ...whole(good),
          row('粤质样〔2026〕99999号', '虚构强度', '1'),
          row(bad, '虚构强度', ''),
          row(bad, '虚构强度', '9'.repeat(201)),
          row(bad, '虚构强度', '11'),
          row(bad, '虚构含量', '0.050', '大概'),
        ]),
      ),
    );
    expect(answer.rejected.map(({ row: at, refusal }) => [at, refusal.code])).toEqual([
      [5, 'no-such-item'],
      [9, 'no-such-task'],
      [10, 'value-missing'],
      [11, 'value-too-long'],
      [12, 'value-twice'],
      [13, 'verdict-unknown'],
    ]);
    expect(answer).toMatchObject({ reports: 1, items: 3, heldBack: [{ sampleNumber: bad, rows: 3 }] });
    expect((await task(clerk, bad)).items.every(({ measured }) => measured === null)).toBe(true);
    expect((await task(clerk, good)).items.every(({ measured }) => measured !== null)).toBe(true);
  });

  test('another laboratory’s sample is refused like one that does not exist', async () => {
    const { number } = await elsewhere.receive();
    const answer = unwrap(await takeValues(clerk, numbered(whole(number))));
    expect(answer.items).toBe(0);
    expect(new Set(answer.rejected.map(({ refusal }) => refusal.code))).toEqual(new Set(['no-such-task']));
    const theirs = await task(elsewhere.people.clerk, number);
    expect(theirs.items.every(({ measured }) => measured === null)).toBe(true);
    expect(code(await enterValues(clerk, theirs.id, theirs.version, [{ ordinal: 1, measured: '10', stated: null }]))).toBe('not-found'); // prettier-ignore
    expect(code(await takeValues(world.people.reviewer, numbered(whole(number))))).toBe('forbidden');
  });

  test('a report that is signed takes no more values', async () => {
    const { number } = await world.receive();
    unwrap(await takeValues(clerk, numbered(whole(number))));
    const report = await task(clerk, number);
    unwrap(await actOnReport(tester, report.id, 'test', { version: report.version, conclusion: 'pass' }));
    const { rejected } = unwrap(await takeValues(clerk, numbered([row(number, '虚构强度', '9.0')])));
    expect(rejected[0]?.refusal).toMatchObject({ code: 'report-not-open', text: { zh: expect.stringContaining('待审核') } }); // prettier-ignore
  });

  test('ten thousand wrong rows are all listed, and nothing is stored', async () => {
    const { number } = await world.receive();
    const rows = Array.from({ length: 10_000 }, (_, n) => row(number, `虚构项目${n}`, String(n)));
    const answer = unwrap(await takeValues(clerk, numbered([...whole(number), ...rows])));
    expect(answer).toMatchObject({ items: 0, heldBack: [{ sampleNumber: number, rows: 3 }] });
    expect(answer.rejected).toHaveLength(10_000);
  });
});

describe('a table of values', () => {
  test('is read as .xlsx and as .csv in GB18030, its digits kept, its header found below a title', async () => {
    const [one, two] = [(await world.receive()).number, (await world.receive()).number];
    const columns = ['抽样单编号', '检验项目', '实测值', '单项判定'].map((header) => ({ header }));
    const xlsx = await bytesOf(
      writeXlsx(
        columns,
        whole(one).map((r) => [r.sampleNumber, r.item, r.measured, '']),
      ),
    );
    expect(unwrap(await uploadValues(clerk, file('实测值.xlsx', xlsx)))).toMatchObject({ items: 3, rejected: [] });
    expect((await task(clerk, one)).items[1]?.measured).toBe('0.050');
    const lines = ['虚构检验所实测值,,', '抽样单编号,检验项目,实测值（按单位）', ...whole(two).map((r) => `${r.sampleNumber},${r.item},${r.measured}`)]; // prettier-ignore
    const gb = encodeGb18030(lines.join('\r\n'));
    expect(unwrap(await uploadValues(clerk, file('实测值.csv', gb)))).toMatchObject({ items: 3, rejected: [] });
    expect((await task(clerk, two)).items.map(({ measured }) => measured)).toEqual(['10.5', '0.050', '符合']);
  });

  test('with formulas counts by the values that were stored with them, and says so', async () => {
    const { number } = await world.receive();
    const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
      <row r="1">${cell('A1', '抽样单编号')}${cell('B1', '检验项目')}${cell('C1', '实测值')}</row>
      <row r="2">${cell('A2', number)}${cell('B2', '虚构强度')}<c r="C2"><f>21/2</f><v>10.5</v></c></row>
      <row r="3">${cell('A3', number)}${cell('B3', '虚构含量')}<c r="C3"><f>1/20</f></c></row></sheetData></worksheet>`;
    const parts = Object.entries(handWrittenParts(sheet)).map(([name, text]) => [name, strToU8(text)]);
    const answer = unwrap(await uploadValues(clerk, file('值.xlsx', zipSync(Object.fromEntries(parts)))));
    expect(answer).toMatchObject({ containsFormulas: true, items: 0, heldBack: [{ sampleNumber: number, rows: 1 }] });
    expect(answer.rejected.map(({ row: at, refusal }) => [at, refusal.code])).toEqual([[3, 'value-missing']]);
  });

  test('without the columns, without rows or that is no table is refused in words', async () => {
    const text = (content: string) => file('值.csv', Buffer.from(content));
    expect(code(await uploadValues(clerk, text('甲,乙\n1,2')))).toBe('columns-missing');
    expect(code(await uploadValues(clerk, text('抽样单编号,检验项目,实测值')))).toBe('no-rows');
    expect(code(await uploadValues(clerk, file('值.pdf', Buffer.from('%PDF-1.7\n\u0000'))))).toBe('file-renamed');
    expect(code(await uploadValues(clerk, text('')))).toBe('file-empty');
  });
});

describe('the accredited scope', () => {
  const line = (more: Partial<ScopeLine>): ScopeLine => ({ category: '', item: '', method: '', validFrom: '2020-01-01', validTo: null, ...more }); // prettier-ignore

  test('refuses what lies outside, in words; where none was entered demonstration data is warned of alone', async () => {
    const own = await receivedSamples(services, made);
    const { number } = await own.receive();
    const people = own.people;
    const before = await task(people.clerk, number);
    expect(before).toMatchObject({ scopeEntered: false });
    unwrap(await enterValues(people.clerk, before.id, before.version, [{ ordinal: 2, measured: '0.05', stated: null }])); // prettier-ignore
    const officer = await testCall(services, { permissions: ['laboratories.record'] });
    unwrap(await recordScope(officer, own.laboratoryId, [line({ item: '虚构强度' }), line({ item: '标志', validTo: '2026-08-31' })])); // prettier-ignore
    const report = await task(people.clerk, number);
    expect(report.items.map(({ inScope }) => inScope)).toEqual([true, false, false]);
    const enter = (ordinal: number) => enterValues(people.clerk, report.id, report.version, [{ ordinal, measured: '1', stated: null }]); // prettier-ignore
    expect(await enter(2)).toMatchObject({ refusal: { code: 'outside-scope', text: { zh: expect.stringContaining('虚构含量') } } }); // prettier-ignore
    const { rejected } = unwrap(await takeValues(people.clerk, numbered(whole(number))));
    expect(rejected.map(({ refusal }) => refusal.code)).toEqual(['outside-scope', 'outside-scope']);
    expect(code(await enter(1))).toBe('ok');
    await made.asOwner((tx) => tx.query(`update spot_checks.report set dataset = 'live' where id = $1`, [report.id]));
    unwrap(await recordScope(officer, own.laboratoryId, []));
    const live = unwrap(await getReport(people.clerk, report.id));
    expect(code(await enterValues(people.clerk, live.id, live.version, [{ ordinal: 1, measured: '11', stated: null }]))).toBe('scope-not-entered'); // prettier-ignore
  });

  test('is entered by officials of the laboratory’s place alone', async () => {
    const there = await testCall(services, { permissions: ['laboratories.record'], region: '440600' });
    expect(code(await recordScope(there, world.laboratoryId, []))).toBe('outside-your-region');
    expect(code(await recordScope(clerk, world.laboratoryId, []))).toBe('forbidden');
  });
});

test('every entry of values is in the journal, an upload once', async () => {
  const { number } = await world.receive();
  unwrap(await takeValues(clerk, numbered(whole(number))));
  const seen = await observe(await testCall(services, { permissions: ['journal.read'] }), { permission: 'journal.read' }, async ({ tx }) => ({ ok: true, value: await tx.query<{ act: string }>(`select act from journal.entry order by at desc, id desc limit 50`) })); // prettier-ignore
  expect(unwrap(seen).map(({ act }) => act)).toContain('spot-checks.upload-report');
});
