import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import {
  type Colour,
  type Face,
  type LaidPage,
  layOut,
  type Mark,
  type Measure,
  pageSize,
  type PaperSheet,
} from '../layout/index.ts';
import type { FontFiles } from '../settings.ts';
import { darkSquares } from './qr.ts';

const inks: Readonly<Record<Colour, string>> = { black: '#000000', red: '#d8000f', grey: '#666666' };

/** The part of a font of pdfkit that turns text into glyphs. */
interface GlyphSource {
  readonly font: { readonly glyphForCodePoint: (codePoint: number) => { readonly advanceWidth: number } };
  readonly scale: number;
  layoutRun: (text: string) => {
    readonly glyphs: readonly unknown[];
    readonly positions: readonly object[];
    readonly advanceWidth: number;
  };
}

/** A font as pdfkit takes it: the bytes of a file, or one that it has taken apart already. */
type FontSource = Buffer | GlyphSource['font'];

/**
 * Sets texts character by character, one glyph each: as they were measured. Ligatures and kerning would move letters off the
 * lines; Chinese needs neither, and drawing takes half the time.
 */
const setPlainly = (source: GlyphSource): void => {
  source.layoutRun = (text) => {
    const glyphs = Array.from(text, (character) => source.font.glyphForCodePoint(character.codePointAt(0) ?? 0));
    const widths = glyphs.map((glyph) => glyph.advanceWidth * source.scale);
    return {
      glyphs,
      positions: widths.map((width) => ({ xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width })),
      advanceWidth: widths.reduce((sum, width) => sum + width, 0),
    };
  };
};

/** Registers a face with a document and gives the font taken apart. */
const addFace = (pdf: PDFKit.PDFDocument, face: Face, font: FontSource): GlyphSource['font'] => {
  pdf.registerFont(face, font as Buffer).font(face);
  const source = (pdf as unknown as { readonly _font: GlyphSource })._font;
  setPlainly(source);
  return source.font;
};

/** Fonts of one process, read and taken apart once: a Chinese font is some 15 MB. */
export interface LoadedFonts {
  readonly fonts: Readonly<Record<Face, GlyphSource['font']>>;
  readonly measure: Measure;
}

/** Reads the fonts and learns the widths of their characters as they are asked for. */
export const loadFonts = (files: FontFiles): LoadedFonts => {
  const rule = new PDFDocument({ autoFirstPage: false, font: '' });
  const fonts = {
    body: addFace(rule, 'body', readFileSync(files.body)),
    title: addFace(rule, 'title', readFileSync(files.title)),
  };
  const known: Record<Face, Map<string, number>> = { body: new Map(), title: new Map() };
  const widthOf = (character: string, face: Face): number => {
    const found = known[face].get(character);
    if (found !== undefined) return found;
    const width = rule.font(face).fontSize(1000).widthOfString(character) / 1000;
    known[face].set(character, width);
    return width;
  };
  const measure: Measure = (text, face) => {
    let width = 0;
    for (const character of text) width += widthOf(character, face);
    return width;
  };
  return { fonts, measure };
};

const drawCode = (pdf: PDFKit.PDFDocument, { x, y, size }: { x: number; y: number; size: number }, address: string) => {
  const squares = darkSquares(address);
  const side = size / squares.size;
  for (const [column, row] of squares.dark) pdf.rect(x + column * side, y + row * side, side, side);
  pdf.fill(inks.black);
};

const draw = (pdf: PDFKit.PDFDocument, mark: Mark, verifyAt: string | null): void => {
  switch (mark.mark) {
    case 'text':
      pdf.font(mark.face).fontSize(mark.size).fillColor(inks[mark.colour]);
      pdf.text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: mark.spacing });
      return;
    case 'line':
      pdf.lineWidth(mark.width).moveTo(mark.x1, mark.y1).lineTo(mark.x2, mark.y2).stroke(inks[mark.colour]);
      return;
    case 'shade':
      pdf.rect(mark.x, mark.y, mark.width, mark.height).fill('#f0f0f0');
      return;
    case 'code':
      if (verifyAt !== null) drawCode(pdf, mark, verifyAt);
  }
};

const drawn = (sheet: PaperSheet, pages: readonly LaidPage[], { fonts }: LoadedFonts): Promise<Uint8Array> => {
  // The date in the file is that of the paper: the same paper gives the same bytes at any time.
  const dated = new Date(`${sheet.issuedOn ?? '2000-01-01'}T00:00:00Z`);
  const pdf = new PDFDocument({
    size: [pageSize.width, pageSize.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    displayTitle: true,
    // No default: it would be Helvetica, which is not embedded.
    font: '',
    info: {
      Title: sheet.content.title,
      Author: sheet.authority,
      Creator: '质监',
      Producer: '质监',
      CreationDate: dated,
      ModDate: dated,
    },
  });
  for (const face of ['body', 'title'] as const) addFace(pdf, face, fonts[face]);
  const pieces: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  pdf.on('end', () => resolve(Buffer.concat(pieces)));
  pdf.on('error', reject);
  for (const page of pages) {
    pdf.addPage();
    // Shades first, so that no letter lies under one.
    const order = [...page.filter((mark) => mark.mark === 'shade'), ...page.filter((mark) => mark.mark !== 'shade')];
    for (const mark of order) draw(pdf, mark, sheet.verifyAt);
  }
  pdf.end();
  return promise;
};

/** Lays out and draws a paper; its fonts go into the file, with the characters it uses. */
export const renderPdf = (sheet: PaperSheet, fonts: LoadedFonts): Promise<Uint8Array> =>
  drawn(sheet, layOut(sheet, fonts.measure), fonts);
