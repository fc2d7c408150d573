import { z } from 'zod';
import { localDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import type { PaperSheet } from './layout/index.ts';
import { paperContentSchema, type PaperDraft } from './paper-content.ts';
import { paperKind } from './index.ts';

/** A letter as one finds it: addressee, headings, a table, attachments, copies. */
export const letterDraft = (more: Partial<PaperDraft> = {}): PaperDraft => ({
  title: '关于虚构市家用燃气灶具产品质量监督抽查不合格结果的通知',
  addressee: '虚构市质量技术监督局',
  blocks: [
    { type: 'paragraph', text: '根据《产品质量监督抽查管理办法》，我局于2026年第二季度组织了家用燃气灶具产品质量省级监督抽查，现将有关结果及处理要求通知如下：' },
    { type: 'heading', level: 1, text: '一、基本情况' },
    { type: 'paragraph', text: '本次共抽查虚构省内12家企业生产的20批次产品，经检验，不合格3批次，批次不合格率为15.0%。不合格项目为热效率、熄火保护装置和干烟气中一氧化碳浓度（GB 16410-2020）。' },
    { type: 'heading', level: 1, text: '二、处理要求' },
    { type: 'list', items: ['（一）责令不合格产品生产企业停止生产、销售，限期整改；', '（二）整改期满后十五个工作日内组织复查；', '（三）对拒不整改的，依法从重处理，并予以公布。'] },
    { type: 'table', caption: '不合格产品名单', columns: [{ title: '序号', width: 1, align: 'center' }, { title: '企业名称', width: 5 }, { title: '规格型号', width: 3 }, { title: '不合格项目', width: 4 }], rows: [['1', '虚构市第一燃具制造有限公司', 'JZT-B1', '热效率'], ['2', '虚构市某某厨具有限公司', 'JZY-2008', '熄火保护装置']] },
  ],
  attachments: ['不合格产品检验报告', '整改复查申请书'],
  copies: ['虚构省人民政府办公厅', '各市质量技术监督局'],
  ...more,
}); // prettier-ignore

/** A form: labelled cells, a table, lines to sign. */
export const formDraft = (rows = 3): PaperDraft => ({
  title: '产品质量监督抽查抽样单',
  blocks: [
    {
      type: 'cells',
      caption: '受检单位',
      rows: [
        [{ text: '名称', label: true, span: 2 }, { text: '虚构市第一燃具制造有限公司', span: 6 }, { text: '法定代表人', label: true, span: 2 }, { text: '张某', span: 2 }],
        [{ text: '地址', label: true, span: 2 }, { text: '虚构市虚构区很长很长的工业大道东段北侧第三工业园区十二号厂房二层之一至之九（自编）', span: 10 }],
      ],
    },
    {
      type: 'table',
      caption: '检验项目',
      columns: [{ title: '序号', width: 1, align: 'center' }, { title: '项目', width: 4 }, { title: '标准要求', width: 4 }, { title: '实测值', width: 2, align: 'right' }],
      rows: Array.from({ length: rows }, (_, index) => [String(index + 1), `检验项目之第${index + 1}项`, '≥55%（GB 16410-2020 第5.2条）', '0.010']),
    },
    { type: 'signatures', lines: [{ label: '被抽样单位代表（签名）：' }, { label: '抽样人员（签名）：', value: '' }] },
  ],
}); // prettier-ignore

/** An issued sheet of a draft. */
export const sheetOf = (
  layout: PaperSheet['layout'],
  draft: PaperDraft,
  more: Partial<PaperSheet> = {},
): PaperSheet => ({
  layout,
  authority: '虚构省质量技术监督局',
  number: '虚质检告〔2026〕12号（演示）',
  issuedOn: localDate('2026-09-01'),
  content: paperContentSchema.parse(draft),
  code: 'ABCDEFGHJKMNPQRS',
  verifyAt: 'http://127.0.0.1:8200/papers/ABCDEFGHJKMNPQRS',
  notice: '演示数据，不具有效力',
  ...more,
});

const fields = z.object({ firm: z.string() });

/** A simple paper, issued by one act. */
export const plainKind = paperKind({
  key: 'test.notice',
  title: pair('抽查结果告知书', 'Notice of the result'),
  word: '质检告',
  layout: 'form',
  fields,
  compose: ({ firm }) => ({ title: '抽查结果告知书', addressee: firm, blocks: [{ type: 'paragraph', text: '现将抽查结果告知你单位。' }] }),
}); // prettier-ignore

/** A paper whose service is recorded in the register. */
export const servedKind = paperKind({
  key: 'test.decision',
  title: pair('决定书', 'Decision'),
  word: '决',
  layout: 'letter',
  fields,
  compose: ({ firm }) => letterDraft({ addressee: firm }),
  served: true,
});

/** A paper with a whole chain: 审核, 会签 of two departments, 签发. */
export const chainKind = paperKind({
  key: 'test.circular',
  title: pair('通报', 'Circular'),
  word: '质监',
  layout: 'letter',
  fields,
  compose: ({ firm }) => letterDraft({ addressee: firm }),
  chain: [
    { key: 'review', kind: 'review', title: pair('审核', 'Review') },
    { key: 'countersign-law', kind: 'countersign', title: pair('法规处会签', 'Countersignature of the legal department') },
    { key: 'countersign-enforcement', kind: 'countersign', title: pair('稽查处会签', 'Countersignature of the enforcement department') },
    { key: 'sign', kind: 'sign', title: pair('签发', 'Signature') },
  ],
}); // prettier-ignore
