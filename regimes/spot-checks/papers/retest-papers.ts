import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { list, paragraph, points, printDay } from './blocks.ts';
import { resultAbout, sampleWords, verdictWords } from './result-notice.ts';

const feePayer = z.enum(['applicant', 'authority']);
const payers = { applicant: '申请人', authority: '组织抽查的机关' } as const;

/** What the order 复检通知书 to the laboratory of a retest says. */
export const retestOrderFields = z.object({
  ...resultAbout,
  laboratory: z.string(),
  firstReport: z.string().nullable(),
  reserveQuantity: z.string(),
  reserveSeals: z.array(z.string()),
  items: z.array(z.string()),
  fee: z.object({ same: feePayer, different: feePayer }),
});

export const composeRetestOrder = (fields: z.output<typeof retestOrderFields>) => ({
  title: '产品质量监督抽查复检通知书',
  addressee: fields.laboratory,
  blocks: [
    paragraph(`现指定你机构对下列样品的备用样品进行复检：${sampleWords(fields)}。初检报告：${fields.firstReport ?? '/'}。`), // prettier-ignore
    list(
      points([
        `备用样品：${fields.reserveQuantity === '' ? '/' : fields.reserveQuantity}，封样编号${fields.reserveSeals.join('、')}；收样时查验封样，封样破坏或者样品调换的，不得检验，立即报告；`,
        `复检项目：${fields.items.join('、')}，检验方法和判定依据与初检相同；`,
        `复检费用：结论与初检一致的由${payers[fields.fee.same]}承担，不一致的由${payers[fields.fee.different]}承担；`,
        '复检结论为最终结论，复检报告须由主检、审核、批准三人签署。',
      ]),
    ),
  ],
  copies: [fields.firm],
});

/** What the notice 视为放弃复检告知书 says to whoever applied for a retest and did not complete its formalities. */
export const retestAbandonmentFields = z.object({
  ...resultAbout,
  noticeNumber: z.string(),
  filedOn: dayTextSchema,
  formalitiesUntil: dayTextSchema,
  reportNumber: z.string().nullable(),
  conclusion: z.enum(['pass', 'fail']),
});

export const composeRetestAbandonment = (fields: z.output<typeof retestAbandonmentFields>) => {
  const { firm, noticeNumber, filedOn, formalitiesUntil, reportNumber, conclusion } = fields;
  return {
    title: '产品质量监督抽查视为放弃复检告知书',
    addressee: firm,
    blocks: [
      paragraph(`你单位${printDay(filedOn)}对检验结果告知书（${noticeNumber}）提出的异议，已受理并告知在${printDay(formalitiesUntil)}前办理复检手续。样品：${sampleWords(fields)}。`), // prettier-ignore
      paragraph('你单位在上述期限内未办理复检手续，视为放弃复检。'),
      paragraph(`初检报告${reportNumber ?? ''}的结论（${verdictWords[conclusion]}）有效，自本告知书送达之日起为该样品的最终结论。`), // prettier-ignore
    ],
  };
};

/** What the notice of the result of a retest 复检结果通知书 says to a party. */
export const retestResultFields = z.object({
  ...resultAbout,
  firstReport: z.string().nullable(),
  firstConclusion: z.enum(['pass', 'fail']),
  laboratory: z.string(),
  /** Null where the reserve had been tampered with. */
  again: z.object({ report: z.string().nullable(), conclusion: z.enum(['pass', 'fail']), feeBy: feePayer }).nullable(),
});

export const composeRetestResult = (fields: z.output<typeof retestResultFields>) => {
  const { firm, firstReport, firstConclusion, laboratory, again } = fields;
  const first = verdictWords[firstConclusion];
  const result =
    again === null
      ? [paragraph(`${laboratory}收样时发现备用样品的封样被破坏或者样品被调换，未进行复检。以初检结论（${first}）为最终结论。`)]
      : [
          paragraph(`${laboratory}使用备用样品进行了复检（复检报告${again.report ?? ''}），复检结论：${verdictWords[again.conclusion]}，与初检结论${again.conclusion === firstConclusion ? '一致' : '不一致'}。复检结论为最终结论。`),
          paragraph(`复检费用由${payers[again.feeBy]}承担。`),
        ]; // prettier-ignore
  return {
    title: '产品质量监督抽查复检结果通知书',
    addressee: firm,
    blocks: [paragraph(`样品：${sampleWords(fields)}。初检报告${firstReport ?? ''}的结论：${first}。`), ...result],
    ...(again === null ? {} : { attachments: [`复检报告（${again.report ?? ''}）`] }),
  };
};
