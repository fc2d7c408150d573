import { Readable } from 'node:stream';
import { type CellValue, PIECE, type WriteColumn, type WriteRows } from './table-writer.ts';
import { type ZipPart, zipStream } from './zip-writer.ts';

/** Rows of a sheet and characters of a cell that Excel opens at most. */
const ROWS_AT_MOST = 1_048_576;
const CHARACTERS_AT_MOST = 32_767;
const TOO_LONG = '……（内容过长，未完整导出）';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

// oxlint-disable-next-line no-control-regex -- XML can't hold them
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/; // oxlint-disable-line no-control-regex

const escaped = (text: string): string => {
  const short =
    text.length > CHARACTERS_AT_MOST ? text.slice(0, CHARACTERS_AT_MOST - TOO_LONG.length) + TOO_LONG : text;
  if (!special.test(short)) return short;
  return short
    .replace(illegal, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
};

const columnName = (column: number): string => {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
};

const sheetStart = (columns: readonly WriteColumn[]): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
  `<cols>${columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width ?? 16}" customWidth="1"/>`).join('')}</cols><sheetData>`;

const contentTypes = (sheets: number): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
  `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
  `${numbers(sheets)
    .map(
      (sheet) =>
        `<Override PartName="/xl/worksheets/sheet${sheet}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
    )
    .join('')}</Types>`;

const styles = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>`;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

/**
 * Writes a table as .xlsx in a stream; memory does not grow with the rows. Texts are inline strings and so are never formulas. A
 * table longer than a sheet goes on in further sheets under the same header.
 */
export const writeXlsx = (
  columns: readonly WriteColumn[],
  rows: WriteRows,
  options: { readonly sheetName?: string } = {},
): Readable => {
  const names = columns.map((_, column) => columnName(column));
  const sheetName = (options.sheetName ?? '数据').replace(/[[\]*?:/\\']/g, ' ').slice(0, 25);

  const cell = (value: CellValue, column: number, place: number, style: string): string => {
    if (value === null || value === undefined || value === '') return '';
    const reference = `${names[column] ?? columnName(column)}${place}`;
    if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${reference}"${style}><v>${value}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${reference}"${style} t="b"><v>${value ? 1 : 0}</v></c>`;
    return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`;
  };
  const line = (values: readonly CellValue[], place: number, style = ''): string => {
    let xml = `<row r="${place}">`;
    for (let column = 0; column < values.length; column += 1) xml += cell(values[column], column, place, style);
    return `${xml}</row>`;
  };

  async function* parts(): AsyncGenerator<ZipPart, void, undefined> {
    const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
    let next = await source.next();
    async function* sheet(): AsyncGenerator<string, void, undefined> {
      let piece =
        sheetStart(columns) +
        line(
          columns.map(({ header }) => header),
          1,
          ' s="1"',
        );
      for (let place = 2; place <= ROWS_AT_MOST && next.done !== true; place += 1) {
        piece += line(next.value, place);
        next = await source.next();
        if (piece.length < PIECE) continue;
        yield piece;
        piece = '';
      }
      yield `${piece}</sheetData></worksheet>`;
    }
    let sheets = 0;
    do {
      sheets += 1;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, pieces: sheet() };
    } while (next.done !== true);
    const listed = numbers(sheets);
    yield { name: 'xl/styles.xml', pieces: [styles] };
    yield {
      name: 'xl/workbook.xml',
      pieces: [
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets>${listed.map((sheet) => `<sheet name="${escaped(sheet === 1 ? sheetName : `${sheetName} (${sheet})`)}" sheetId="${sheet}" r:id="rId${sheet}"/>`).join('')}</sheets></workbook>`,
      ],
    };
    yield {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [
        `${XML}<Relationships xmlns="${PACKAGE}/relationships">${listed.map((sheet) => `<Relationship Id="rId${sheet}" Type="${RELATION}/worksheet" Target="worksheets/sheet${sheet}.xml"/>`).join('')}<Relationship Id="rId0" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
      ],
    };
    yield {
      name: '_rels/.rels',
      pieces: [
        `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    };
    yield { name: '[Content_Types].xml', pieces: [contentTypes(sheets)] };
  }
  return Readable.from(zipStream(parts()), { objectMode: false });
};
