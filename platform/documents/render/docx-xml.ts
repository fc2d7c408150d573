import { zipSync, type Zippable } from 'fflate';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML: escaped, without the control characters that XML forbids. */
export const xml = (text: string): string =>
  text
    .replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

export interface RunStyle {
  readonly font?: 'body' | 'title';
  /** Points. */
  readonly size?: number;
  readonly colour?: string;
}

/** Names under which an office program finds the fonts of official papers; without them it takes its own. */
const fontNames = { body: '仿宋', title: '方正小标宋简体' } as const;

const runProperties = ({ font = 'body', size = 16, colour }: RunStyle): string =>
  `<w:rPr><w:rFonts w:ascii="${fontNames[font]}" w:hAnsi="${fontNames[font]}" w:eastAsia="${fontNames[font]}" w:cs="${fontNames[font]}"/>${colour ? `<w:color w:val="${colour}"/>` : ''}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr>`;

export const run = (text: string, style: RunStyle = {}): string =>
  `<w:r>${runProperties(style)}${text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${xml(line)}</w:t>`)
    .join('<w:br/>')}</w:r>`;

/** A field that the office program fills in, such as PAGE. */
export const field = (name: 'PAGE' | 'NUMPAGES', style: RunStyle): string =>
  `<w:fldSimple w:instr=" ${name} "><w:r>${runProperties(style)}<w:t>1</w:t></w:r></w:fldSimple>`;

export interface ParagraphStyle {
  readonly align?: 'both' | 'left' | 'center' | 'right';
  /** Twentieths of a point. */
  readonly line?: number;
  readonly before?: number;
  readonly after?: number;
  /** Hundredths of a character. */
  readonly firstLine?: number;
  readonly left?: number;
  readonly right?: number;
  readonly border?: { readonly side: 'top' | 'bottom'; readonly size: number; readonly colour: string };
  readonly keepNext?: boolean;
}

export const paragraph = (runs: string, style: ParagraphStyle = {}): string => {
  const { align = 'both', line = 580, before = 0, after = 0, firstLine, left, right, border, keepNext } = style;
  const rule = border ? `<w:pBdr><w:${border.side} w:val="single" w:sz="${border.size}" w:space="1" w:color="${border.colour}"/></w:pBdr>` : ''; // prettier-ignore
  const indent = [left === undefined ? '' : ` w:leftChars="${left}"`, right === undefined ? '' : ` w:rightChars="${right}"`, firstLine === undefined ? '' : ` w:firstLineChars="${firstLine}"`].join(''); // prettier-ignore
  return `<w:p><w:pPr>${keepNext ? '<w:keepNext/>' : ''}${rule}<w:spacing w:before="${before}" w:after="${after}" w:line="${line}" w:lineRule="exact"/>${indent === '' ? '' : `<w:ind${indent}/>`}<w:jc w:val="${align}"/></w:pPr>${runs}</w:p>`;
};

export interface TableCell {
  readonly text: string;
  /** How many columns of the grid it covers. */
  readonly span: number;
  readonly label: boolean;
  readonly align: 'left' | 'center' | 'right';
}

/** A framed table; `grid` are the widths of its columns in twentieths of a point; `head` rows are said again on each page. */
export const table = (grid: readonly number[], rows: readonly (readonly TableCell[])[], head: number): string => {
  const edge = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join(''); // prettier-ignore
  const cell = ({ text, span, label, align }: TableCell, width: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${label ? '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>' : ''}<w:vAlign w:val="center"/></w:tcPr>${paragraph(run(text, { size: 10.5, font: label ? 'title' : 'body' }), { align, line: 300, before: 40, after: 40 })}</w:tc>`;
  const rowText = (cells: readonly TableCell[], index: number): string => {
    let column = 0;
    const shown = cells.map((each) => {
      const width = grid.slice(column, column + each.span).reduce((sum, part) => sum + part, 0);
      column += each.span;
      return cell(each, width);
    });
    return `<w:tr><w:trPr><w:cantSplit/>${index < head ? '<w:tblHeader/>' : ''}</w:trPr>${shown.join('')}</w:tr>`;
  };
  const whole = grid.reduce((sum, part) => sum + part, 0);
  return `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:tblBorders>${edge}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid.map((part) => `<w:gridCol w:w="${part}"/>`).join('')}</w:tblGrid>${rows.map(rowText).join('')}</w:tbl>`;
};

/** A picture in the line, `points` wide and high; its file is media/code.png. */
export const picture = (points: number): string => {
  const side = Math.round(points * 12_700);
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${side}" cy="${side}"/><wp:docPr id="1" name="code" descr="核验二维码"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="code.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${side}" cy="${side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface DocxParts {
  readonly body: string;
  readonly footer: string;
  /** Margins of the page: twentieths of a point. */
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly title: string;
  readonly author: string;
  /** `2026-09-01T00:00:00Z` */
  readonly dated: string;
  readonly image?: Uint8Array;
}

/** Packs the parts of a .docx (ISO/IEC 29500). Nothing in it comes from a clock: equal parts give equal bytes. */
export const packDocx = ({ body, footer, margins, title, author, dated, image }: DocxParts): Uint8Array => {
  const { top, right, bottom, left } = margins;
  const texts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packageRelations}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xml(title)}</dc:title><dc:creator>${xml(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${dated}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${dated}</dcterms:modified></cp:coreProperties>`,
    'word/document.xml': `<w:document xmlns:w="${word}" xmlns:r="${office}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="851" w:footer="${bottom - 760}" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/footer1.xml': `<w:ftr xmlns:w="${word}">${footer}</w:ftr>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/footer" Target="footer1.xml"/>${image ? `<Relationship Id="rId2" Type="${office}/image" Target="media/code.png"/>` : ''}</Relationships>`,
  };
  const files: Zippable = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(declaration + text)])); // prettier-ignore
  if (image) files['word/media/code.png'] = image;
  // fflate writes local time: the same clock reading in every zone.
  return zipSync(files, { mtime: new Date(2000, 0, 1) });
};
