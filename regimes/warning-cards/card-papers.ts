import { z } from 'zod';
import { dayTextSchema, localDate, printDate } from '#foundation/local-date.ts';
import { commonFields, heading, list, paragraph, samplesTable } from './paper-parts.ts';

const fields = { ...commonFields, publishedOn: dayTextSchema.nullable() };

export const cardPaperFields = z.object({ ...fields, rectifyDays: z.number().int() });
export const transferFields = z.object({ ...fields, province: z.string() });

const checkOf = ({ check, publishedOn }: { readonly check: string; readonly publishedOn: string | null }): string =>
  publishedOn === null ? check : `${check}（${printDate(localDate(publishedOn)).zh}公布）`;

/** 黄牌警告通知书, to the producer; the order to rectify goes with it. */
export const composeCard = (card: z.output<typeof cardPaperFields>) => ({
  title: '黄牌警告通知书',
  addressee: card.firm,
  blocks: [
    paragraph(
      `${checkOf(card)}中，你单位生产的${card.category}有${card.samples.length}批次样品不合格。依据${card.basis}，对你单位给予黄牌警告。`,
    ),
    samplesTable(card.samples),
    heading('有关事项'),
    list([
      `按照随本通知书送达的责令整改通知书，自收到之日起${card.rectifyDays}日内整改完毕、报告并申请复查；`,
      '整改期间，暂停使用该产品的生产许可证和安全认证证书；其他产品不受影响；',
      '复查合格的，解除黄牌；逾期不改正、拒绝整改或者复查仍不合格的，依法采取进一步措施；',
      '认为所依据的检验结果有误的，可以书面向本机关提出；经复核确属误发的，予以撤销。',
    ]),
  ],
});

/** 移送函, to the authority of the province where the producer is. */
export const composeTransfer = (letter: z.output<typeof transferFields>) => ({
  title: '监督抽查不合格产品生产者移送函',
  addressee: `${letter.province}产品质量监督主管部门`,
  blocks: [
    paragraph(
      `${checkOf(letter)}中，标称${letter.firm}生产的${letter.category}有${letter.samples.length}批次样品不合格。该生产者在${letter.province}，不在本省。依据${letter.basis}，现将有关情况移送你单位依法处理，请将处理结果函告本机关。`,
    ),
    samplesTable(letter.samples),
  ],
});
