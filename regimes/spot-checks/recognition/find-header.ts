import { matchHeader, squeeze } from './header-text.ts';
import { isItemField } from './fields.ts';
import type { MergedRange, SampleRow } from './recognition.ts';

export interface HeaderFound {
  readonly from: number;
  readonly to: number;
  /** For each column (from 0) its header texts from top to bottom, without repetition. */
  readonly paths: readonly (readonly string[])[];
}

const HEADER_ROWS_AT_MOST = 6;
const SEARCH_ROWS = 40;

const filled = (texts: readonly string[]): number =>
  texts.reduce((count, text) => count + (text.trim() === '' ? 0 : 1), 0);

/** How many different fields a row names, and how sure that is. */
const score = (row: SampleRow): number => {
  const seen = new Set<string>();
  let sum = 0;
  for (const text of row.texts) {
    // Long cells are data or titles: no header of a field is a sentence.
    if (text.trim() === '' || text.length > 40) continue;
    const match = matchHeader(text);
    if (!match || seen.has(match.field) || isItemField(match.field)) continue;
    seen.add(match.field);
    sum += match.confidence;
  }
  return sum;
};

/** True for a row that can only belong to the header above it: its texts stand under groups or repeat item words. */
const continuesHeader = (row: SampleRow, top: SampleRow, leading: readonly number[]): boolean => {
  if (filled(row.texts) === 0) return true;
  // Columns that the first header row names for good stay empty in the rows below it.
  if (leading.some((column) => (row.texts[column] ?? '').trim() !== '')) return false;
  const items = row.texts.filter((text) => text.trim() !== '' && isItemMatch(text)).length;
  const underGroups = row.texts.every(
    (text, column) => text.trim() === '' || !/^[\d.]+$/.test(text.trim()) || (top.texts[column] ?? '').trim() === '',
  );
  return items > 0 && underGroups;
};

const isItemMatch = (text: string): boolean => {
  const match = matchHeader(text);
  return match !== undefined && match.confidence > 0.9 && isItemField(match.field);
};

/** The text of a cell, a merged range giving that of its first cell. */
const textAt = (
  rows: ReadonlyMap<number, SampleRow>,
  merges: readonly MergedRange[],
  place: number,
  column: number,
): string => {
  const own = (rows.get(place)?.texts[column] ?? '').trim();
  if (own !== '') return own;
  const merge = merges.find(
    (range) =>
      place >= range.fromRow && place <= range.toRow && column + 1 >= range.fromColumn && column + 1 <= range.toColumn,
  );
  return merge ? (rows.get(merge.fromRow)?.texts[merge.fromColumn - 1] ?? '').trim() : '';
};

/**
 * Finds the header: the row that names most fields, and the rows below it that belong to it by merged cells or, where the format
 * has none, by their texts. Undefined where no row names at least two fields.
 */
export const findHeader = (rows: readonly SampleRow[], merges: readonly MergedRange[]): HeaderFound | undefined => {
  let top: SampleRow | undefined;
  let best = 0;
  for (const row of rows.slice(0, SEARCH_ROWS)) {
    const found = score(row);
    if (found > best + 0.5) [top, best] = [row, found];
  }
  if (!top || best < 1.9 || (best < 2.9 && best * 2 < filled(top.texts))) return undefined;
  const from = top.place;
  const header = top;

  const inHeader = merges.filter(
    (range) => range.fromRow === from && range.toRow > from && range.toRow < from + HEADER_ROWS_AT_MOST,
  );
  let to = Math.max(from, ...inHeader.map((range) => range.toRow));
  const leading = header.texts.flatMap((text, column) => (text.trim() !== '' && column < 3 ? [column] : []));
  if (to === from)
    for (const row of rows) {
      if (row.place <= to || row.place >= from + HEADER_ROWS_AT_MOST) continue;
      if (row.place !== to + 1 || !continuesHeader(row, header, leading)) break;
      to = row.place;
    }
  return headerAt(rows, merges, from, to);
};

/** The header that stands in given rows, both included: found by `findHeader` or named by a person. */
export const headerAt = (
  rows: readonly SampleRow[],
  merges: readonly MergedRange[],
  from: number,
  to: number,
): HeaderFound => {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const headerRows = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  const width = Math.max(
    ...headerRows.map((place) => byPlace.get(place)?.texts.length ?? 0),
    ...merges.filter((range) => range.fromRow >= from && range.toRow <= to).map((range) => range.toColumn),
  );
  const merged = merges.length > 0;
  const paths = Array.from({ length: width }, (_, column) => {
    const path: string[] = [];
    for (const place of headerRows) {
      let text = textAt(byPlace, merges, place, column);
      // An empty cell above a text belongs to the group on its left, merged or not.
      const below = place < to ? (byPlace.get(to)?.texts[column] ?? '').trim() : '';
      if (text === '' && below !== '' && (!merged || isItemMatch(below)))
        for (let left = column - 1; left >= 0 && text === ''; left -= 1)
          text = (byPlace.get(place)?.texts[left] ?? '').trim();
      if (text !== '' && squeeze(text) !== squeeze(path.at(-1) ?? '')) path.push(text);
    }
    return path;
  });
  while (paths.length > 0 && paths.at(-1)!.length === 0) paths.pop();
  return { from, to, paths };
};
