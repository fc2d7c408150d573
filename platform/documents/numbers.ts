import type { Dataset } from '#foundation/dataset.ts';

/** A number that is not that of a real paper says so. */
const marks: Readonly<Record<Dataset, string>> = { live: '', historical: '（历史）', demo: '（演示）' };

/** 发文字号: 粤质检告〔2026〕12号; year in full within 〔〕, no leading zeros, no 第 (GB/T 9704-2012, 7.2.5). */
export const paperNumber = (prefix: string, year: number, ordinal: number, dataset: Dataset): string =>
  `${prefix}〔${year}〕${ordinal}号${marks[dataset]}`;
