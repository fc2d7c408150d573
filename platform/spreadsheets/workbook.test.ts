import { CFB, utils, write, type WorkSheet } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { readdirSync } from 'node:fs';
import { handWrittenParts, readAll } from './testing.ts';

const bookOf = (sheets: Readonly<Record<string, WorkSheet>>, bookType: 'xlsx' | 'xls'): Buffer => {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return write(book, { type: 'buffer', bookType }) as Buffer;
};

const sample = (): WorkSheet => {
  const sheet = utils.aoa_to_sheet([
    ['不合格产品名单'],
    ['序号', '企业名称', '结果'],
    [1, '虚构电器厂 & 公司', '合格'],
    [],
    [2, '"虚构" <五金>', '不合格'],
  ]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }];
  sheet['D3'] = { t: 'n', v: 41_802, z: 'yyyy/mm/dd' };
  sheet['E3'] = { t: 'n', v: 0.0349, z: '0.0' };
  sheet['F3'] = { t: 'n', v: 1, z: '0.00_ ' };
  sheet['G3'] = { t: 'n', v: 3, f: '1+2' };
  sheet['H3'] = { t: 'b', v: true };
  sheet['!ref'] = 'A1:H5';
  return sheet;
};

/** An .xlsx of a sheet written by hand; stored sizes can be made to lie. */
const zipOf = (sheet: string, more: Readonly<Record<string, string>> = {}): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(handWrittenParts(sheet, more)).map(([name, text]) => [name, strToU8(text)])),
      { level: 6 },
    ),
  );

const sheetOf = (rows: string): string => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe.each(['xlsx', 'xls'] as const)('.%s files', (type) => {
  it('gives texts as shown, with every digit, and says where formulas stand', async () => {
    const { sheets } = await readAll(bookOf({ 名单: sample(), 空: utils.aoa_to_sheet([]) }, type));
    expect(sheets[0]!.rows.map((row) => [row.place, ...row.texts])).toEqual([
      [1, '不合格产品名单'],
      [2, '序号', '企业名称', '结果'],
      [3, '1', '虚构电器厂 & 公司', '合格', '2014/06/12', '0.0349', '1.00', '3', 'TRUE'],
      [5, '2', '"虚构" <五金>', '不合格'],
    ]);
    expect(sheets[0]!.rows[2]!.kinds).toEqual(['number', 'text', 'text', 'date', 'number', 'number', 'number', 'bool']);
    expect(sheets[0]!.rows[2]!.serials?.[3]).toBe(41_802);
    expect(sheets[0]!.merges).toEqual([{ fromRow: 1, fromColumn: 1, toRow: 1, toColumn: 3 }]);
    expect(sheets[0]!.summary).toMatchObject({ rows: 4, lastRow: 5 });
    // SheetJS writes formulas into .xlsx only.
    if (type === 'xlsx') expect(sheets[0]!.summary?.containsFormulas).toBe(true);
    expect(sheets[1]).toMatchObject({ name: '空', rows: [], summary: { rows: 0, lastRow: 0 } });
  });

  it('goes by content, not by name, and refuses what is cut', async () => {
    const file = bookOf({ 名单: sample() }, type);
    expect((await readAll(file, { name: 'x.csv' })).sheets[0]!.rows).toHaveLength(4);
    expect((await readAll(file.subarray(0, Math.floor(file.length / 2)), { name: `x.${type}` })).refused).toBe(
      'file-truncated',
    );
    expect((await readAll(file.subarray(0, 700), { name: `x.${type}` })).refused).toBe('file-truncated');
  });

  it('refuses too many sheets and columns', async () => {
    const file = bookOf({ 甲: sample(), 乙: sample() }, type);
    expect((await readAll(file, { limits: { sheets: 1 } })).refused).toBe('too-many-sheets');
    expect((await readAll(file, { limits: { columns: 3 } })).refused).toBe('too-many-columns');
  });
});

it('gives .xls and .xlsx of one content one digest', async () => {
  const [one, two] = await Promise.all(
    (['xlsx', 'xls'] as const).map(
      async (type) => (await readAll(bookOf({ 名单: sample() }, type))).sheets[0]!.summary,
    ),
  );
  expect(one!.digest).toBe(two!.digest);
});

describe('.xlsx files of other makers', () => {
  it('reads shared texts with runs, readings, entities and escapes', async () => {
    const texts =
      '<sst><si><t>甲&amp;乙</t></si><si><r><t>粗</t></r><r><t xml:space="preserve"> 体</t></r><rPh sb="0"><t>よみ</t></rPh></si><si/><si><t>一_x000D_\n二</t></si></sst>';
    const cells = [0, 1, 2, 3].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    const { sheets } = await readAll(zipOf(sheetOf(`<row>${cells}</row>`), { 'xl/sharedStrings.xml': texts }));
    expect(sheets[0]!.rows[0]!.texts).toEqual(['甲&乙', '粗 体', '', '一\r\n二']);
  });

  it('gives texts as they are seen, without what turns the direction of writing', async () => {
    const cells = ['虚构\u202E厂', '虚构_x0085_椅', '甲 乙']
      .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
      .join('');
    const { sheets } = await readAll(zipOf(sheetOf(`<row>${cells}</row>`)));
    expect(sheets[0]!.rows[0]!.texts).toEqual(['虚构厂', '虚构椅', '甲 乙']);
    const csv = await readAll(Buffer.from('厂,产品\n虚构\u202E厂,"虚\u2066构椅"\n'));
    expect(csv.sheets[0]!.rows[1]!.texts).toEqual(['虚构厂', '虚构椅']);
  });

  it('gives no text that has no UTF-8, and refuses a part that is no text', async () => {
    const cells = ['虚构_x0000_椅', '虚构_xD800_椅', '虚构&#xD800;椅', '_xD83D__xDE00_']
      .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
      .join('');
    const { sheets } = await readAll(zipOf(sheetOf(`<row>${cells}</row>`)));
    expect(sheets[0]!.rows[0]!.texts).toEqual(['虚构椅', '虚构\uFFFD椅', '虚构\uFFFD椅', '😀']);
    const raw = zipOf(sheetOf('<row><c t="str"><v>虚构\u0000椅</v></c></row>'));
    expect((await readAll(raw)).refused).toBe('file-unreadable');
  });

  it('reads prefixed tags, inline texts, CDATA and cells without references', async () => {
    const rows =
      '<x:row r="2"><x:c t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>乙</x:t></x:r></x:is></x:c><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v><![CDATA[<丙>]]></x:v></x:c><x:c/><x:c><x:v>1.5E-3</x:v></x:c></x:row>';
    const { sheets } = await readAll(
      zipOf(`<x:worksheet xmlns:x="m"><x:sheetData>${rows}</x:sheetData></x:worksheet>`),
    );
    expect(sheets[0]!.rows).toMatchObject([{ place: 2, texts: ['甲乙', '<丙>', '', '0.0015'] }]);
    expect(sheets[0]!.summary?.containsFormulas).toBe(true);
  });

  it('passes over hundreds of thousands of styled empty rows', async () => {
    const data = '<row r="1"><c r="A1"><v>1</v></c></row>';
    const styled = Array.from(
      { length: 200_000 },
      (_, at) => `<row r="${at + 2}" s="1" customFormat="1"><c r="A${at + 2}" s="1"/><c r="B${at + 2}" s="1"/></row>`,
    ).join('');
    const bare = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 200_002}" s="1" customFormat="1"/>`).join(
      '',
    );
    const { sheets } = await readAll(zipOf(sheetOf(`${data}${styled}${bare}<row r="500000"><c><v>2</v></c></row>`)));
    expect(sheets[0]!.rows.map((row) => row.place)).toEqual([1, 500_000]);
    const { sheets: only } = await readAll(zipOf(sheetOf(data + bare)));
    expect(only[0]!.summary).toMatchObject({ rows: 1, lastRow: 1 });
  });

  it('refuses a part that unfolds beyond measure, by its size as stated or as it comes', async () => {
    const file = zipOf(sheetOf(' '.repeat(40 * 1024 * 1024)));
    expect((await readAll(file)).refused).toBe('file-zip-bomb');
    const honest = zipOf(sheetOf(`<row><c><v>1</v></c></row>${' '.repeat(100_000)}`));
    const lying = Buffer.from(honest);
    for (let at = lying.indexOf('PK\x01\x02'); at !== -1; at = lying.indexOf('PK\x01\x02', at + 1))
      if (lying.toString('latin1', at + 46, at + 64) === 'xl/worksheets/shee') lying.writeUInt32LE(200, at + 24);
    expect((await readAll(lying)).refused).toBe('file-zip-bomb');
    expect((await readAll(honest, { limits: { partBytes: 50_000 } })).refused).toBe('file-zip-bomb');
  });

  it.each([
    ['a damaged part', (file: Buffer) => file.fill(7, 40, 60), 'file-unreadable'],
    [
      'rows out of order',
      () => zipOf(sheetOf('<row r="3"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row>')),
      'file-unreadable',
    ],
    [
      'a text that is not there',
      () => zipOf(sheetOf('<row r="1"><c t="s"><v>9</v></c></row>'), { 'xl/sharedStrings.xml': '<sst/>' }),
      'file-unreadable',
    ],
    ['a Word document', () => Buffer.from(zipSync({ 'word/document.xml': strToU8('<w/>') })), 'file-renamed'],
    ['an empty archive', () => Buffer.from(zipSync({})), 'file-renamed'],
  ])('refuses %s', async (_name, make, code) => {
    const file = Buffer.from(
      zipSync(
        Object.fromEntries(
          Object.entries(handWrittenParts(sheetOf('<row><c><v>1</v></c></row>')))
            .toReversed()
            .map(([name, text]) => [name, strToU8(text)]),
        ),
      ),
    );
    expect((await readAll(make(file), { name: 'x.xlsx' })).refused).toBe(code);
  });
});

describe('OLE files', () => {
  const container = (streams: Readonly<Record<string, Buffer>>): Buffer => {
    const made = CFB.utils.cfb_new();
    for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(made, `/${name}`, content);
    return Buffer.from(CFB.write(made, { type: 'buffer' }) as Uint8Array);
  };

  it.each([
    [
      'an encrypted .xlsx',
      { EncryptionInfo: Buffer.alloc(5000), EncryptedPackage: Buffer.alloc(9000) },
      'file-encrypted',
    ],
    ['a Word document', { WordDocument: Buffer.alloc(9000) }, 'file-renamed'],
    ['a mail', { __properties: Buffer.alloc(9000) }, 'file-renamed'],
  ])('refuses %s', async (_name, streams, code) => {
    expect((await readAll(container(streams as Record<string, Buffer>), { name: 'x.xls' })).refused).toBe(code);
  });

  it('refuses an encrypted .xls', async () => {
    const plain = CFB.read(bookOf({ 名单: sample() }, 'xls'), { type: 'buffer' });
    const stream = Buffer.from(CFB.find(plain, '/Workbook')!.content as Uint8Array);
    const begin = 4 + stream.readUInt16LE(2);
    const filepass = Buffer.from([0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4]);
    const encrypted = Buffer.concat([stream.subarray(0, begin), filepass, stream.subarray(begin), Buffer.alloc(5000)]);
    expect((await readAll(container({ Workbook: encrypted }), { name: 'x.xls' })).refused).toBe('file-encrypted');
  });

  it('refuses an .xls that is damaged within', async () => {
    expect((await readAll(container({ Workbook: Buffer.alloc(9000, 0x5a) }), { name: 'x.xls' })).refused).toBe(
      'file-unreadable',
    );
  });
});

describe.skipIf(!sharedDataPresent)(`published workbooks: ${sharedDataNote}`, () => {
  it('reads all of them', async () => {
    const names = readdirSync(sharedPath('data/raw')).filter((name) => name.endsWith('.xls'));
    let rows = 0;
    for (const name of names) {
      const read = await readAll(sharedPath(`data/raw/${name}`));
      expect([name, read.refused]).toEqual([name, undefined]);
      rows += read.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    }
    expect(names).toHaveLength(34);
    expect(rows).toBeGreaterThan(3000);
  });
});
