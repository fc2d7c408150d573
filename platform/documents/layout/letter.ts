import { printDate } from '#foundation/local-date.ts';
import { printCode } from '../verification-code.ts';
import { layBlock, layText, type TextStyle } from './blocks.ts';
import { balancedLines, breakLines } from './lines.ts';
import { baseline, type LaidPage, type Mark, type Measure, millimetres, type PaperSheet } from './marks.ts';
import { Pager } from './pager.ts';

/** GB/T 9704-2012, 5.2.1: white of 37 mm above and 28 mm at the binding; the text covers 156 × 225 mm. */
const area = {
  left: millimetres(28),
  top: millimetres(37),
  width: millimetres(156),
  height: millimetres(225),
} as const;
const bottom = area.top + area.height;
const right = area.left + area.width;
/** 5.2.3: 三号 (16 points), 22 lines a page, 28 characters a line. */
const size = 16;
const pitch = area.height / 22;
const em = area.width / 28;
/** 四号. */
const small = 14;

type TextMark = Extract<Mark, { mark: 'text' }>;
const text = (more: Pick<TextMark, 'x' | 'y' | 'text'> & Partial<TextMark>): TextMark => ({ mark: 'text', face: 'body', size, spacing: 0, colour: 'black', ...more }); // prettier-ignore
const line = (y: number, width: number, colour: 'black' | 'red' = 'black'): Mark => ({ mark: 'line', x1: area.left, y1: y, x2: right, y2: y, width, colour }); // prettier-ignore

/** 7.2: the red head: the authority 35 mm below the edge of the text, the number two lines below it, the red line 4 mm below that. */
const layHead = (pager: Pager, { authority, number }: PaperSheet, measure: Measure): void => {
  const natural = measure(authority, 'title');
  const headSize = Math.min(44, area.width / Math.max(natural, 1));
  const headTop = pager.take(millimetres(35) + headSize * 1.1) + millimetres(35);
  pager.draw(text({ x: area.left + (area.width - natural * headSize) / 2, y: headTop + headSize * 0.88, text: authority, face: 'title', size: headSize, colour: 'red' })); // prettier-ignore
  pager.skip(pitch * 1.5);
  const written = number ?? '（未编号）';
  const y = baseline(pager.take(pitch), pitch, size);
  pager.draw(text({ x: area.left + (area.width - measure(written, 'body') * size) / 2, y, text: written }));
  pager.draw(line(pager.y + millimetres(2), 1.2, 'red'));
  pager.skip(pitch * 2);
};

/** 7.3.1: the title in 二号, centred, its lines of about one length. */
const layTitle = (pager: Pager, title: string, measure: Measure): void => {
  for (const each of balancedLines(title, area.width, 'title', 22, measure)) {
    const top = pager.take(pitch * 1.15);
    pager.draw(text({ x: area.left + (area.width - each.width) / 2, y: baseline(top, pitch * 1.15, 22), text: each.text, face: 'title', size: 22 })); // prettier-ignore
  }
  pager.skip(pitch);
};

/** 7.3.5: authority and date to the right; the date four characters from the edge, the authority centred over it. */
const laySignature = (pager: Pager, sheet: PaperSheet, measure: Measure): void => {
  const date = sheet.issuedOn === null ? '　　年　月　日' : printDate(sheet.issuedOn).zh;
  // The gap gives way before the signature is torn from its text (7.3.5.5), or the foot from both.
  const spare = pager.left - 2 * pitch;
  const height = measureFoot(sheet, measure).height;
  pager.skip(Math.max(0, Math.min(2 * pitch, spare >= height ? spare - height : spare)));
  const top = pager.take(2 * pitch);
  const dateWidth = measure(date, 'body') * size;
  const authorityWidth = measure(sheet.authority, 'body') * size;
  const dateX = right - 4 * em - dateWidth;
  const x = Math.max(area.left, Math.min(dateX + (dateWidth - authorityWidth) / 2, right - em - authorityWidth));
  pager.draw(text({ x, y: baseline(top, pitch, size), text: sheet.authority }));
  pager.draw(text({ x: dateX, y: baseline(top + pitch, pitch, size), text: date }));
};

const step = small * 1.6;
/** What the foot says of copies, and how much of the page it takes. */
const measureFoot = (sheet: PaperSheet, measure: Measure) => {
  const width = area.width - 2 * small;
  const copies = sheet.content.copies.length === 0 ? [] : breakLines(`抄送：${sheet.content.copies.join('，')}。`, width, { measure, face: 'body', size: small }); // prettier-ignore
  const noteHeight = (copies.length + 1) * step + 8;
  const codeHeight = sheet.code === null ? 0 : 62;
  return { copies, noteHeight, codeHeight, height: noteHeight + codeHeight };
};

/** 7.4: 版记 at the foot of the last page: copies, who printed it and when; the code of verification above it. */
const layFoot = (pager: Pager, sheet: PaperSheet, measure: Measure): void => {
  const { copies, noteHeight, codeHeight, height } = measureFoot(sheet, measure);
  if (pager.left + 0.01 < height) pager.turn();
  const top = bottom - noteHeight;
  if (sheet.code !== null) {
    const y = top - codeHeight;
    const says = [`核验码：${printCode(sheet.code)}`, '扫描左侧二维码，可核验本文书真伪和效力。'];
    pager.draw({ mark: 'code', x: area.left + small, y, size: 54 });
    says.forEach((each, index) =>
      pager.draw(text({ x: area.left + small + 64, y: y + 22 + index * 18, text: each, size: 10.5 })),
    );
  }
  pager.draw(line(top, 1));
  let at = top + 2;
  for (const each of copies) {
    pager.draw(text({ x: area.left + small, y: baseline(at, step, small), text: each.text, size: small }));
    at += step;
  }
  if (copies.length > 0) pager.draw(line(at + 1, 0.7));
  const printed = sheet.issuedOn === null ? '' : `${printDate(sheet.issuedOn).zh}印发`;
  const y = baseline(at + 2, step, small);
  pager.draw(text({ x: area.left + small, y, text: sheet.authority, size: small }));
  pager.draw(text({ x: right - small - measure(printed, 'body') * small, y, text: printed, size: small }));
  pager.draw(line(bottom, 1));
};

/** 7.5: — 1 — in 四号, 7 mm below the text; odd pages to the right, even ones to the left. */
const pageNumber = (page: number, measure: Measure): Mark => {
  const written = `— ${page + 1} —`;
  const x = page % 2 === 0 ? right - em - measure(written, 'body') * small : area.left + em;
  return text({ x, y: bottom + millimetres(7) + small * 0.7, text: written, size: small });
};

interface Cut {
  readonly page: number;
  readonly bottom: number;
}

/** Lays head and text. @param cut a page that ends early, so that its last lines go with the signature and the foot */
const layBody = (sheet: PaperSheet, measure: Measure, cut: Cut | null): Pager => {
  const { content } = sheet;
  const style: TextStyle = { measure, left: area.left, width: area.width, size, pitch, spacing: em - size, table: { size: 10.5, pitch: 15 } }; // prettier-ignore
  const pager = new Pager(() => area.top, (page) => (page === cut?.page ? cut.bottom : bottom)); // prettier-ignore
  layHead(pager, sheet, measure);
  layTitle(pager, content.title, measure);
  if (content.addressee !== '') layText(pager, `${content.addressee}：`, style);
  for (const block of content.blocks) layBlock(pager, block, style);
  if (content.attachments.length > 0) {
    pager.skip(pitch);
    content.attachments.forEach((title, index) => {
      const lead = index === 0 ? '附件：' : '　　　';
      const written = content.attachments.length === 1 ? `${lead}${title}` : `${lead}${index + 1}. ${title}`;
      layText(pager, written, style, { all: 2, align: 'left' });
    });
  }
  return pager;
};

/** Lays an official letter 公文 by GB/T 9704-2012. */
export const layLetter = (sheet: PaperSheet, measure: Measure): readonly LaidPage[] => {
  const first = layBody(sheet, measure, null);
  // 7.3.5.5: neither the signature nor the foot stands on a page without text: the last two lines go with them.
  const torn = first.left + 0.01 < 2 * pitch + measureFoot(sheet, measure).height;
  const cut = first.y - 2 * pitch;
  const pager = torn && cut > area.top + pitch / 2 ? layBody(sheet, measure, { page: first.page, bottom: cut }) : first;
  laySignature(pager, sheet, measure);
  layFoot(pager, sheet, measure);
  return pager.pages.map((page, index) => [
    ...page,
    pageNumber(index, measure),
    ...(sheet.notice === '' ? [] : [text({ x: area.left, y: millimetres(25), text: sheet.notice, size: 10.5, colour: 'grey' })]), // prettier-ignore
  ]);
};
