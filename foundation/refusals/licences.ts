import type { CatalogueEntry } from './entry.ts';

/** Licences and certificates. */
export const licencesRefusals = {
  'revocation-not-in-power': {
    status: 409,
    zh: '该证由“{issuer}”颁发，本局无权吊销；请移送发证方，收到其决定后登记“发证方吊销、撤销”',
    en: '“{issuer}” has issued it, so this bureau may not revoke it; pass the case on, and record the issuer’s decision when it comes',
  },
  'own-licence': {
    status: 409,
    zh: '该证由本局颁发，没有别的发证方可登记；需要吊销的，请点“提出吊销”，告知、听证后由另一人决定',
    en: 'This bureau has issued it, so there is no other issuer’s act to record; to revoke it, propose the revocation: notice and hearing come first, and another person decides',
  },
  'revocation-open': {
    status: 409,
    zh: '该证已有一项吊销在办理，请在该事项中办理',
    en: 'A revocation of this licence is under way; go on with that one',
  },
  'hearing-term-running': {
    status: 409,
    zh: '企业可在 {until} 以前（含当日）要求听证，期满后方可决定吊销',
    en: 'The firm may ask for a hearing until {until}, that day included; the revocation is decided after it',
  },
  'hearing-request-late': {
    status: 409,
    zh: '听证申请的最后一天是 {until}，逾期提出的不能登记；企业的意见可作为陈述、申辩记入',
    en: 'The last day to ask for a hearing was {until}; what the firm says may be entered as its statement',
  },
  'before-the-licence': {
    status: 422,
    zh: '日期 {value} 早于该证有效期起 {from}，请核对决定的日期',
    en: 'The day {value} lies before the first day of the licence, {from}; check the day of the decision',
  },
  'licence-term-too-long': {
    status: 422,
    zh: '有效期止 {value} 超出一期：每期 {years} 年，最迟可登记至 {until}（{source}）。请核对日期；期限另有规定的，请在“法律参数”中设定',
    en: 'The last day {value} lies beyond one term: a term is {years} years, so it may be {until} at the latest ({source}). Check the day; where the term is another, set it under Legal parameters',
  },
  'body-was-asked': {
    status: 409,
    zh: '已请“{issuer}”处理；请在该事项中等待其决定，或登记其来函',
    en: '“{issuer}” was asked; wait for its decision there, or record its letter there',
  },
  'hearing-noticed-late': {
    status: 409,
    zh: '举行听证的 {days} 个工作日以前须通知企业时间、地点；请登记符合的通知日期，或另行安排听证',
    en: 'The firm must be told of time and place {days} working days before the hearing; give such a day, or hold it later',
  },
} as const satisfies Record<string, CatalogueEntry>;
