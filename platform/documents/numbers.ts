import type { Dataset } from '#foundation/dataset.ts';

/** A number that is not that of a real paper says so. */
const marks: Readonly<Record<Dataset, string>> = { live: '', historical: '（历史）', demo: '（演示）' };

/** 发文字号: 粤质检告〔2026〕12号; year in full within 〔〕, no leading zeros, no 第 (GB/T 9704-2012, 7.2.5). */
export const paperNumber = (prefix: string, year: number, ordinal: number, dataset: Dataset): string =>
  `${prefix}〔${year}〕${ordinal}号${marks[dataset]}`;

/** The highest ordinal of each year among numbers of a series; what is written otherwise, or above any bureau's year, is left out. */
export const ordinalsIn = (
  prefix: string,
  dataset: Dataset,
  numbers: readonly string[],
): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  for (const number of numbers) {
    const [, year, ordinal] = /〔(\d{4})〕(\d{1,5})号/.exec(number) ?? [];
    if (year === undefined || paperNumber(prefix, Number(year), Number(ordinal), dataset) !== number) continue;
    found.set(Number(year), Math.max(found.get(Number(year)) ?? 0, Number(ordinal)));
  }
  return found;
};
