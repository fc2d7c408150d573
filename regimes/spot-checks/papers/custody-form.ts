import { z } from 'zod';
import { type CustodyStep, custodySteps, type SealCondition, sealConditions } from '../visits/sample.ts';
import { cells, note, row, signatures, table } from './blocks.ts';

const stepNames = Object.keys(custodySteps) as [CustodyStep, ...CustodyStep[]];
const conditionNames = Object.keys(sealConditions) as [SealCondition, ...SealCondition[]];

/** What the custody form 样品流转单 says: every hand-over up to the one for which it is issued. */
export const custodyFormFields = z.object({
  sampleNumber: z.string(),
  product: z.string(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  quantity: z.string(),
  reserveQuantity: z.string(),
  seals: z.array(z.string()),
  reserveSeals: z.array(z.string()),
  laboratory: z.string(),
  steps: z.array(
    z.object({
      /** Day and time in China, as printed. */
      at: z.string(),
      part: z.enum(['main', 'reserve']),
      step: z.enum(stepNames),
      from: z.string(),
      to: z.string(),
      courierNumber: z.string().nullable(),
      seal: z.enum(conditionNames),
      note: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
});

export const composeCustodyForm = (fields: z.output<typeof custodyFormFields>) => {
  const last = fields.steps.at(-1);
  return {
    title: '监督抽查样品流转单',
    blocks: [
      cells('样品', [
        row(['抽样单编号', fields.sampleNumber], ['产品名称', fields.product]),
        row(['规格型号', fields.model], ['批号', fields.batch]),
        row(['检验样品', `${fields.quantity}，封样编号${fields.seals.join('、')}`]),
        row(['备用样品', fields.reserveSeals.length === 0 ? '' : `${fields.reserveQuantity}，封样编号${fields.reserveSeals.join('、')}`]), // prettier-ignore
        row(['承检机构', fields.laboratory]),
      ]),
      table(
        '交接记录',
        [
          { title: '序号', width: 2, align: 'center' },
          { title: '时间', width: 4.4 },
          { title: '样品', width: 2, align: 'center' },
          { title: '环节', width: 2, align: 'center' },
          { title: '交出', width: 5 },
          { title: '接收', width: 5 },
          { title: '快递单号', width: 4 },
          { title: '封样状态', width: 3.6, align: 'center' },
          { title: '经办备注', width: 3.8 },
        ],
        fields.steps.map(({ at, part, step, from, to, courierNumber, seal, note: said, by }, index) => [
          String(index + 1),
          at.replace(' ', '\n'),
          part === 'main' ? '检样' : '备样',
          custodySteps[step].zh,
          from,
          to,
          courierNumber,
          sealConditions[seal].zh,
          [by, said].filter(Boolean).join('；'),
        ]),
      ),
      signatures(['交样人（签字）：', last?.from ?? ''], ['收样人（签字）：', last?.by ?? '']),
      note('收样时查验封样：完好且与抽样单一致的方可收样；封样破损的停止检验，办理退样。'),
    ],
  };
};
