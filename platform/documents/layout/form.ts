import { printDate } from '#foundation/local-date.ts';
import { printCode } from '../verification-code.ts';
import { layBlock, layText, type TextStyle } from './blocks.ts';
import { balancedLines } from './lines.ts';
import { baseline, type LaidPage, type Mark, type Measure, millimetres, pageSize, type PaperSheet } from './marks.ts';
import { Pager } from './pager.ts';

const left = millimetres(20);
const width = pageSize.width - 2 * left;
const right = left + width;
const top = millimetres(20);
const bottom = pageSize.height - millimetres(20);
const codeSize = 54;

type TextMark = Extract<Mark, { mark: 'text' }>;
const text = (more: Pick<TextMark, 'x' | 'y' | 'text'> & Partial<TextMark>): TextMark => ({ mark: 'text', face: 'body', size: 10.5, spacing: 0, colour: 'black', ...more }); // prettier-ignore

const layHead = (pager: Pager, sheet: PaperSheet, measure: Measure): void => {
  const room = width - 2 * (codeSize + 12);
  const start = pager.y;
  const centred = (written: string, face: 'body' | 'title', size: number, pitch: number): void => {
    for (const line of balancedLines(written, room, face, size, measure)) {
      const at = pager.take(pitch);
      pager.draw(
        text({ x: left + (width - line.width) / 2, y: baseline(at, pitch, size), text: line.text, face, size }),
      );
    }
  };
  centred(sheet.authority, 'body', 14, 22);
  centred(sheet.content.title, 'title', 18, 28);
  if (sheet.code !== null) pager.draw({ mark: 'code', x: right - codeSize, y: start, size: codeSize });
  if (pager.y < start + codeSize + 4) pager.skip(start + codeSize + 4 - pager.y);
  const number = `编号：${sheet.number ?? '（未编号）'}`;
  const y = baseline(pager.take(18), 18, 10.5);
  const date = sheet.issuedOn === null ? '' : printDate(sheet.issuedOn).zh;
  pager.draw(text({ x: left, y, text: date }));
  pager.draw(text({ x: right - measure(number, 'body') * 10.5, y, text: number }));
  pager.skip(2);
};

const foot = (sheet: PaperSheet, page: number, all: number, measure: Measure): readonly Mark[] => {
  const y = pageSize.height - millimetres(12);
  const pages = `第 ${page + 1} 页 共 ${all} 页`;
  const code = sheet.code === null ? '' : `核验码：${printCode(sheet.code)}`;
  return [
    text({ x: left, y, text: [sheet.number, code].filter(Boolean).join('　'), size: 9 }),
    text({ x: right - measure(pages, 'body') * 9, y, text: pages, size: 9 }),
    ...(sheet.notice === ''
      ? []
      : [text({ x: left, y: millimetres(13), text: sheet.notice, size: 9, colour: 'grey' })]),
  ];
};

/** Lays a form 文书: head with number and code, then its tables and lines. */
export const layFormPaper = (sheet: PaperSheet, measure: Measure): readonly LaidPage[] => {
  const { content } = sheet;
  const style: TextStyle = {
    measure,
    left,
    width,
    size: 10.5,
    pitch: 17,
    spacing: 0,
    table: { size: 10.5, pitch: 15 },
  };
  const pager = new Pager(
    () => top,
    () => bottom,
  );
  layHead(pager, sheet, measure);
  if (content.addressee !== '') layText(pager, `${content.addressee}：`, style);
  for (const block of content.blocks) layBlock(pager, block, style);
  content.attachments.forEach((title, index) =>
    layText(pager, `附件${content.attachments.length === 1 ? '' : index + 1}：${title}`, style),
  );
  if (content.copies.length > 0) layText(pager, `抄送：${content.copies.join('，')}。`, style);
  return pager.pages.map((page, index) => [...page, ...foot(sheet, index, pager.pages.length, measure)]);
};
