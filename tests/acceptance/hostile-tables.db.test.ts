import { CFB, read, utils } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { handWrittenParts, readAll } from '#platform/spreadsheets/testing.ts';
import { emptyStore } from '#regimes/spot-checks/testing/tables.ts';
import { wholeServer } from '../whole-server.ts';

const store = await emptyStore();
const server = await wholeServer(store.services);
const cookie = await server.signIn();

const headers = [
  '发布机关', '批次', '产品种类', '生产企业名称', '生产企业地址', '所在地', '受检单位', '受检单位地址', '电商平台', '样品来源', '产品名称', '商标', '规格型号',
  '产品等级', '生产日期或批号', '抽查结果', '不合格项目', '承检机构', '报告编号', '执行标准', '备注', '经办人',
]; // prettier-ignore
const usual = [
  '质检总局', '20150528', '虚构家具', '虚构甲家具有限公司', '', '广东省', '', '', '', '', '虚构木椅', '', 'A1', '', '2015-01-02', '不合格', '虚构甲项', '虚构检验院',
  '', '', '', '虚构人',
]; // prettier-ignore
/** Columns whose words decide something, where what can't be understood is rejected; '' is the publication as a whole. */
const deciding = new Set(['', '抽查结果']);

const hostile = [
  '<script>alert(1)</script>',
  `"><img src=x onerror=alert(1)>`,
  "'; drop table spot_checks.result; --",
  `=cmd|' /C calc'!A0`,
  '＝1+1',
  '@SUM(1+1)*cmd',
  String.raw`\N`,
  String.raw`\.`,
  String.raw`甲\t乙\\"{}`,
  '甲\t乙\u000b丙\u007f',
  '{"a":1}${b}%s',
];
/** A row for every column, with the text in that column alone. */
const rowsWith = (text: string): string[][] =>
  headers.map((_, at) => usual.map((cell, column) => (column === at ? text : cell)));
const csvOf = (rows: readonly (readonly string[])[]): string =>
  [headers, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const upload = async (files: Readonly<Record<string, string | Uint8Array>>, language = 'zh') => {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content as never]), name);
  const answer = await fetch(`${server.origin}/api/v1/imports?dataset=historical&lang=${language}`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  });
  return (await answer.json()) as {
    id: string;
    sheets: { fileName: string; rows: number; refusal: { code: string; text: { zh: string; en: string } } | null }[];
  };
};
const get = async (path: string): Promise<Response> => fetch(server.origin + path, { headers: { cookie } });
/** Starts an import and waits for its end. */
const carryOut = async (id: string) => {
  const answer = await fetch(`${server.origin}/api/v1/imports/${id}/start`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.status).toBe(200);
  const detail = async () =>
    (await (await get(`/api/v1/imports/${id}`)).json()) as {
      state: string;
      report: { rows: number; accepted: number; rejected: number };
    };
  await expect.poll(async () => (await detail()).state, { timeout: 30_000 }).not.toMatch(/running|received/);
  return detail();
};
const zipped = (sheet: string): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(handWrittenParts(sheet)).map(([name, text]) => [name, strToU8(text)])), {
    level: 6,
  });
const sheetXml = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe('files that are no tables, or more than tables', () => {
  test('are told apart one by one, in words, and keep nothing from the good one beside them', async () => {
    const encrypted = CFB.utils.cfb_new();
    for (const name of ['EncryptionInfo', 'EncryptedPackage'])
      CFB.utils.cfb_add(encrypted, `/${name}`, Buffer.alloc(9000));
    const whole = zipped(sheetXml('<row><c><v>1</v></c></row>'));
    const good = csvOf([usual]);
    const files = {
      '空.csv': '',
      '截断.xlsx': whole.subarray(0, whole.length - 60),
      '加密.xlsx': CFB.write(encrypted, { type: 'buffer' }) as Uint8Array,
      '改名.xlsx': '%PDF-1.7 虚构',
      '改名.csv': zipSync({ 'word/document.xml': strToU8('<w/>') }),
      '炸弹.xlsx': zipped(sheetXml(' '.repeat(40 * 1024 * 1024))),
      '百万空行.xlsx': zipped(
        sheetXml(Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 1}" s="1"/>`).join('')),
      ),
      '../../etc/passwd\u202exslx.csv': 'a,b\n1,2',
      [`${'长'.repeat(300)}.csv`]: 'a,b\n1,2',
      '好.csv': good,
    };
    const { id, sheets } = await upload(files);
    const codes = Object.fromEntries(sheets.map(({ fileName, refusal }) => [fileName, refusal?.code ?? null]));
    expect(codes).toMatchObject({
      '空.csv': 'file-empty', '截断.xlsx': 'file-truncated', '加密.xlsx': 'file-encrypted', '改名.xlsx': 'file-renamed', '改名.csv': 'file-renamed',
      '炸弹.xlsx': 'file-zip-bomb', '百万空行.xlsx': 'sheet-empty', '好.csv': null,
    }); // prettier-ignore
    for (const { refusal } of sheets)
      if (refusal) for (const words of Object.values(refusal.text)) expect(words.length).toBeGreaterThan(4);
    const names = sheets.map(({ fileName }) => fileName);
    expect(names).toContain('passwdxslx.csv');
    expect(Math.max(...names.map((name) => name.length))).toBe(200);
    const done = await carryOut(id);
    expect(done).toMatchObject({ state: 'done', report: { rows: 1, accepted: 1, rejected: 0 } });
  });

  test('starting the same import twice at once carries it out once', async () => {
    const { id } = await upload({ '表.csv': csvOf([usual.with(10, '虚构双击椅')]) });
    const start = () =>
      fetch(`${server.origin}/api/v1/imports/${id}/start`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: '{}',
      });
    const answers = await Promise.all([start(), start(), start(), start()]);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await carryOut(id).catch(() => undefined)).toBeUndefined();
    await expect
      .poll(() => store.query(`select count(*)::int as n from spot_checks.result where product_name = '虚构双击椅'`))
      .toEqual([{ n: 1 }]);
  });
});

describe('hostile words in every cell', () => {
  test('come through the import as they are, or are rejected with their reason', async () => {
    const { id } = await upload({ '表.csv': csvOf(hostile.flatMap(rowsWith)) });
    const { state, report } = await carryOut(id);
    expect(state).toBe('done');
    expect(report.rows).toBe(hostile.length * headers.length);
    expect(report.rejected).toBeGreaterThanOrEqual(hostile.length * deciding.size);
    const rejected = await store.query<{ problems: { column: string }[] }>(
      'select distinct problems from spot_checks.rejected_row',
    );
    expect(new Set(rejected.flatMap(({ problems }) => problems.map(({ column }) => column)))).toEqual(deciding);
    for (const text of hostile.filter((each) => !/[\t\u000b\u007f]/.test(each))) {
      const rows = await store.query(
        `select from spot_checks.result r where product_name = '${text.replaceAll("'", "''")}'`,
      );
      expect([text, rows.length]).toEqual([text, 1]);
    }
  });

  test('characters that no database holds cost neither the sheet nor the import', async () => {
    const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const row = (cells: readonly string[]): string => `<row>${cells.map(cell).join('')}</row>`;
    const rows = ['虚构_x0000_椅', '虚构_xD800_椅', '虚构&#0;椅', '虚构&#xD800;椅'].map((product) =>
      row(usual.with(10, product)),
    );
    const { id } = await upload({ '表.xlsx': zipped(sheetXml(row(headers) + rows.join(''))) });
    const { state, report } = await carryOut(id);
    expect([state, report.accepted + report.rejected]).toEqual(['done', 4]);
  });

  test('are texts in the office, in the public record and in every export, and never more', async () => {
    const list = await (await get('/api/v1/results?dataset=historical&limit=200')).text();
    expect(list).toContain('<script>alert(1)');
    for (const path of ['/search?q=%3Cscript%3Ealert', '/search?q=onerror', '/exposures?dataset=historical']) {
      const page = await (await fetch(server.origin + path)).text();
      expect(page).not.toContain('<script>alert');
      expect(page).not.toContain('<img src=x');
    }
    // A person has decided that they are different firms.
    await store.query(`update enterprises.match_case set state = 'different'`);
    const [found] = await store.query<{ id: number }>(
      `select id from enterprises.enterprise where name like '<script>%'`,
    );
    const page = await (await fetch(`${server.origin}/enterprise/${found!.id}`)).text();
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert');

    const running = /(^|,)"?[=+\-@\t\r＝＋－＠]/m;
    for (const path of [
      '/api/v1/results/export?dataset=historical&format=csv',
      '/data/results.csv?dataset=historical',
    ]) {
      const csv = await (await get(path)).text();
      expect(csv.split('\n').length).toBeGreaterThan(20);
      const { sheets } = await readAll(Buffer.from(csv));
      const cells = sheets[0]!.rows.flatMap(({ texts }) => texts);
      expect(
        cells.filter((text) => running.test(text) && Number.isNaN(Number(text)) && /^[=+\-@＝＋－＠]/.test(text)),
      ).toEqual([]);
      expect(cells).toContain(`'=cmd|' /C calc'!A0`);
    }
    const book = read(
      Buffer.from(await (await get('/api/v1/results/export?dataset=historical&format=xlsx')).arrayBuffer()),
      { cellFormula: true },
    );
    const formulas = Object.values(book.Sheets).flatMap((sheet) =>
      utils.sheet_to_formulae(sheet).filter((text) => /^\w+=(?!')/.test(text)),
    );
    expect(formulas).toEqual([]);
    const [importId] = await store.query<{ id: string }>(
      `select import_id as id from spot_checks.rejected_row r join spot_checks.sheet s on s.id = r.sheet_id limit 1`,
    );
    const rejected = await (await get(`/api/v1/imports/${importId!.id}/rejected-rows/download?format=csv`)).text();
    expect(rejected).not.toMatch(/(^|,)"?[=@＝]/m);
  });
});
