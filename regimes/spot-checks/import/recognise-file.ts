import type { Refusal } from '#foundation/refusal.ts';
import { readWorkbook, type Workbook } from '#platform/spreadsheets/index.ts';
import { type Recognition, recognise, reviewWorkbook } from '../recognition/index.ts';

/** Rows that recognition looks at. */
const sampleRows = 60;

/** A sheet as it was recognised, with its first rows. */
export interface RecognisedSheet {
  readonly ordinal: number;
  readonly name: string;
  readonly recognition: Recognition;
  readonly sample: readonly { readonly place: number; readonly cells: readonly string[] }[];
  readonly refusal: Refusal | null;
}

export type RecognisedFile =
  | { readonly ok: true; readonly sheets: readonly RecognisedSheet[] }
  | { readonly ok: false; readonly refusal: Refusal };

interface Sample {
  readonly rows: { readonly place: number; readonly texts: readonly string[] }[];
  readonly refusal: Refusal | null;
}

/** The first rows of a sheet; the rest is not read. */
const firstRows = async (workbook: Workbook, ordinal: number): Promise<Sample> => {
  const rows: { place: number; texts: readonly string[] }[] = [];
  let refusal: Refusal | null = null;
  for await (const event of workbook.readSheet(ordinal)) {
    if (event.type === 'rows')
      for (const { place, texts } of event.rows.slice(0, sampleRows - rows.length)) rows.push({ place, texts });
    if (event.type === 'refused') refusal = event.refusal;
    if (rows.length >= sampleRows) break;
  }
  return { rows, refusal };
};

/** Opens a file and says of each sheet what it is; a file that can't be opened says why. Hidden sheets are looked at like others. */
export const recogniseFile = async (path: string, name: string): Promise<RecognisedFile> => {
  const opened = await readWorkbook(path, { name });
  if (!opened.ok) return { ok: false, refusal: opened.refusal };
  const workbook = opened.value;
  try {
    const found: { ordinal: number; name: string; sample: Sample; recognition: Recognition }[] = [];
    for (const sheet of workbook.sheets) {
      const sample = await firstRows(workbook, sheet.index);
      const merges = await workbook.merges(sheet.index);
      const recognition = recognise({
        rows: sample.rows,
        merges,
        sheetName: sheet.name,
        fileName: name,
        exactWidth: workbook.format === 'csv',
      });
      found.push({ ordinal: sheet.index, name: sheet.name, sample, recognition });
    }
    const reviewed = reviewWorkbook(found.map(({ recognition }) => recognition));
    return {
      ok: true,
      sheets: found.map(({ ordinal, name: sheetName, sample }, at) => ({
        ordinal,
        name: sheetName,
        recognition: reviewed[at]!,
        sample: sample.rows.map(({ place, texts }) => ({ place, cells: [...texts] })),
        refusal: sample.refusal ?? reviewed[at]!.refusal ?? null,
      })),
    };
  } finally {
    await workbook.close();
  }
};
