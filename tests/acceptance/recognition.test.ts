import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Row, readWorkbook } from '#platform/spreadsheets/index.ts';
import {
  type Recognition,
  recognise,
  type ResultRow,
  reviewWorkbook,
  type RowOutcome,
  splitParties,
  TableReader,
} from '../../regimes/spot-checks/recognition/index.ts';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../shared-data.ts';

interface ReadSheet {
  readonly name: string;
  readonly recognition: Recognition;
  readonly outcomes: readonly RowOutcome[];
}

const readSheets = async (path: string): Promise<readonly ReadSheet[]> => {
  const opened = await readWorkbook(sharedPath(path));
  if (!opened.ok) throw new Error(opened.refusal.text.en);
  const workbook = opened.value;
  const read: { name: string; rows: Row[]; recognition: Recognition }[] = [];
  for (const { index, name } of workbook.sheets) {
    const rows: Row[] = [];
    for await (const event of workbook.readSheet(index))
      if (event.type === 'rows') for (const row of event.rows) rows.push(row);
    const merges = await workbook.merges(index);
    const exactWidth = workbook.format === 'csv';
    read.push({
      name,
      rows,
      recognition: recognise({
        rows: rows.slice(0, 60),
        merges,
        sheetName: name,
        fileName: path.split('/').at(-1)!,
        exactWidth,
      }),
    });
  }
  await workbook.close();
  const reviewed = reviewWorkbook(read.map(({ recognition }) => recognition));
  return read.map(({ name, rows }, at) => {
    const reader = new TableReader(reviewed[at]!);
    const outcomes = rows.map(({ place, texts }) => reader.take(place, texts));
    return {
      name,
      recognition: reviewed[at]!,
      outcomes: [...outcomes, reader.finish()].filter((outcome) => outcome !== undefined),
    };
  });
};

const rowsOf = (sheet: ReadSheet): readonly ResultRow[] =>
  sheet.outcomes.flatMap((outcome) => (outcome.type === 'row' ? [outcome.row] : []));
const verdicts = (rows: readonly ResultRow[]) => {
  const counts = { pass: 0, fail: 0, refused: 0, none: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
};

describe.skipIf(!sharedDataPresent)(`published tables: ${sharedDataNote}`, () => {
  it.each([
    ['guangdong-2012-2018', 'results', { pass: 9907, fail: 1799, refused: 0, none: 41 }],
    ['national-2012-2018', 'results', { pass: 52_941, fail: 6444, refused: 3, none: 430 }],
    ['refusals', 'refusals', { pass: 0, fail: 0, refused: 29, none: 0 }],
    ['post-handling', 'post-handling', { pass: 0, fail: 0, refused: 0, none: 1698 }],
  ])('%s: every row is taken', async (name, kind, counts) => {
    const [sheet] = await readSheets(`data/published/${name}.csv`);
    expect(sheet!.recognition).toMatchObject({ kind });
    expect(sheet!.recognition.refusal).toBeUndefined();
    expect(sheet!.outcomes.filter(({ type }) => type !== 'row')).toEqual([]);
    expect(verdicts(rowsOf(sheet!))).toEqual(counts);
  });

  it('recognises every sheet of the raw workbooks, or says why not', async () => {
    const tally: Record<string, number> = {};
    let rows = 0;
    for (const name of readdirSync(sharedPath('data/raw')).filter((file) => file.endsWith('.xls')))
      for (const { recognition, outcomes } of await readSheets(`data/raw/${name}`)) {
        const key = recognition.refusal?.code ?? recognition.kind;
        tally[key] = (tally[key] ?? 0) + 1;
        if (recognition.refusal) continue;
        rows += outcomes.filter(({ type }) => type === 'row').length;
        expect(outcomes.filter(({ type }) => type === 'rejected')).toEqual([]);
      }
    delete tally['sheet-empty'];
    expect(tally).toEqual({
      results: 22,
      'items-matrix': 8,
      'post-handling': 2,
      'sheet-left-over': 5,
      'risk-monitoring-table': 3,
      'sheet-without-samples': 1,
    });
    expect(rows).toBe(2721);
  }, 90_000);

  it('reads a raw workbook as the national file has it', async () => {
    const national = rowsOf((await readSheets('data/published/national-2012-2018.csv'))[0]!);
    const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
    const content = ({ fields, batch, category, verdict }: ResultRow): string =>
      [
        batch,
        category,
        fields.sequence,
        fields.producer,
        fields.product,
        fields.brand,
        fields.model,
        fields.grade,
        fields.productionBatch,
        verdict,
        fields.failingItems,
        fields.laboratory,
      ]
        .map(plain)
        .join('|');
    const known = new Set(national.map(content));
    let compared = 0;
    for (const name of readdirSync(sharedPath('data/raw')).filter((file) => file.startsWith('P0')))
      for (const row of rowsOf((await readSheets(`data/raw/${name}`))[0]!)) {
        expect(known.has(content(row)) ? '' : content(row)).toBe('');
        compared += 1;
      }
    expect(compared).toBe(1088);
  });

  it('counts the proposals of Guangdong by cell and by factory', async () => {
    const failing = rowsOf((await readSheets('data/published/guangdong-2012-2018.csv'))[0]!).filter(
      ({ verdict }) => verdict === 'fail',
    );
    const factory = ({ fields }: ResultRow): string =>
      splitParties(fields.producer).parties.find(({ role }) => role === 'factory')?.name ?? fields.producer;
    const count = (name: (row: ResultRow) => string): number =>
      new Set(failing.map((row) => [name(row), row.category, row.batch].join('\n'))).size;
    expect(count(({ fields }) => fields.producer)).toBe(1779);
    // 标称：甲 and 甲 are one producer: two pairs.
    expect(count(factory)).toBe(1777);
    expect(failing.filter(({ fields }) => !splitParties(fields.producer).settled)).toHaveLength(1);
  });
});
