import type { Dataset } from '#foundation/dataset.ts';

/** Prefixes by kind of paper: the value of the parameter `warning-cards.number-prefix`. */
export interface NumberPrefix {
  readonly yellow: string;
  readonly transfer: string;
}

const marks: Readonly<Record<Dataset, string>> = { live: '', historical: '（历史）', demo: '（演示）' };

/** 粤质黄〔2026〕第12号; a number that is not that of a real paper says so. */
export const numberOf = (prefix: string, year: number, ordinal: number, dataset: Dataset): string =>
  `${prefix}〔${year}〕第${ordinal}号${marks[dataset]}`;
