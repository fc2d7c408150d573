import { type ReadOptions, type Row, type SheetSummary, readWorkbook } from './index.ts';

/** For tests: everything a file yields, sheet by sheet, or the code of the refusal. */
export const readAll = async (from: string | Uint8Array, options: ReadOptions = {}) => {
  const opened = await readWorkbook(from, options);
  if (!opened.ok) return { refused: opened.refusal.code, sheets: [] };
  const sheets = [];
  for (const info of opened.value.sheets) {
    const rows: Row[] = [];
    let summary: SheetSummary | undefined;
    let refused: string | undefined;
    for await (const event of opened.value.readSheet(info.index)) {
      if (event.type === 'rows') for (const row of event.rows) rows.push(row);
      else if (event.type === 'end') summary = event.summary;
      else refused = event.refusal.code;
    }
    sheets.push({ ...info, rows, summary, refused, merges: await opened.value.merges(info.index) });
  }
  await opened.value.close();
  return { refused: sheets.find((sheet) => sheet.refused)?.refused, sheets };
};

/** For tests: the bytes of a stream. */
export const bytesOf = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** For tests: the parts of a small .xlsx whose sheet is written by hand. */
export const handWrittenParts = (
  sheet: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  '_rels/.rels':
    '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml': `<workbook xmlns="${main}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheet,
  ...more,
});
