import { printDate } from '#foundation/local-date.ts';
import type { PaperSheet } from '../layout/index.ts';
import type { Block } from '../paper-content.ts';
import { printCode } from '../verification-code.ts';
import { field, packDocx, paragraph, picture, run, table, type TableCell } from './docx-xml.ts';
import { codePng } from './png.ts';

/** Twentieths of a point. */
const millimetre = 56.7;
const letterMargins = { top: Math.round(37 * millimetre), right: Math.round(26 * millimetre), bottom: Math.round(35 * millimetre), left: Math.round(28 * millimetre) }; // prettier-ignore
const formMargins = { top: Math.round(20 * millimetre), right: Math.round(20 * millimetre), bottom: Math.round(22 * millimetre), left: Math.round(20 * millimetre) }; // prettier-ignore

interface Page {
  readonly size: number;
  readonly line: number;
  /** Width of the text in twentieths of a point. */
  readonly width: number;
}

const pages = {
  letter: { size: 16, line: 580, width: Math.round(156 * millimetre) },
  form: { size: 10.5, line: 340, width: Math.round(170 * millimetre) },
} as const satisfies Record<PaperSheet['layout'], Page>;

const shares = (widths: readonly number[], whole: number): readonly number[] => {
  const sum = widths.reduce((all, width) => all + width, 0);
  return widths.map((width) => Math.floor((width * whole) / sum));
};

const caption = (text: string): string =>
  text === '' ? '' : paragraph(run(text, { font: 'title', size: 10.5 }), { line: 360, keepNext: true });

const gap = paragraph('', { line: 160 });

const blockXml = (block: Block, { size, line, width }: Page): string => {
  switch (block.type) {
    case 'heading':
      return paragraph(run(block.text, { font: 'title', size }), { line, firstLine: 200, keepNext: true });
    case 'paragraph': {
      const align = block.align === 'justify' ? 'both' : block.align;
      return paragraph(run(block.text, { size }), { line, align, ...(block.indent && align === 'both' ? { firstLine: 200 } : {}) }); // prettier-ignore
    }
    case 'list':
      return block.items.map((item) => paragraph(run(item, { size }), { line, firstLine: 200 })).join('');
    case 'table': {
      const head = block.columns.map((column): TableCell => ({
        text: column.title,
        span: 1,
        label: true,
        align: 'center',
      }));
      const rows = block.rows.map((row) =>
        block.columns.map(({ align }, index): TableCell => ({ text: row[index] ?? '', span: 1, label: false, align })),
      );
      const grid = shares(
        block.columns.map((column) => column.width),
        width,
      );
      return caption(block.caption) + table(grid, [head, ...rows], 1) + gap;
    }
    case 'cells': {
      const columns = Math.max(...block.rows.map((row) => row.reduce((sum, cell) => sum + cell.span, 0)));
      const rows = block.rows.map((row) =>
        row.map(({ text, span, label }, index): TableCell => {
          // A row that is shorter than the form has its last cell filled up.
          const used = row.reduce((sum, cell) => sum + cell.span, 0);
          const fill = index === row.length - 1 ? columns - used : 0;
          return { text, span: span + fill, label, align: label ? 'center' : 'left' };
        }),
      );
      return caption(block.caption) + table(shares(Array.from({ length: columns }, () => 1), width), rows, 0) + gap; // prettier-ignore
    }
    case 'signatures':
      return block.lines
        .map(({ label, value }) =>
          paragraph(run(`${label}${value === '' ? '＿＿＿＿＿＿＿＿＿＿' : value}`, { size }), {
            line: line * 1.3,
            align: 'left',
          }),
        ) // prettier-ignore
        .join('');
  }
};

const dateOf = (sheet: PaperSheet): string =>
  sheet.issuedOn === null ? '　　年　月　日' : printDate(sheet.issuedOn).zh;

const attachmentsXml = (titles: readonly string[], { size, line }: Page): string =>
  titles
    .map((title, index) => {
      const lead = index === 0 ? '附件：' : '　　　';
      return paragraph(run(titles.length === 1 ? lead + title : `${lead}${index + 1}. ${title}`, { size }), { line, left: 200, align: 'left', ...(index === 0 ? { before: line } : {}) }); // prettier-ignore
    })
    .join('');

const verifyXml = (sheet: PaperSheet): string =>
  sheet.code === null
    ? ''
    : paragraph(picture(54), { line: 1120, align: 'left', before: 200 }) +
      paragraph(run(`核验码：${printCode(sheet.code)}`, { size: 10.5 }), { line: 320, align: 'left' });

const letterXml = (sheet: PaperSheet): string => {
  const { content } = sheet;
  const page = pages.letter;
  const length = Math.max([...sheet.authority].length, 1);
  return [
    paragraph(run(sheet.authority, { font: 'title', size: Math.floor(Math.min(44, 442 / length)), colour: 'D8000F' }), { align: 'center', line: 1000, before: Math.round(30 * millimetre) }), // prettier-ignore
    paragraph(run(sheet.number ?? '（未编号）'), { align: 'center', before: 580, border: { side: 'bottom', size: 10, colour: 'D8000F' } }), // prettier-ignore
    paragraph(run(content.title, { font: 'title', size: 22 }), {
      align: 'center',
      line: 660,
      before: 1000,
      after: 580,
    }),
    content.addressee === '' ? '' : paragraph(run(`${content.addressee}：`)),
    ...content.blocks.map((block) => blockXml(block, page)),
    attachmentsXml(content.attachments, page),
    paragraph(run(sheet.authority), { align: 'right', right: 200, before: 1160, keepNext: true }),
    paragraph(run(dateOf(sheet)), { align: 'right', right: 400, keepNext: true }),
    verifyXml(sheet),
    content.copies.length === 0 ? '' : paragraph(run(`抄送：${content.copies.join('，')}。`, { size: 14 }), { line: 460, keepNext: true, border: { side: 'top', size: 8, colour: '000000' } }), // prettier-ignore
    paragraph(run(`${sheet.authority}　　　${sheet.issuedOn === null ? '' : `${dateOf(sheet)}印发`}`, { size: 14 }), { line: 460, border: { side: 'top', size: 6, colour: '000000' } }), // prettier-ignore
  ].join('');
};

const formXml = (sheet: PaperSheet): string => {
  const { content } = sheet;
  const page = pages.form;
  return [
    paragraph(run(sheet.authority, { size: 14 }), { align: 'center', line: 440 }),
    paragraph(run(content.title, { font: 'title', size: 18 }), { align: 'center', line: 560 }),
    paragraph(run(`编号：${sheet.number ?? '（未编号）'}　　${sheet.issuedOn === null ? '' : dateOf(sheet)}`, { size: 10.5 }), { align: 'right', line: 360 }), // prettier-ignore
    content.addressee === '' ? '' : paragraph(run(`${content.addressee}：`, { size: page.size }), { line: page.line }),
    ...content.blocks.map((block) => blockXml(block, page)),
    attachmentsXml(content.attachments, page),
    verifyXml(sheet),
  ].join('');
};

/** What stands between addressee and attachments, for a template of the deployment. */
export const bodyXml = ({ content, layout }: PaperSheet): string =>
  content.blocks.map((block) => blockXml(block, pages[layout])).join('');

/** A paper as .docx: the same text and layout, in styles that office programs can go on with. */
export const renderDocx = (sheet: PaperSheet): Uint8Array => {
  const letter = sheet.layout === 'letter';
  const small = { size: letter ? 14 : 9 };
  const notice = sheet.notice === '' ? '' : paragraph(run(sheet.notice, { size: 10.5, colour: '666666' }), { line: 300, align: 'left' }); // prettier-ignore
  return packDocx({
    body: notice + (letter ? letterXml(sheet) : formXml(sheet)),
    footer: paragraph(run(letter ? '— ' : '第 ', small) + field('PAGE', small) + run(letter ? ' —' : ' 页', small), { align: letter ? 'right' : 'center', line: 360 }), // prettier-ignore
    margins: letter ? letterMargins : formMargins,
    title: sheet.content.title,
    author: sheet.authority,
    dated: `${sheet.issuedOn ?? '2000-01-01'}T00:00:00Z`,
    ...(sheet.verifyAt === null ? {} : { image: codePng(sheet.verifyAt) }),
  });
};
