import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { paperContentSchema } from '../paper-content.ts';
import { letterDraft } from '../testing.ts';
import { faultsOfTemplate, fillTemplate } from './fill.ts';
import { docxOf, letterTemplate, paragraphOf } from './template.testing.ts';

const sheet = {
  layout: 'letter',
  authority: '虚构省质量技术监督局',
  number: '虚质函〔2026〕3号',
  issuedOn: '2026-09-01',
  content: paperContentSchema.parse(letterDraft({ addressee: '虚构<甲>&乙“厂”' })),
  code: null,
  verifyAt: null,
  notice: '演示数据，不具有效力',
} as never;
const faultsIn = async (bytes: Uint8Array, layout: 'letter' | 'form' = 'letter'): Promise<string[]> =>
  (await faultsOfTemplate(bytes, layout)).map(({ zh }) => zh);
const faults = (body: string, parts = {}): Promise<string[]> => faultsIn(docxOf(body, parts));
const textOf = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml']!)
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]*>/g, '');

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');
/** The same archive with the size of a part falsified wherever it is written. */
const lying = (bytes: Uint8Array, part: string, size: number): Uint8Array => {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(part); at >= 0; at = copy.indexOf(part, at + 1)) {
    if (copy.readUInt32LE(at - 46) === 0x02014b50) copy.writeUInt32LE(size, at - 22);
    else if (copy.readUInt32LE(at - 30) === 0x04034b50) copy.writeUInt32LE(size, at - 8);
  }
  return copy;
};

describe('a template', () => {
  test('with every field, split over runs as it may be, is filled with escaped text and the whole body', async () => {
    expect(await faults(letterTemplate())).toEqual([]);
    const filled = fillTemplate(docxOf(letterTemplate()), sheet)!;
    const text = textOf(filled);
    expect(text).toContain('虚构抬头　虚构省质量技术监督局\n虚质函〔2026〕3号\n');
    expect(text).toContain('虚构&lt;甲&gt;&amp;乙');
    expect(text).toContain('一、基本情况');
    expect(text).toContain('2026年9月1日');
    expect(text).toContain('演示数据，不具有效力');
    expect(text).not.toContain('{{');
    const xml = strFromU8(unzipSync(filled)['word/document.xml']!);
    // The table of the body comes with a row for each of its lines.
    expect(xml.match(/<w:tr>/g)).toHaveLength(3);
    // What was filled in is whole XML: an office program opens it, and it may be filled no further.
    expect(await faultsIn(filled)).toEqual([expect.stringMatching(/^缺少必需的字段：/)]);
  });

  test('that lacks required fields or names unknown ones is refused with their names', async () => {
    const body = letterTemplate(paragraphOf('{{罚款金额}}')).replace('{{当事人}}', '某厂').replace('{{核验码}}', '');
    expect(await faults(body)).toEqual(['缺少必需的字段：{{当事人}}、{{核验码}}', '没有这些字段：{{罚款金额}}']);
  });

  test('of a form needs no addressee', async () => {
    const form = letterTemplate().replace('{{当事人}}', '').replace('{{附件}}', '').replace('{{抄送}}', '');
    expect(await faultsIn(docxOf(form), 'form')).toEqual([]);
    expect(await faultsIn(docxOf(form))).toHaveLength(1);
    // A form that goes to somebody nevertheless is not made without saying to whom.
    expect(fillTemplate(docxOf(form), sheet)).toBeUndefined();
  });

  test('whose fields are not written right says where', async () => {
    expect(await faults(letterTemplate(paragraphOf('{{文号')))).toEqual([expect.stringMatching(/^字段写法有误/)]);
    expect(await faults(letterTemplate().replace('{{正文}}', '兹决定：{{正文}}'))).toEqual(['{{正文}}须独占一段']);
    expect(await faults(letterTemplate(paragraphOf('{{#文号}}{{/文号}}')))).not.toEqual([]);
  });

  test.each([
    ['macros', 'word/vbaProject.bin', 'x', '含有宏或控件，不能使用'],
    ['controls', 'word/activeX/activeX1.xml', '<x/>', '含有宏或控件，不能使用'],
    ['embedded objects', 'word/embeddings/sheet.xlsx', 'x', '含有嵌入的对象，不能使用'],
    ['a link outside', 'word/_rels/document.xml.rels', `<Relationships><Relationship Id="r" Type="x" TargetMode = 'External' Target="file:///x"/></Relationships>`, '引用了外部内容（链接、模板或图片），请改为文档内部的内容'],
    ['a field that fetches', 'word/header1.xml', '<w:hdr><w:instrText> INCLUDEPICTURE "http" </w:instrText></w:hdr>', '含有会读取外部内容的域，不能使用'],
    ['a link written by number', 'word/_rels/settings.xml.rels', `<Relationships><Relationship Id="r" Type="x" TargetMode="&#69;xternal" Target="file:///x"/></Relationships>`, '引用了外部内容（链接、模板或图片），请改为文档内部的内容'],
    ['a link in capitals', 'word/_rels/settings.xml.RELS', `<Relationships><Relationship Id="r" Type="x" TargetMode="External" Target="file:///x"/></Relationships>`, '引用了外部内容（链接、模板或图片），请改为文档内部的内容'],
    ['a part that nobody can look into', 'word/_rels/settings.xml.rels', utf16('<Relationships TargetMode="External"/>'), '文件无法读取：内容不是文本'],
    ['a part of another kind', 'word/header1.foo', '<w:hdr/>', '文件内容不规范'],
    ['a field split into runs', 'word/header1.xml', '<w:hdr><w:instrText> include</w:instrText></w:r><w:r><w:instrText>picture "http" </w:instrText></w:hdr>', '含有会读取外部内容的域，不能使用'],
    ['a field in one', 'word/header1.xml', '<w:hdr><w:fldSimple w:instr="INCLUDETEXT&#32;&quot;http&quot;"/></w:hdr>', '含有会读取外部内容的域，不能使用'],
    ['entities', 'word/styles.xml', '<!DOCTYPE x [<!ENTITY y "z">]><x/>', '文件内容不规范'],
  ])('with %s is refused', async (_, part, content, fault) => {
    expect(await faults(letterTemplate(), { [part]: content })).toEqual([fault]);
  }); // prettier-ignore

  test('is refused where it unpacks to more than it says, before it is unpacked', async () => {
    const large = docxOf(letterTemplate(), { 'word/header9.xml': new Uint8Array(31 * 1024 * 1024).fill(32) });
    expect(await faultsIn(large)).toEqual(['文件解开后过大']);
    expect(await faultsIn(lying(large, 'word/header9.xml', 100))).toEqual(['文件解开后过大']);
    expect(await faultsIn(lying(docxOf(letterTemplate()), 'word/document.xml', 5))).toEqual(['文件解开后过大']);
  });

  test('that is no .docx is refused', async () => {
    expect(await faultsIn(new TextEncoder().encode('PK but no archive'))).toHaveLength(1);
    expect(await faultsIn(new Uint8Array(0))).toEqual(['不是 .docx 文件']);
  });
});
