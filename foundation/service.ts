import { z } from 'zod';
import { dayTextSchema } from './local-date.ts';
import { addDays, type LocalDate } from './local-date.ts';
import { pair, type TextPair } from './text-pair.ts';

/** Manners of serving 送达 a paper; each has its proof and its effective day. */
export const manners = ['hand', 'post', 'leaving', 'public', 'electronic'] as const;
export type Manner = (typeof manners)[number];
export const mannerLabels: Readonly<Record<Manner, TextPair>> = {
  hand: pair('直接送达', 'By hand'),
  post: pair('邮寄送达', 'By post'),
  leaving: pair('留置送达', 'Left at the door'),
  public: pair('公告送达', 'By public notice'),
  electronic: pair('电子送达', 'Electronically'),
};

const words = (most: number) => z.string().trim().min(1).max(most);

/** Service with the proof that each manner needs. `day`: signed, received, left, published, arrived. */
export const serviceInput = z.discriminatedUnion('manner', [
  z.object({ manner: z.literal('hand'), day: dayTextSchema, signedBy: words(120) }),
  z.object({ manner: z.literal('post'), day: dayTextSchema, tracking: words(60), signedBy: words(120) }),
  z.object({ manner: z.literal('leaving'), day: dayTextSchema, witness: words(200), place: words(200) }),
  z.object({ manner: z.literal('public'), day: dayTextSchema, medium: words(200), because: words(500) }),
  z.object({ manner: z.literal('electronic'), day: dayTextSchema, address: words(200), consent: words(300) }),
]);
export type ServiceInput = z.output<typeof serviceInput>;

/** What the parts of a proof are called on the form and on the page. */
export const proofLabels: Readonly<Record<string, TextPair>> = {
  signedBy: pair('签收人', 'Signed by'),
  tracking: pair('邮件号码', 'Number of the consignment'),
  witness: pair('见证人及其单位', 'Witness and where from'),
  place: pair('留置地点', 'Where it was left'),
  medium: pair('公告载体', 'Where it was published'),
  because: pair('其他方式无法送达的情况', 'Why no other manner was possible'),
  address: pair('电子送达地址', 'Electronic address'),
  consent: pair('同意电子送达的凭据', 'Proof of consent'),
};
type Proof = Readonly<Record<string, string>>;
const partsOf = (proof: Proof, language: 'zh' | 'en'): string[] =>
  Object.entries(proof).map(
    ([part, text]) => `${proofLabels[part]?.[language] ?? part}${language === 'zh' ? '：' : ': '}${text}`,
  );

/** A proof in words, part by part. */
export const proofWords = (proof: Proof): TextPair =>
  pair(partsOf(proof, 'zh').join('；'), partsOf(proof, 'en').join('; '));

/** The manner of a service with its proof, in words. */
export const serviceWords = (manner: Manner, proof: Proof | null): TextPair =>
  pair(
    [mannerLabels[manner].zh, ...partsOf(proof ?? {}, 'zh')].join('；'),
    [mannerLabels[manner].en, ...partsOf(proof ?? {}, 'en')].join('; '),
  );

/** Parts of the proof by manner, in the order of the form. */
export const proofParts: Readonly<Record<Manner, readonly string[]>> = {
  hand: ['signedBy'],
  post: ['tracking', 'signedBy'],
  leaving: ['witness', 'place'],
  public: ['medium', 'because'],
  electronic: ['address', 'consent'],
};
export const serviceDayLabels: Readonly<Record<Manner, TextPair>> = {
  hand: pair('签收日期', 'Day signed'),
  post: pair('回执载明的收件日期', 'Day of the receipt'),
  leaving: pair('留置日期', 'Day left'),
  public: pair('公告日期', 'Day of publication'),
  electronic: pair('到达对方系统的日期', 'Day of arrival'),
};

/** The law of service. */
export interface ServiceLaw {
  /** Days after which public notice counts as service. */
  readonly publicNoticeDays: number;
}

/**
 * The day on which service takes effect. By hand the day signed, by post that of the receipt, left at the door the day left,
 * electronically the day it arrived; a public notice takes effect when its time has passed.
 */
export const effectiveDay = (manner: Manner, day: LocalDate, law: ServiceLaw): LocalDate =>
  manner === 'public' ? addDays(day, law.publicNoticeDays) : day;
