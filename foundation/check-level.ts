import { pair, type TextPair } from './text-pair.ts';

/** Level of the authority that ordered a spot check. Cards and exposures follow from the first two only (notice 4.2, 4.3.1). */
export const levels = ['national', 'provincial', 'municipal', 'county'] as const;
export type Level = (typeof levels)[number];
export const levelLabels: Readonly<Record<Level, TextPair>> = {
  national: { zh: '国家级', en: 'National' },
  provincial: { zh: '省级', en: 'Provincial' },
  municipal: { zh: '市级', en: 'Municipal' },
  county: { zh: '县级', en: 'County' },
};

/** A level within a sentence; one that is none of these stands as it was given. */
export const levelInWords = (level: string): TextPair => {
  const label = (levelLabels as Readonly<Record<string, TextPair>>)[level];
  return label ? pair(label.zh, label.en.toLowerCase()) : pair(level, level);
};
