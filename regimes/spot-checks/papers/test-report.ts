import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import type { Stated } from '../reports/report.ts';
import { cells, note, paragraph, printDay, row, signatures, table } from './blocks.ts';

const verdict = z.enum(['pass', 'fail']);
const words: Readonly<Record<Stated, string>> = { pass: '合格', fail: '不合格' };

/** What a test report 检验报告 says. Its number is that of the paper. */
export const testReportFields = z.object({
  sampleNumber: z.string(),
  purpose: z.enum(['first', 'retest']),
  product: z.string(),
  brand: z.string().nullable(),
  model: z.string().nullable(),
  grade: z.string().nullable(),
  batch: z.string().nullable(),
  producer: z.string(),
  unit: z.string(),
  client: z.string(),
  kind: z.string(),
  sampledOn: dayTextSchema,
  inspectors: z.array(z.string()),
  receivedOn: dayTextSchema.nullable(),
  quantity: z.string(),
  lotSize: z.number().int().nullable(),
  sealState: z.string(),
  rules: z.string(),
  standard: z.string().nullable(),
  laboratory: z.string(),
  accreditation: z.string().nullable(),
  items: z.array(
    z.object({
      item: z.string(),
      method: z.string(),
      limit: z.string(),
      limitStandard: z.string(),
      unit: z.string(),
      class: z.enum(['A', 'B', 'C']),
      measured: z.string().nullable(),
      verdict: verdict.nullable(),
    }),
  ),
  conclusion: verdict,
  failingItems: z.array(z.string()),
  remark: z.string(),
  corrects: z.string().nullable(),
  testedBy: z.string(),
  reviewedBy: z.string(),
  approvedBy: z.string(),
});

export const composeTestReport = (fields: z.output<typeof testReportFields>) => {
  const failing = fields.failingItems.length === 0 ? '' : `不合格项目：${fields.failingItems.join('、')}。`;
  return {
    title: fields.purpose === 'first' ? '检验报告' : '检验报告（复检）',
    blocks: [
      cells('', [
        row(['产品名称', fields.product]),
        row(['规格型号', fields.model], ['商标', fields.brand]),
        row(['产品等级', fields.grade], ['批号', fields.batch]),
        row(['标称生产单位', fields.producer]),
        row(['受检单位', fields.unit]),
        row(['委托单位', fields.client]),
        row(['检验类别', fields.kind], ['抽样单编号', fields.sampleNumber]),
        row(['抽样日期', printDay(fields.sampledOn)], ['抽样人员', fields.inspectors.join('、')]),
        row(['到样日期', printDay(fields.receivedOn)], ['封样状态', fields.sealState]),
        row(['样品数量', fields.quantity], ['抽样基数', fields.lotSize === null ? '' : String(fields.lotSize)]),
        row(['检验依据', fields.rules]),
        row(['明示标准', fields.standard]),
        row(['检验机构', fields.laboratory], ['资质认定号', fields.accreditation]),
        row(['检验结论', `${words[fields.conclusion]}。${failing}`]),
        row(['备注', [fields.corrects === null ? '' : `本报告代替已作废的${fields.corrects}`, fields.remark].filter(Boolean).join('；')]), // prettier-ignore
      ]),
      table(
        '检验结果',
        [
          { title: '序号', width: 2, align: 'center' },
          { title: '检验项目', width: 6 },
          { title: '检验方法', width: 4 },
          { title: '标准要求', width: 8 },
          { title: '单位', width: 2, align: 'center' },
          { title: '实测值', width: 3.5, align: 'center' },
          { title: '类别', width: 2, align: 'center' },
          { title: '单项判定', width: 3.4, align: 'center' },
        ],
        fields.items.map((item, index) => [
          String(index + 1),
          item.item,
          item.method,
          [item.limit, item.limitStandard].filter(Boolean).join('　'),
          item.unit,
          item.measured,
          item.class,
          item.verdict === null ? '' : words[item.verdict],
        ]),
      ),
      paragraph(`检验结论：${words[fields.conclusion]}。${failing}`),
      signatures(['批准：', fields.approvedBy], ['审核：', fields.reviewedBy], ['主检：', fields.testedBy]),
      note('本报告仅对所检样品负责。未加盖检验专用章无效；部分复制无效；涂改无效。'),
      note('对检验结果有异议的，请在收到结果告知书后的规定期限内，向组织抽查的机关或者其上级机关提出。'),
    ],
  };
};
