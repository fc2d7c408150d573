import type { CatalogueEntry } from './entry.ts';

/** Law and calendar. */
export const lawRefusals = {
  'citation-not-loaded': {
    status: 422,
    zh: '未载入“{source}”的“{clause}”，不能引用',
    en: '“{clause}” of “{source}” has not been loaded and may not be cited',
  },
  'citation-text-lost': {
    status: 422,
    zh: '“{source}”中该条的文本已缺失，不能引用',
    en: 'The text of that clause of “{source}” is lost; it may not be cited',
  },
  'unpublished-calendar-year': {
    status: 422,
    zh: '{year} 年的节假日安排尚未公布或不在资料范围内，不能推算期限',
    en: 'The holiday calendar of {year} is not published or not on file; no deadline can be computed',
  },
  'law-value-kind': {
    status: 422,
    zh: '“{parameter}”的取值类型不对，例如应写成 {example}',
    en: '“{parameter}” does not take such a value; write it like {example}',
  },
} as const satisfies Record<string, CatalogueEntry>;
