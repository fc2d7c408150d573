import { z } from 'zod';
import { dayTextSchema, localDate, printDate } from '#foundation/local-date.ts';
import { commonFields, heading, list, paragraph, samplesTable } from '../paper-parts.ts';

const printDay = (day: string): string => printDate(localDate(day)).zh;

/** What every paper after a card names. */
const about = { ...commonFields, cardNumber: z.string() };

export const orderFields = z.object({
  ...about,
  days: z.number().int(),
  extensionDays: z.number().int(),
  extensionNotice: z.number().int(),
});

/** 责令整改通知书, with the yellow card. */
export const composeOrder = (fields: z.output<typeof orderFields>) => ({
  title: '责令整改通知书',
  addressee: fields.firm,
  blocks: [
    paragraph(`${fields.check}中，你单位生产的${fields.category}不合格。依据${fields.basis}，对你单位给予黄牌警告（${fields.cardNumber}），责令限期整改。`), // prettier-ignore
    samplesTable(fields.samples),
    heading('一、整改要求'),
    list([
      '立即停止生产、销售同种不合格产品，查明原因，制定并落实整改措施；',
      '清查库存，追查并召回已售出的不合格产品，如实记录数量和处理情况；',
      `自收到本通知书之日起${fields.days}日内整改完毕，书面报告原因、措施、证明材料以及库存和已售产品的处理情况，并申请复查。`,
    ]),
    heading('二、有关事项'),
    list([
      '整改期间，暂停使用该产品的生产许可证和安全认证证书；其他产品不受影响；',
      ...(fields.extensionDays > 0
        ? [`确有困难的，可在期满${fields.extensionNotice}日前书面申请延期一次，延长不超过${fields.extensionDays}日；`]
        : []),
      '复查合格的，解除黄牌；逾期不改正、拒绝整改或者复查仍不合格的，依法采取进一步措施。',
    ]),
  ],
});

export const sellerOrderFields = z.object({ ...about, producer: z.string(), days: z.number().int() });

/** 责令停止销售、改正通知书, to the seller. */
export const composeSellerOrder = (fields: z.output<typeof sellerOrderFields>) => ({
  title: '责令停止销售、改正通知书',
  addressee: fields.firm,
  blocks: [
    paragraph(`${fields.check}中，你单位销售的标称${fields.producer}生产的${fields.category}不合格。依据${fields.basis}，责令你单位立即停止销售并改正。`), // prettier-ignore
    samplesTable(fields.samples),
    list([
      '立即停止销售不合格产品，封存库存，通知已知的购买者；',
      '核查进货验收记录，提供进货来源和销售去向；',
      `自收到本通知书之日起${fields.days}日内书面报告下架、退货、销毁的数量和改正情况。`,
    ]),
  ],
});

export const stopOrderFields = z.object({
  ...about,
  days: z.number().int(),
  /** Under article 17 the business is suspended; under the notice production stops with the red card. */
  redCard: z.boolean(),
  reason: z.string(),
  tasks: z.array(z.object({ department: z.string(), task: z.string(), dueOn: dayTextSchema })),
});

/** 红牌、停产整顿通知书, or 责令停业整顿决定书 under article 17. */
export const composeStopOrder = (fields: z.output<typeof stopOrderFields>) => ({
  title: fields.redCard ? '红牌警告暨停产整顿通知书' : '责令停业整顿决定书',
  addressee: fields.firm,
  blocks: [
    paragraph(`你单位生产的${fields.category}（黄牌${fields.cardNumber}），${fields.reason}。依据${fields.basis}，会同有关部门，责令你单位${fields.redCard ? '停产' : '停业'}整顿${fields.days}日，自收到本文书之日起计算。`), // prettier-ignore
    samplesTable(fields.samples),
    heading('一、整顿要求'),
    list(['停止生产、销售该产品，彻底查明原因并整改；', '期满前书面报告整顿情况，申请复查；', `复查仍不合格的，依法吊销${fields.redCard ? '' : '营业执照'}。`]),
    heading('二、会同部门'),
    list(
      fields.tasks.map(({ department, task, dueOn }) => `${department}：${task}（${printDay(dueOn)}前）；`),
    ),
  ],
}); // prettier-ignore

export const announcementFields = z.object({
  ...about,
  /** The order that was not obeyed, and its day. */
  number: z.string(),
  orderedOn: dayTextSchema,
  ended: z.enum(['overdue', 'refused', 'failed']),
  announcedIn: z.string(),
  recheckFrom: dayTextSchema,
  recheckUntil: dayTextSchema,
});
/** How a step ended, as a paper says it. */
export const endedWords = { overdue: '逾期未改正', refused: '拒绝改正', failed: '整改后经复查仍不合格' } as const;
const titleWords = { overdue: '逾期未改正', refused: '拒绝改正', failed: '复查仍不合格' } as const;

/** 公告 of article 17: by the province, to everybody, hence without an addressee. */
export const composeAnnouncement = (fields: z.output<typeof announcementFields>) => ({
  title: `监督抽查不合格产品${titleWords[fields.ended]}的公告`,
  blocks: [
    paragraph(`${fields.check}中，${fields.firm}生产的${fields.category}不合格，${printDay(fields.orderedOn)}被责令限期改正（${fields.number}）。该单位${endedWords[fields.ended]}。依据${fields.basis}，现予公告。`), // prettier-ignore
    samplesTable(fields.samples),
    list([
      '该单位应当停止生产、销售上述不合格产品，继续改正；',
      `自${printDay(fields.recheckFrom)}起至${printDay(fields.recheckUntil)}止，组织复查；`,
      '公告后经复查仍不合格的，责令停业，限期整顿；整顿期满后经复查产品质量仍不合格的，吊销营业执照。',
    ]),
    paragraph(`本公告在${fields.announcedIn}发布。`),
  ],
});

export const commerceAddressee = '登记机关';
export const revocationLetterFields = z.object(about);

/** 建议函: under article 17 the authority that registers the business decides on its licence. */
export const composeRevocationLetter = (fields: z.output<typeof revocationLetterFields>) => ({
  title: '关于建议吊销营业执照的函',
  addressee: commerceAddressee,
  blocks: [
    paragraph(`${fields.check}中，${fields.firm}生产的${fields.category}不合格（黄牌${fields.cardNumber}）。经责令限期改正、公告、责令停业整顿，整顿期满后复查，产品质量仍不合格。`), // prettier-ignore
    samplesTable(fields.samples),
    paragraph(`依据${fields.basis}，建议你单位依法吊销其营业执照。请在作出决定前告知当事人陈述、申辩和要求听证的权利，并将处理结果函告本机关。`), // prettier-ignore
  ],
});

export const liftFields = z.object({ ...about, checkedOn: dayTextSchema, onSite: z.boolean() });

/** 黄牌解除通知书. */
export const composeLift = (fields: z.output<typeof liftFields>) => ({
  title: '解除黄牌警告通知书',
  addressee: fields.firm,
  blocks: [
    paragraph(`你单位生产的${fields.category}（黄牌${fields.cardNumber}）经${fields.onSite ? '现场核查' : '复查检验'}，${printDay(fields.checkedOn)}确认符合要求。现解除警告，恢复使用该产品的生产许可证和安全认证证书。`), // prettier-ignore
  ],
});

export const handOverFields = z.object({
  ...about,
  recipient: z.string(),
  suspicion: z.string(),
  evidence: z.array(z.string()),
});

/** 案件线索移送函, to enforcement. */
export const composeHandOver = (fields: z.output<typeof handOverFields>) => ({
  title: '移交稽查处理函',
  addressee: fields.recipient,
  blocks: [
    paragraph(`${fields.check}中，${fields.firm}生产的${fields.category}不合格（黄牌${fields.cardNumber}），涉嫌${fields.suspicion}。现将有关线索和证据移交你单位依法处理，请签收并反馈处理结果。`), // prettier-ignore
    samplesTable(fields.samples),
    heading('证据清单'),
    list(fields.evidence),
    paragraph('黄牌、红牌不代替行政处罚，行政处罚也不代替整改。'),
  ],
});
