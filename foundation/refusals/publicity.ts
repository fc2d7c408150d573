import type { CatalogueEntry } from './entry.ts';

/** Exposures, bulletins and what the press is given. */
export const publicityRefusals = {
  'bulletin-level': {
    status: 422,
    zh: '通报只就省级以上监督抽查起草，请选择国家级或省级的抽查',
    en: 'A bulletin is drafted on checks at provincial level or above only; choose a national or provincial one',
  },
  'results-unpublished': {
    status: 409,
    zh: '所依据的抽查结果尚未公布，请先在抽查计划页面公布结果，再办理',
    en: 'The results that it rests on are not published yet; publish them on the page of the plan first',
  },
  'served-before-notice': {
    status: 422,
    zh: '送达日期{day}早于告知书的制作日期{notice}，请核对凭据上的日期',
    en: 'The day of service {day} is before the day of the notice {notice}; check the day on the proof',
  },
  'statement-too-late': {
    status: 409,
    zh: '陈述申辩的期限已于{day}届满；期内寄出的，请按邮戳日登记，其余的归档备查，不影响办理',
    en: 'The time to state its case ended on {day}; what was posted in time is recorded under the day of the postmark, anything else is filed and changes nothing',
  },
  'stated-already': {
    status: 409,
    zh: '该企业的陈述申辩已经登记，不能重复登记；补充材料请附于原陈述一并复核',
    en: 'The statement of this firm is recorded already; further material goes with it to whoever answers',
  },
  'hearing-first': {
    status: 409,
    zh: '该企业要求当面听取意见，请先听取并填写听取日期，再决定不予采纳',
    en: 'The firm asked to be heard in person; hear it and enter the day before rejecting its statement',
  },
  'hearing-before-statement': {
    status: 422,
    zh: '听取意见的日期{day}早于陈述日期{stated}，请核对',
    en: 'The day of the hearing {day} is before that of the statement {stated}; check it',
  },
  'release-time-past': {
    status: 422,
    zh: '定时发布的时间已过，请选择以后的时间，或立即发布',
    en: 'The time of release is past; choose a later one, or release now',
  },
} as const satisfies Record<string, CatalogueEntry>;
