import type { CatalogueEntry } from './entry.ts';

/** Official papers. */
export const papersRefusals = {
  'paper-follows-thing': {
    status: 409,
    zh: '该文书随其事项作废，不能单独作废；请在相应的样品、检验报告或告知页面办理',
    en: 'This paper is made void together with what it is about, not alone; act on the sample, report or notice instead',
  },
  'paper-served-with-thing': {
    status: 409,
    zh: '该文书的送达在其事项的页面登记，或者不须送达；请打开“事项”办理',
    en: 'The service of this paper is recorded on the page of what it is about, or it needs none; open “About”',
  },
  'paper-served': {
    status: 409,
    zh: '该文书已登记于{day}送达，送达记录不再改动；请核对送达回证',
    en: 'This paper was recorded as served on {day}; that does not change. Check the proof of service',
  },
  'served-before-issue': {
    status: 422,
    zh: '送达日期（{day}）早于文书日期（{issued}），请核对送达回证',
    en: 'The day of service ({day}) is before the date of the paper ({issued}); check the proof of service',
  },
  'glyphs-missing': {
    status: 422,
    zh: '下列字符印不出来（所用字体中没有，或者是看不见的控制字符），因此不能出具文书：{characters}。请改用其他写法或删去；确属人名、企业名称用字的，请管理员配置含有这些字的字体',
    en: 'These characters can’t be printed (the font of the papers lacks them, or nothing is seen of them), so the paper can’t be issued: {characters}. Write them another way or leave them out; where a name needs them, have the administrator set a font that has them',
  },
  'paper-file-differs': {
    status: 409,
    zh: '已存的文件不在，重新生成的文件与签发时记录的摘要不一致，未提供下载；请从备份中恢复文件',
    en: 'The stored file is gone, and the file made anew differs from the digest recorded at issue, so it is not handed out; restore the file from a backup',
  },
  'scan-not-readable': {
    status: 422,
    zh: '扫描件应为 PDF、JPEG 或 PNG 文件',
    en: 'The scan must be a PDF, JPEG or PNG file',
  },
  'fonts-unreadable': {
    status: 422,
    zh: '设置的字体文件无法使用：{file}。应为单个 .ttf 或 .otf 字体文件，且程序有权读取',
    en: 'The font file that is set cannot be used: {file}. It must be a single .ttf or .otf font that the program may read',
  },
  'template-refused': {
    status: 422,
    zh: '模板不能使用：{why}',
    en: 'This can’t be a template: {why}',
  },
  'template-waits': {
    status: 409,
    zh: '该种文书已有一份模板等待批准，请先批准或退回',
    en: 'A template for this kind of paper waits for approval already; approve or reject it first',
  },
} as const satisfies Record<string, CatalogueEntry>;
