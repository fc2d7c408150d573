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
    zh: '{year} 年的节假日安排还没有录入，不能推算期限。国务院办公厅公布后，请系统管理员在“管理”下的“节假日安排”中录入，由签发人批准后即可办理',
    en: 'The holidays of {year} are not on file, so no deadline can be computed. When the State Council has published them, an administrator enters them under Administration, “Holidays”, and an approver releases them',
  },
  'law-value-kind': {
    status: 422,
    zh: '“{parameter}”的取值类型不对，例如应写成 {example}',
    en: '“{parameter}” does not take such a value; write it like {example}',
  },
} as const satisfies Record<string, CatalogueEntry>;
