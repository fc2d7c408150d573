import { printDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { PaperSheet } from '../layout/index.ts';
import { printCode } from '../verification-code.ts';

/** The field that stands for everything between addressee and date: paragraphs, lists and tables as the room composed them. */
export const bodyField = '正文';

interface TemplateField {
  readonly name: string;
  /** Layouts whose papers can't do without it. */
  readonly requiredOf: readonly PaperSheet['layout'][];
  readonly meaning: TextPair;
  readonly of: (sheet: PaperSheet) => string;
}

const all = ['letter', 'form'] as const;

/** What a template may name, in the words that officials use; the statutory text of a paper comes whole, so that none of it is lost. */
export const templateFields: readonly TemplateField[] = [
  {
    name: '发文机关',
    requiredOf: all,
    meaning: pair('机关全称', 'name of the authority'),
    of: ({ authority }) => authority,
  },
  {
    name: '文号',
    requiredOf: all,
    meaning: pair('发文字号或编号', 'number'),
    of: ({ number }) => number ?? '（未编号）',
  },
  { name: '标题', requiredOf: all, meaning: pair('标题', 'title'), of: ({ content }) => content.title },
  {
    name: '当事人',
    requiredOf: ['letter'],
    meaning: pair('主送或当事人', 'addressee'),
    of: ({ content }) => content.addressee,
  },
  {
    name: bodyField,
    requiredOf: all,
    meaning: pair('正文，含其中的表格；须独占一段', 'the whole text with its tables, in a paragraph of its own'),
    of: () => '',
  },
  {
    name: '附件',
    requiredOf: ['letter'],
    meaning: pair('附件名称', 'attachments'),
    of: ({ content: { attachments } }) =>
      attachments.length < 2
        ? (attachments[0] ?? '')
        : attachments.map((title, index) => `${index + 1}. ${title}`).join('\n'),
  },
  {
    name: '日期',
    requiredOf: all,
    meaning: pair('成文日期', 'date'),
    of: ({ issuedOn }) => (issuedOn === null ? '　　年　月　日' : printDate(issuedOn).zh),
  },
  {
    name: '抄送',
    requiredOf: ['letter'],
    meaning: pair('抄送机关', 'copies'),
    of: ({ content }) => content.copies.join('，'),
  },
  {
    name: '核验码',
    requiredOf: all,
    meaning: pair('核验码', 'verification code'),
    of: ({ code }) => (code === null ? '' : printCode(code)),
  },
  {
    name: '提示',
    requiredOf: all,
    meaning: pair('草稿、演示数据等提示；正式文书为空', 'draft or demo data; empty on a real paper'),
    of: ({ notice }) => notice,
  },
];

/** Fields that a paper of this layout can't do without and a template lacks; and those that it names and nobody knows. */
export const faultsOfFields = (named: readonly string[], layout: PaperSheet['layout']): TextPair[] => {
  const missing = templateFields.filter(({ name, requiredOf }) => requiredOf.includes(layout) && !named.includes(name));
  const unknown = named.filter((name) => !templateFields.some((field) => field.name === name));
  const list = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join('、');
  return [
    ...(missing.length === 0
      ? []
      : [
          pair(
            `缺少必需的字段：${list(missing.map(({ name }) => name))}`,
            `Required fields are missing: ${list(missing.map(({ name }) => name))}`,
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [pair(`没有这些字段：${list(unknown)}`, `There are no such fields: ${list(unknown)}`)]),
  ];
};
