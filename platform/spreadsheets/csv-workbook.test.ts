import { describe, expect, it } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { type ReadOptions, type Row, type SheetSummary, readWorkbook } from './index.ts';

/** Reads the only sheet of a CSV file: its rows and summary, or the code of the refusal. */
const readCsv = async (from: string | Uint8Array, options: ReadOptions = {}) => {
  const opened = await readWorkbook(from, options);
  if (!opened.ok) return { refused: opened.refusal.code, rows: [] as Row[] };
  const rows: Row[] = [];
  let summary: SheetSummary | undefined;
  let refused: string | undefined;
  for await (const event of opened.value.readSheet(0)) {
    if (event.type === 'rows') for (const row of event.rows) rows.push(row);
    else if (event.type === 'end') summary = event.summary;
    else refused = event.refusal.code;
  }
  await opened.value.close();
  return { rows, summary, refused, encoding: opened.value.encoding, delimiter: opened.value.delimiter };
};
const texts = (rows: readonly Row[]) => rows.map((row) => row.texts);

describe('csv files', () => {
  it('keeps quoted line ends, doubled quotes and a quote in the middle of a word', async () => {
    const file = Buffer.from('a,b,c\r\n"x, y","one\r\ntwo","say ""hi"""\r\n5"管,,z\r\n');
    const { rows, summary } = await readCsv(file);
    expect(texts(rows)).toEqual([
      ['a', 'b', 'c'],
      ['x, y', 'one\r\ntwo', 'say "hi"'],
      ['5"管', '', 'z'],
    ]);
    expect(rows.map((row) => row.place)).toEqual([1, 2, 3]);
    expect(summary).toMatchObject({ rows: 3, lastRow: 3, containsFormulas: false });
  });

  it('counts empty rows but does not give them', async () => {
    const { rows } = await readCsv(Buffer.from('a,b\n\n , \n1,2'));
    expect(rows.map((row) => row.place)).toEqual([1, 4]);
  });

  it.each([
    ['UTF-8', Buffer.from('企业名称,抽查结果\n甲厂,合格\n'), 'utf-8'],
    ['UTF-8 with mark', Buffer.from('\uFEFF企业名称,抽查结果\n甲厂,合格\n'), 'utf-8'],
    ['UTF-16', Buffer.from('\uFEFF企业名称\t抽查结果\n甲厂\t合格\n', 'utf16le'), 'utf-16le'],
    // 企业名称,抽查结果 / 甲厂,合格 in GB18030
    ['GB18030', Buffer.from('c6f3d2b5c3fbb3c62cb3e9b2e9bde1b9fb0abcd7b3a72cbacfb8f10a', 'hex'), 'gb18030'],
  ])('reads %s', async (_name, file, encoding) => {
    const read = await readCsv(file);
    expect(texts(read.rows)).toEqual([
      ['企业名称', '抽查结果'],
      ['甲厂', '合格'],
    ]);
    expect(read.encoding).toBe(encoding);
  });

  it('gives one digest for one content, however it is written', async () => {
    const digests = await Promise.all(
      ['a,b\n1,"x,y"\n', '\uFEFFa;b;;\r\n1;x,y\r\n\r\n', 'a\tb\n"1"\tx,y'].map(
        async (text) => (await readCsv(Buffer.from(text))).summary?.digest,
      ),
    );
    expect(new Set(digests).size).toBe(1);
    expect((await readCsv(Buffer.from('a,b\n\n1,"x,y"\n'))).summary?.digest).not.toBe(digests[0]);
  });

  it('reads a record that spans many chunks', async () => {
    const long = '长'.repeat(400_000);
    const { rows } = await readCsv(Buffer.from(`a,b\n"${long}\n${long}",2\n3,4\n`));
    expect(rows[1]!.texts[0]).toBe(`${long}\n${long}`);
    expect(rows[2]!.texts).toEqual(['3', '4']);
  });

  it('finds the delimiter by what most lines agree on', async () => {
    expect((await readCsv(Buffer.from('标题，一行\na;b;c\n1,5;2;3\n2,5;3;4\n'))).delimiter).toBe(';');
    expect((await readCsv(Buffer.from('一列\n甲\n'))).rows).toHaveLength(2);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'file-empty'],
    ['blank lines', Buffer.from('\n \n'), 'file-empty'],
    ['binary', Buffer.from([1, 2, 0, 3, 4]), 'file-not-a-workbook'],
    ['neither UTF-8 nor GB18030', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), 'file-encoding-unknown'],
    ['a quotation mark that is never closed', Buffer.from('a,b\n"1,2\n3,4\n'), 'file-unreadable'],
    ['a PDF', Buffer.from('%PDF-1.7 ...'), 'file-renamed'],
    ['a web page', Buffer.from('<html><table><tr><td>1</td></tr></table>'), 'file-renamed'],
  ])('refuses %s', async (_name, file, code) => {
    expect((await readCsv(file, { name: 'x.csv' })).refused).toBe(code);
  });

  it('refuses UTF-16 that holds what no text does', async () => {
    const { refused } = await readCsv(Buffer.from('\uFEFF甲,乙\n\u0000,丙\n', 'utf16le'));
    expect(refused).toBe('file-encoding-unknown');
  });

  it('refuses what passes the limits', async () => {
    expect((await readCsv(Buffer.from('a,b\n'), { limits: { fileBytes: 2 } })).refused).toBe('file-too-large');
    expect((await readCsv(Buffer.from('a,b,c\n'), { limits: { columns: 2 } })).refused).toBe('too-many-columns');
    expect((await readCsv(Buffer.from('aaaaaaaa,b\n'), { limits: { rowBytes: 5 } })).refused).toBe('file-unreadable');
  });
});

describe.skipIf(!sharedDataPresent)(`csv files: ${sharedDataNote}`, () => {
  it.each([
    ['guangdong-2012-2018', 11_747],
    ['national-2012-2018', 59_818],
    ['post-handling', 1_698],
    ['refusals', 29],
  ])('reads %s whole', async (name, rows) => {
    const read = await readCsv(sharedPath(`data/published/${name}.csv`));
    expect(read.rows).toHaveLength(rows + 1);
    expect(new Set(read.rows.map((row) => row.texts.length)).size).toBe(1);
  });
});
