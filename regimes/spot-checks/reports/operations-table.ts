import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { cellAt, readWorkbook, type Row } from '#platform/spreadsheets/index.ts';
import type { GivenValue } from './sort-values.ts';

/** How people head the columns of a table of values. */
const heads = {
  sampleNumber: ['抽样单编号', '抽样单号', '抽样编号', '样品编号', 'sheetnumber', 'samplenumber'],
  item: ['检验项目', '项目名称', '项目', 'item'],
  measured: ['实测值', '检验结果', '检测结果', '实测结果', 'measured', 'value'],
  verdict: ['单项判定', '单项结论', '判定', 'verdict'],
} as const;
type Column = keyof typeof heads;

/** A head without its blanks and what stands in brackets behind it: 实测值（mg/kg）. */
const fold = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').replace(/\(.*$/, '').toLowerCase();

const columnsOf = (row: Row): ReadonlyMap<Column, number> => {
  const folded = row.texts.map(fold);
  const found = new Map<Column, number>();
  for (const column of Object.keys(heads) as Column[]) {
    const at = folded.findIndex((text) => (heads[column] as readonly string[]).includes(text));
    if (at >= 0) found.set(column, at);
  }
  return found;
};

/** More values than a laboratory sends at once; a file of them is split. */
const mostRows = 200_000;

/** What a table of values holds. */
export interface ReadValues {
  readonly rows: readonly GivenValue[];
  readonly containsFormulas: boolean;
}

/** Reads the first sheet of a table with the columns 抽样单编号, 检验项目, 实测值 and perhaps 单项判定; digits stay as typed. */
export const readValues = async (bytes: Uint8Array, name: string): Promise<Result<ReadValues>> => {
  const opened = await readWorkbook(bytes, { name });
  if (!opened.ok) return opened;
  const workbook = opened.value;
  try {
    const sheet = workbook.sheets.find(({ hidden }) => !hidden) ?? workbook.sheets[0];
    if (!sheet) return refuse('no-sheet-recognised');
    const rows: GivenValue[] = [];
    let columns: ReadonlyMap<Column, number> | undefined;
    let containsFormulas = false;
    for await (const event of workbook.readSheet(sheet.index)) {
      if (event.type === 'refused') return { ok: false, refusal: event.refusal };
      if (event.type === 'end') {
        ({ containsFormulas } = event.summary);
        continue;
      }
      for (const row of event.rows) {
        if (columns === undefined) {
          // Tables begin with a title: what comes before the header is passed over.
          const found = columnsOf(row);
          if (found.has('sampleNumber') && found.has('item') && found.has('measured')) columns = found;
          continue;
        }
        const at = (column: Column): string => cellAt(row, columns?.get(column) ?? -1).text;
        rows.push({ row: row.place, sampleNumber: at('sampleNumber'), item: at('item'), measured: at('measured'), verdict: at('verdict') }); // prettier-ignore
        if (rows.length > mostRows) return refuse('too-many-rows', { sheet: sheet.name, limit: mostRows });
      }
    }
    if (columns === undefined) return refuse('columns-missing', { columns: '抽样单编号”“检验项目”“实测值' });
    return rows.length === 0 ? refuse('no-rows') : ok({ rows, containsFormulas });
  } finally {
    await workbook.close();
  }
};
