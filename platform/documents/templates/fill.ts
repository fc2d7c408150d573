import Docxtemplater, { type DXT } from 'docxtemplater';
import PizZip from 'pizzip';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { PaperSheet } from '../layout/index.ts';
import { bodyXml } from '../render/docx.ts';
import { faultsOfArchive } from './archive.ts';
import { bodyField, faultsOfFields, templateFields } from './fields.ts';

/** Makes the field of the body take paragraphs and tables; every other takes text, which is escaped. */
const bodyAsXml = (): DXT.Module => ({
  name: 'BodyAsXml',
  optionsTransformer: (options, document) => {
    for (const module of (document as unknown as { modules: { name: string; prefix?: unknown }[] }).modules)
      if (module.name === 'RawXmlModule') module.prefix = new RegExp(`^\\s*(${bodyField})\\s*$`);
    return options;
  },
});

/** Notes every field of a document, with the sign before a loop or condition, which no field has. */
const noting = (names: Set<string>): DXT.Module => ({
  name: 'NoteFields',
  postparse: (parts) => {
    for (const { type, value, module } of parts)
      if (type === 'placeholder')
        names.add(module === undefined || module === 'rawxml' ? value.trim() : `#${value.trim()}`);
    return parts;
  },
});

const open = (bytes: Uint8Array, more: readonly DXT.Module[] = []): Docxtemplater =>
  new Docxtemplater(new PizZip(bytes), {
    delimiters: { start: '{{', end: '}}' },
    linebreaks: true,
    paragraphLoop: true,
    errorLogging: false,
    parser: (tag) => ({ get: (scope: Readonly<Record<string, string>>) => scope[tag.trim()] ?? '' }),
    nullGetter: () => '',
    modules: [bodyAsXml(), ...more],
  });

interface TemplateFault {
  readonly properties?: { readonly id?: string; readonly xtag?: string; readonly errors?: readonly TemplateFault[] };
}

/** What is wrong with the fields themselves, in words. */
const faultsOfError = (error: unknown): TextPair[] => {
  const { properties } = error as TemplateFault;
  const inner = properties?.errors ?? (properties?.id === undefined ? [] : [error as TemplateFault]);
  if (inner.length === 0)
    return [
      pair('文件内容不规范，请用办公软件另存为 .docx 再上传', 'Its content is not sound; save it again as .docx'),
    ];
  return inner.map(({ properties: { id = '', xtag = '' } = {} }) =>
    id === 'raw_xml_tag_should_be_only_text_in_paragraph'
      ? pair(`{{${bodyField}}}须独占一段`, `{{${bodyField}}} must stand in a paragraph of its own`)
      : pair(`字段写法有误：${xtag}`, `A field is not written right: ${xtag}`),
  );
};

/** Why a .docx can't be the template of papers of a layout; empty: it can. Fields are found however the text is split into runs. */
export const faultsOfTemplate = async (bytes: Uint8Array, layout: PaperSheet['layout']): Promise<TextPair[]> => {
  const unsafe = await faultsOfArchive(bytes);
  if (unsafe.length > 0) return unsafe;
  const names = new Set<string>();
  try {
    open(bytes, [noting(names)]);
  } catch (error) {
    return faultsOfError(error);
  }
  return faultsOfFields([...names], layout);
};

/** A paper in the template of the deployment; nothing where the paper says something that the template has no field for: none of it is lost. */
export const fillTemplate = (bytes: Uint8Array, sheet: PaperSheet): Uint8Array | undefined => {
  const names = new Set<string>();
  const document = open(bytes, [noting(names)]);
  const values = Object.fromEntries(templateFields.map(({ name, of }) => [name, of(sheet)]));
  if (Object.entries(values).some(([name, value]) => value !== '' && !names.has(name))) return undefined;
  document.render({ ...values, [bodyField]: bodyXml(sheet) });
  return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' }) as Uint8Array;
};
