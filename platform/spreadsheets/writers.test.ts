import fc from 'fast-check';
import { read, utils } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { type CellValue, writeCsv, writeXlsx } from './index.ts';
import { bytesOf, readAll } from './testing.ts';

const columns = [{ header: '企业名称', width: 30 }, { header: '数量' }, { header: '备注' }];
const seed = 20_240_601;
// oxlint-disable-next-line no-control-regex -- what neither format can hold
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

describe('csv export', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-1+2', "'-1+2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1+1', "'＝1+1"],
    ['-12.5', '-12.5'],
    ['+86', '+86'],
    ['a=1', 'a=1'],
    ['一,二', '"一,二"'],
    ['"x"\r\n', '"""x""\r\n"'],
  ])('writes %j as %j', async (value, written) => {
    const text = (await bytesOf(writeCsv(columns, [[value]]))).toString('utf8');
    expect(text).toBe(`\uFEFF企业名称,数量,备注\r\n${written}\r\n`);
  });

  it('gives back what it was given', async () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/^[=+\-@\t\r\n＝＋－＠]/.test(text) && !unwritable.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value, value), { maxLength: 8 }), async (rows) => {
        const file = await bytesOf(writeCsv(columns, rows));
        const { sheets } = await readAll(file);
        const filled = rows
          .map((row, at) => ({ place: at + 2, texts: row }))
          .filter(({ texts }) => texts.some((text) => text.trim() !== ''));
        expect(sheets[0]!.rows.slice(1)).toEqual(filled);
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe('xlsx export', () => {
  it('is read alike by another program; formulas stay texts', async () => {
    async function* rows(): AsyncGenerator<readonly CellValue[]> {
      yield ['=1+1', 12.5, null];
      yield ['虚构厂 <A&B> "甲"', -3, 'x\ny'];
      yield [undefined, Number.NaN, true];
    }
    const file = await bytesOf(writeXlsx(columns, rows(), { sheetName: '抽查/结果' }));
    const book = read(file, { cellFormula: true });
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    expect(book.SheetNames).toEqual(['抽查 结果']);
    expect(sheet['A2']).toMatchObject({ t: 's', v: '=1+1' });
    expect(sheet['A2'].f).toBeUndefined();
    expect(utils.sheet_to_json(sheet, { header: 1 }).slice(1)).toEqual([
      ['=1+1', 12.5],
      ['虚构厂 <A&B> "甲"', -3, 'x\ny'],
      [undefined, 'NaN', true],
    ]);
    const { sheets } = await readAll(file);
    expect(sheets[0]!.summary?.containsFormulas).toBe(false);
    expect(sheets[0]!.rows[0]!.texts).toEqual(['企业名称', '数量', '备注']);
  });

  it('gives back what it was given', async () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((text) => !/_x/i.test(text) && !unwritable.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, fc.integer(), value), { maxLength: 8 }), async (rows) => {
        const { sheets } = await readAll(await bytesOf(writeXlsx(columns, rows)));
        expect(sheets[0]!.rows.slice(1).map(({ texts }) => [texts[0] ?? '', Number(texts[1]), texts[2] ?? ''])).toEqual(
          rows.map(([a, n, b]) => [a, n, b]),
        );
      }),
      { seed, numRuns: 60 },
    );
  });

  it('passes on an error of its rows', async () => {
    async function* rows(): AsyncGenerator<readonly CellValue[]> {
      yield ['甲'];
      throw new Error('database gone');
    }
    await expect(bytesOf(writeXlsx(columns, rows()))).rejects.toThrow('database gone');
    await expect(bytesOf(writeCsv(columns, rows()))).rejects.toThrow('database gone');
  });
});
