import { z } from 'zod';
import type { TextPair } from './text-pair.ts';

/** Which body of data a row belongs to. It drives the banner, and no figure mixes two. */
export const datasets = ['demo', 'historical', 'live'] as const;

export type Dataset = (typeof datasets)[number];

export const datasetSchema = z.enum(datasets);

/** What people read. */
export const datasetLabel: Readonly<Record<Dataset, TextPair>> = {
  demo: { zh: '演示数据', en: 'Demonstration data' },
  historical: { zh: '历史公开数据', en: 'Historical published data' },
  live: { zh: '正式数据', en: 'Live data' },
};
