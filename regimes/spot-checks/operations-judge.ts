import { judge, type Method, type Verdict } from '#foundation/conformity/judge.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { cellAt, readWorkbook } from '#platform/spreadsheets/index.ts';

/** The verdict on one row; `row` is its number as a spreadsheet shows it. */
export interface JudgedRow {
  readonly row: number;
  readonly measured: string;
  readonly limit: string;
  readonly verdict: Verdict;
  readonly reason: TextPair;
}

/** Judges every row of the first sheet of a table with the columns 实测值 and 标准值 (GB/T 8170, full or rounded comparison). */
export const judgeFile = async (path: string, method: Method): Promise<Result<readonly JudgedRow[]>> => {
  const opened = await readWorkbook(path);
  if (!opened.ok) return opened;
  const workbook = opened.value;
  try {
    let measuredAt = -1;
    let limitAt = -1;
    const judged: JudgedRow[] = [];
    for await (const event of workbook.readSheet(0)) {
      if (event.type === 'refused') return { ok: false, refusal: event.refusal };
      if (event.type !== 'rows') continue;
      for (const row of event.rows) {
        if (measuredAt < 0 || limitAt < 0) {
          const heads = row.texts.map((text) => text.normalize('NFKC').replaceAll(/\s/g, ''));
          measuredAt = heads.indexOf('实测值');
          limitAt = heads.indexOf('标准值');
          continue;
        }
        const measured = cellAt(row, measuredAt).text;
        const limit = cellAt(row, limitAt).text;
        judged.push({ row: row.place, measured, limit, ...verdictOf(measured, limit, method) });
      }
    }
    return measuredAt < 0 || limitAt < 0 ? refuse('columns-missing', { columns: '实测值”“标准值' }) : ok(judged);
  } finally {
    await workbook.close();
  }
};

const verdictOf = (measured: string, limit: string, method: Method) => {
  const { verdict, reason } = judge(measured, limit, method);
  return { verdict, reason };
};
