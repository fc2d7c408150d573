import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { paragraph, printDay } from './blocks.ts';
import { resultAbout, sampleWords } from './result-notice.ts';

/** What becomes of an objection: accepted for a retest, refused with reasons, or upheld, so that the report is void. */
export const objectionDecisionFields = z.object({
  ...resultAbout,
  noticeNumber: z.string(),
  filedOn: dayTextSchema,
  decision: z.enum(['accepted', 'refused', 'upheld']),
  reason: z.string(),
  /** Last day for the formalities of the retest. */
  formalitiesUntil: dayTextSchema.nullable(),
});

const titles = { accepted: '异议申请受理通知书', refused: '异议申请不予受理通知书', upheld: '异议处理决定通知书' } as const; // prettier-ignore

export const composeObjectionDecision = (fields: z.output<typeof objectionDecisionFields>) => {
  const { firm, noticeNumber, filedOn, decision, reason, formalitiesUntil } = fields;
  const because = reason === '' ? '' : `理由：${reason}。`;
  const decided = {
    accepted: [
      paragraph(`经审查，决定予以受理，按规定使用备用样品进行复检。${because}`),
      ...(formalitiesUntil === null ? [] : [paragraph(`请于${printDay(formalitiesUntil)}前办理复检手续；逾期未办理的，视为放弃复检。`)]), // prettier-ignore
      paragraph('复检由初检以外的检验机构进行，复检结论为最终结论。'),
    ],
    refused: [paragraph(`经审查，决定不予受理。${because}`), paragraph('原检验结果有效。')],
    upheld: [paragraph(`经审查，异议成立，原检验报告作废，原检验结果告知书同时作废。${because}`)],
  }[decision];
  return {
    title: titles[decision],
    addressee: firm,
    blocks: [
      paragraph(`你单位${printDay(filedOn)}对检验结果告知书（${noticeNumber}）提出的异议收悉。涉及的样品：${sampleWords(fields)}。`), // prettier-ignore
      ...decided,
    ],
  };
};
