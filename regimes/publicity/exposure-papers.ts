import { z } from 'zod';
import { type PartyRole, partyRoleLabels, partyRoles } from './party.ts';

const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
const heading = (text: string) => ({ type: 'heading' as const, level: 1 as const, text });

const asWhat = (role: PartyRole): string => partyRoleLabels[role].zh;

/** What a firm is told before it is exposed, with its rights. */
export const exposureNoticeFields = z.object({
  firm: z.string(),
  role: z.enum(partyRoles),
  producer: z.string(),
  product: z.string(),
  /** Why, as the grounds say it in Chinese. */
  explanation: z.string(),
  /** The clause as it is printed. */
  citation: z.string(),
  hearingDays: z.number().int(),
});

export const composeExposureNotice = (fields: z.output<typeof exposureNoticeFields>) => ({
  title: '拟曝光告知书',
  addressee: fields.firm,
  blocks: [
    heading('一、拟曝光的产品和依据'),
    paragraph(fields.explanation),
    paragraph(
      `依据${fields.citation}，本机关拟在新闻媒体和公众网站曝光“${fields.product}”及其生产者、销售者，你单位作为${asWhat(fields.role)}列入。`,
    ),
    heading('二、你单位的权利'),
    paragraph(
      `你单位可以自收到本告知书之日起${fields.hearingDays}个工作日内（当日不计，最后一日计入）书面陈述、申辩，也可以要求当面听取意见。请说明理由并附证据。`,
    ),
    paragraph('本机关对陈述申辩进行复核，采纳与否均书面说明理由，不因陈述申辩加重后果。逾期未提出的，视为没有意见。'),
    heading('三、公布后的情况'),
    paragraph('曝光后整改并经复查合格的，公众网站在该项曝光中一并注明；公布期限届满后撤下。'),
  ],
});

export const exposureOutcomes = ['upheld', 'rejected', 'ended'] as const;
export type ExposureOutcome = (typeof exposureOutcomes)[number];

/** What became of the intention to expose: the statement upheld or rejected, or the matter ended. */
export const exposureAnswerFields = z.object({
  firm: z.string(),
  role: z.enum(partyRoles),
  producer: z.string(),
  product: z.string(),
  noticeNumber: z.string(),
  outcome: z.enum(exposureOutcomes),
  reason: z.string(),
});

const decided = ({ outcome, role, product, producer, reason }: z.output<typeof exposureAnswerFields>): string => {
  switch (outcome) {
    case 'upheld':
      return role === 'producer'
        ? `经复核，你单位的陈述申辩成立，予以采纳，决定不予曝光“${product}”。理由：${reason}。`
        : `经复核，你单位的陈述申辩成立，予以采纳，决定不将你单位列入对${producer}“${product}”的曝光。理由：${reason}。`;
    case 'rejected':
      return `经复核，你单位的陈述申辩不予采纳，维持曝光“${product}”及其生产者、销售者的决定。理由：${reason}。`;
    case 'ended':
      return `对“${product}”的曝光不再办理，上述告知书同时作废。理由：${reason}。`;
  }
};

export const composeExposureAnswer = (fields: z.output<typeof exposureAnswerFields>) => ({
  title: fields.outcome === 'ended' ? '终止曝光办理通知书' : '陈述申辩复核决定书',
  addressee: fields.firm,
  blocks: [
    paragraph(
      fields.outcome === 'ended'
        ? `本机关曾以拟曝光告知书（${fields.noticeNumber}）告知你单位拟予曝光的事项。`
        : `你单位对拟曝光告知书（${fields.noticeNumber}）提出的陈述申辩收悉。`,
    ),
    paragraph(decided(fields)),
  ],
});
