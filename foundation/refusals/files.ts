import type { CatalogueEntry } from './entry.ts';

/** Files that are handed in or made. */
export const filesRefusals = {
  'evidence-not-readable': {
    status: 422,
    zh: '材料应为 PDF、图片（JPEG、PNG、WebP）、.docx 或 .xlsx 文件，且不含宏和嵌入文件；判断以文件内容为准。请另存后重新上传',
    en: 'Evidence must be a PDF, a picture (JPEG, PNG, WebP), a .docx or an .xlsx without macros or files inside, judged by its content; save it anew and send it again',
  },
  'evidence-too-many': {
    status: 409,
    zh: '已有 {most} 份材料上传后没有提交，请先提交或撤回',
    en: '{most} files were handed in and not submitted yet; submit them or take them back first',
  },
  'evidence-not-yours': {
    status: 422,
    zh: '所附材料不是本人上传的，或者已经提交过，请重新上传',
    en: 'A file referred to was not handed in by you, or was submitted already; send it again',
  },
  'file-missing': {
    status: 422,
    zh: '没有这个文件，或无权读取：{path}',
    en: 'There is no such file, or it may not be read: {path}',
  },
  'file-empty': {
    status: 422,
    zh: '文件是空的',
    en: 'The file is empty',
  },
  'file-too-large': {
    status: 413,
    zh: '文件过大：{size}，上限为 {limit}',
    en: 'The file is too large: {size}; the limit is {limit}',
  },
  'file-encrypted': {
    status: 422,
    zh: '文件设有打开密码，请在 Excel 中取消密码后重新上传',
    en: 'The file is protected by a password; remove it in Excel and send the file again',
  },
  'file-truncated': {
    status: 422,
    zh: '文件不完整，可能传输中断，请重新获取后再上传',
    en: 'The file is incomplete, perhaps a broken transfer; fetch it again and send it once more',
  },
  'file-not-a-workbook': {
    status: 422,
    zh: '不是可以识别的表格文件（支持 .xls、.xlsx、.csv）',
    en: 'This is not a table that can be read (.xls, .xlsx and .csv are)',
  },
  'file-renamed': {
    status: 422,
    zh: '文件扩展名为 {extension}，内容却是 {actual}，请确认文件',
    en: 'The file is named {extension} but holds {actual}; please check it',
  },
  'file-zip-bomb': {
    status: 422,
    zh: '压缩文件展开后异常巨大，已拒绝读取',
    en: 'The compressed file would unfold to an abnormal size; it was not read',
  },
  'file-encoding-unknown': {
    status: 422,
    zh: '文字编码无法识别，请另存为 UTF-8 或 GB18030',
    en: 'The text encoding cannot be recognised; save the file as UTF-8 or GB18030',
  },
  'file-unreadable': {
    status: 422,
    zh: '文件无法读取：{why}',
    en: 'The file cannot be read: {why}',
  },
  'file-unwritable': {
    status: 422,
    zh: '无法写入文件：{why}',
    en: 'The file cannot be written: {why}',
  },
  'too-many-rows': {
    status: 422,
    zh: '工作表“{sheet}”超过 {limit} 行，请拆分后上传',
    en: 'The sheet “{sheet}” has more than {limit} rows; split it and send the parts',
  },
  'too-many-columns': {
    status: 422,
    zh: '工作表“{sheet}”超过 {limit} 列',
    en: 'The sheet “{sheet}” has more than {limit} columns',
  },
  'no-header-found': {
    status: 422,
    zh: '没有找到表头，请指定表头所在行和各列含义',
    en: 'No header was found; say which row it is and what the columns mean',
  },
  'no-sheet-recognised': {
    status: 422,
    zh: '没有可以识别的工作表',
    en: 'No sheet could be recognised',
  },
  'no-rows': {
    status: 422,
    zh: '表头下没有数据行',
    en: 'There are no rows under the header',
  },
  'kind-not-recognised': {
    status: 422,
    zh: '无法判断是哪一类表（抽查结果、后处理、拒检），请指定',
    en: 'The kind of the table (results, post-handling, refusals) is not clear; please say which it is',
  },
  'mapping-incomplete': {
    status: 422,
    zh: '缺少必需的列：{columns}',
    en: 'Columns that are needed are missing: {columns}',
  },
  'glyph-missing': {
    status: 422,
    zh: '字体缺少“{characters}”，不能出具文书',
    en: 'The font lacks “{characters}”; the document cannot be issued',
  },
} as const satisfies Record<string, CatalogueEntry>;
