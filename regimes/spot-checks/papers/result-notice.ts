import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { heading, list, paragraph, points, printDay, table } from './blocks.ts';

/** What every paper about a result names: the sample, and whom it was taken from. */
export const resultAbout = {
  firm: z.string(),
  sampleNumber: z.string(),
  product: z.string(),
  model: z.string().nullable(),
  batch: z.string().nullable(),
  producer: z.string(),
  unit: z.string(),
  sampledOn: dayTextSchema,
};

const about = z.object(resultAbout);

/** The sample in one sentence. */
export const sampleWords = (fields: z.output<typeof about>): string => {
  const { product, model, batch, producer, unit, sampledOn, sampleNumber } = fields;
  const more = [model && `规格型号${model}`, batch && `批号${batch}`].filter(Boolean).join('，');
  return `标称${producer}生产的${product}${more === '' ? '' : `（${more}）`}，${printDay(sampledOn)}抽自${unit}，抽样单编号${sampleNumber}`; // prettier-ignore
};

export const verdictWords = { pass: '合格', fail: '不合格' } as const;

/** What the result notice 检验结果告知书 says, with the rights of whoever gets it. */
export const resultNoticeFields = z.object({
  ...resultAbout,
  party: z.enum(['producer', 'seller']),
  plan: z.string(),
  reportNumber: z.string().nullable(),
  laboratory: z.string(),
  conclusion: z.enum(['pass', 'fail']),
  failing: z.array(
    z.object({ item: z.string(), limit: z.string(), unit: z.string(), measured: z.string().nullable() }),
  ),
  objectionDays: z.number().int(),
  authority: z.string(),
  /** Days to say whether the product is his; null where he is not asked. */
  identityDays: z.number().int().nullable(),
  silenceConfirms: z.boolean(),
});

export const composeResultNotice = (fields: z.output<typeof resultNoticeFields>) => {
  const { plan, conclusion, failing, objectionDays, identityDays, authority } = fields;
  const report = fields.reportNumber === null ? '检验报告' : `检验报告（${fields.reportNumber}）`;
  const asked =
    identityDays === null
      ? []
      : [
          heading('二、请确认产品是否为你单位生产'),
          paragraph(
            `该样品抽自市场。请自收到本告知书之日起${identityDays}日内书面确认样品是否为你单位生产；否认的，请同时提供证据。${
              fields.silenceConfirms ? '逾期不答复的，视为确认。' : ''
            }`,
          ),
        ];
  const rights = identityDays === null ? '二' : '三';
  return {
    title: '产品质量监督抽查检验结果告知书',
    addressee: fields.firm,
    blocks: [
      paragraph(`根据“${plan}”，对${sampleWords(fields)}，由${fields.laboratory}进行了检验。现将结果告知你单位。`),
      heading('一、检验结果'),
      paragraph(`${report}的检验结论：${verdictWords[conclusion]}。`),
      ...(failing.length === 0
        ? []
        : [
            table(
              '不合格项目',
              [
                { title: '项目', width: 5 },
                { title: '标准要求', width: 4 },
                { title: '单位', width: 2, align: 'center' },
                { title: '实测值', width: 3, align: 'center' },
              ],
              failing.map(({ item, limit, unit, measured }) => [item, limit, unit, measured]),
            ),
          ]),
      ...asked,
      heading(`${rights}、你单位的权利`),
      list(
        points([
          `对检验结果有异议的，可以自收到本告知书之日起${objectionDays}日内，向${authority}或者其上级机关书面提出，申请复检；`,
          '期满未提出异议的，视为认可检验结果；',
          '复检使用备用样品，由初检以外的检验机构进行，复检结论为最终结论；',
          '可以书面放弃异议的权利。',
        ]),
      ),
    ],
    attachments: [report],
  };
};
