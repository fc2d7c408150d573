import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { cells, note, printDay, row, signatures } from './blocks.ts';

/** What a seal 封条 says. One for each number: it is pasted over the package and signed by both sides. */
export const sealFields = z.object({
  seal: z.string(),
  sampleNumber: z.string(),
  part: z.enum(['main', 'reserve']),
  product: z.string(),
  quantity: z.string(),
  unit: z.string(),
  sealedOn: dayTextSchema,
  signedBy: z.string(),
  inspectors: z.array(z.string()),
});
export type SealFields = z.output<typeof sealFields>;

export const composeSeal = (fields: SealFields) => ({
  title: '产品质量监督抽查封条',
  blocks: [
    cells('', [
      row(['封样编号', fields.seal], ['抽样单编号', fields.sampleNumber]),
      row(['样品', fields.part === 'main' ? '检验样品' : '备用样品'], ['数量', fields.quantity]),
      row(['产品名称', fields.product]),
      row(['受检单位', fields.unit]),
      row(['封样日期', printDay(fields.sealedOn)]),
    ]),
    signatures(['受检单位（签字、盖章）：', fields.signedBy], ['抽样人员（签字）：', fields.inspectors.join('、')]),
    note('未经组织抽查的机关或者承检机构许可，任何单位和个人不得启封、调换或者损毁。'),
  ],
});
