import { z } from 'zod';
import { dayTextSchema, localDate, printDate } from '#foundation/local-date.ts';

const paragraph = (text: string) => ({ type: 'paragraph' as const, text });
const list = (items: readonly string[]) => ({
  type: 'list' as const,
  items: items.map((text, at) => `（${'一二三四五六七八九十'[at] ?? String(at + 1)}）${text}`),
});
const printDay = (day: string): string => printDate(localDate(day)).zh;

export const suspensionFields = z.object({
  holder: z.string(),
  /** 生产许可证XK… */
  licence: z.string(),
  category: z.string(),
  cardNumber: z.string(),
  issuer: z.string(),
  from: dayTextSchema,
  basis: z.string(),
});
type Suspension = z.output<typeof suspensionFields>;

const what = ({ category, cardNumber, basis }: Suspension, whose: string): string =>
  `${whose}生产的${category}经省级以上监督抽查不合格，已给予黄牌警告（${cardNumber}）。依据${basis}，`;

/** 暂停使用许可证通知书, to the holder. */
export const composeSuspension = (fields: Suspension) => ({
  title: '暂停使用许可证、认证证书通知书',
  addressee: fields.holder,
  blocks: [
    paragraph(`${what(fields, '你单位')}自${printDay(fields.from)}起，对该产品暂停使用你单位的${fields.licence}。`),
    list([
      '暂停期间，不得在该产品上使用该证的标志和编号；该证的其他产品不受影响；',
      '黄牌解除、撤销或者终止的，暂停同时结束，不须另行申请。',
    ]),
  ],
});

/** 暂停使用情况函, to the authority or body that has issued it, where that is not the province itself. */
export const composeSuspensionLetter = (fields: Suspension) => ({
  title: '暂停使用许可证、认证证书情况函',
  addressee: fields.issuer,
  blocks: [
    paragraph(
      `${what(fields, fields.holder)}自${printDay(fields.from)}起，对该产品暂停使用你单位颁发的${fields.licence}。现将有关情况函告你单位，请依法处理并函复。`,
    ),
  ],
});

export const revocationFields = z.object({
  holder: z.string(),
  number: z.string(),
  products: z.array(z.string()),
  facts: z.string(),
  reason: z.string(),
  basis: z.string(),
  toldOn: dayTextSchema.nullable(),
  heardOn: dayTextSchema.nullable(),
  barredYears: z.number().int(),
});

/** 吊销生产许可证决定书, to the holder. */
export const composeRevocation = (fields: z.output<typeof revocationFields>) => ({
  title: '吊销生产许可证决定书',
  addressee: fields.holder,
  blocks: [
    paragraph(`事实和理由：${fields.facts}`),
    paragraph(
      `${fields.toldOn === null ? '' : `本机关于${printDay(fields.toldOn)}告知你单位拟作出的决定和要求听证的权利${fields.heardOn === null ? '' : `，并于${printDay(fields.heardOn)}举行听证`}。`}${fields.reason}`,
    ),
    paragraph(
      `依据${fields.basis}，决定吊销你单位的生产许可证${fields.number}（产品：${fields.products.join('、')}），自即日起生效。${fields.barredYears}年内不得再次申请同一产品的生产许可证。`,
    ),
  ],
});
