import { strToU8, zipSync } from 'fflate';
import { xml } from '../render/docx-xml.ts';

const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** One paragraph; a list of runs shows text as an office program splits it. */
export const paragraphOf = (...runs: readonly string[]): string =>
  `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r>`).join('')}</w:p>`;

/** A .docx of these paragraphs, with parts put over or beside what it needs. */
export const docxOf = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
        '_rels/.rels': `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
        'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
        ...parts,
      }).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );

/** Everything that a letter asks for; the number is split as Word does it. */
export const letterTemplate = (...more: readonly string[]): string =>
  [
    paragraphOf('{{提示}}'),
    paragraphOf('虚构抬头　{{发文机关}}'),
    paragraphOf('{{', '文', '号}}'),
    paragraphOf('{{ 标题 }}'),
    paragraphOf('{{当事人}}：'),
    paragraphOf('{{正文}}'),
    paragraphOf('附件：{{附件}}'),
    paragraphOf('{{日期}}'),
    paragraphOf('抄送：{{抄送}}'),
    paragraphOf('核验码：{{核验码}}'),
    ...more,
  ].join('');
