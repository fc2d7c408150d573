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
const faults = (body: string, parts = {}): string[] =>
  faultsOfTemplate(docxOf(body, parts), 'letter').map(({ zh }) => zh);
const textOf = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml']!)
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]*>/g, '');

describe('a template', () => {
  test('with every field, split over runs as it may be, is filled with escaped text and the whole body', () => {
    expect(faults(letterTemplate())).toEqual([]);
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
    expect(faultsOfTemplate(filled, 'letter').map(({ zh }) => zh)).toEqual([
      expect.stringMatching(/^缺少必需的字段：/),
    ]);
  });

  test('that lacks required fields or names unknown ones is refused with their names', () => {
    const body = letterTemplate(paragraphOf('{{罚款金额}}')).replace('{{当事人}}', '某厂').replace('{{核验码}}', '');
    expect(faults(body)).toEqual(['缺少必需的字段：{{当事人}}、{{核验码}}', '没有这些字段：{{罚款金额}}']);
  });

  test('of a form needs no addressee', () => {
    const form = letterTemplate().replace('{{当事人}}', '').replace('{{附件}}', '').replace('{{抄送}}', '');
    expect(faultsOfTemplate(docxOf(form), 'form')).toEqual([]);
    expect(faultsOfTemplate(docxOf(form), 'letter')).toHaveLength(1);
    // A form that goes to somebody nevertheless is not made without saying to whom.
    expect(fillTemplate(docxOf(form), sheet)).toBeUndefined();
  });

  test('whose fields are not written right says where', () => {
    expect(faults(letterTemplate(paragraphOf('{{文号')))).toEqual([expect.stringMatching(/^字段写法有误/)]);
    expect(faults(letterTemplate().replace('{{正文}}', '兹决定：{{正文}}'))).toEqual(['{{正文}}须独占一段']);
    expect(faults(letterTemplate(paragraphOf('{{#文号}}{{/文号}}')))).not.toEqual([]);
  });

  test.each([
    ['macros', 'word/vbaProject.bin', 'x', '含有宏或控件，不能使用'],
    ['controls', 'word/activeX/activeX1.xml', '<x/>', '含有宏或控件，不能使用'],
    ['embedded objects', 'word/embeddings/sheet.xlsx', 'x', '含有嵌入的对象，不能使用'],
    ['a link outside', 'word/_rels/document.xml.rels', `<Relationships><Relationship Id="r" Type="x" TargetMode = 'External' Target="file:///x"/></Relationships>`, '引用了外部内容（链接、模板或图片），请改为文档内部的内容'],
    ['a field that fetches', 'word/header1.xml', '<w:hdr><w:instrText> INCLUDEPICTURE "http" </w:instrText></w:hdr>', '含有会读取外部内容的域，不能使用'],
    ['entities', 'word/styles.xml', '<!DOCTYPE x [<!ENTITY y "z">]><x/>', '文件内容不规范'],
  ])('with %s is refused', (_, part, content, fault) => {
    expect(faults(letterTemplate(), { [part]: content })).toEqual([fault]);
  }); // prettier-ignore

  test('that is no .docx is refused', () => {
    expect(faultsOfTemplate(new TextEncoder().encode('PK but no archive'), 'letter')[0]?.zh).toBe('不是 .docx 文件');
    expect(faultsOfTemplate(new Uint8Array(0), 'letter')[0]?.zh).toBe('不是 .docx 文件');
  });
});
