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
  'waived-before-service': {
    status: 422,
    zh: '收到书面放弃的日期{day}早于告知书送达的日期{served}；企业收到告知书之后才能放弃，请核对日期',
    en: 'The waiver is said to have come in on {day}, before the notice was served on {served}; a firm waives once it has the notice, check the day',
  },
  'statement-too-late': {
    status: 409,
    zh: '陈述申辩的期限已于{day}届满；期内寄出的，请按邮戳日登记，其余的按“登记逾期陈述”留存备查，不影响办理',
    en: 'The time to state its case ended on {day}; what was posted in time is recorded under the day of the postmark, anything else is kept under “Keep a late statement” and changes nothing',
  },
  'statement-in-time': {
    status: 409,
    zh: '陈述申辩的期限到{day}（含当天），该陈述在期限之内；请按“登记陈述申辩”登记，由他人复核答复',
    en: 'The time to state its case runs until {day}, that day included; this came in time: record it as a statement, to be answered by another person',
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
  'commendation-failed': {
    status: 409,
    zh: '该企业有不合格的终局结果（{name}，{day}），质量一票否决，期内不予表扬；待该结果退出所看的期间后再提出',
    en: 'The firm has a final result that failed ({name}, {day}): a quality failure vetoes praise; propose it again when that lies outside the time looked at',
  },
  'commendation-refused': {
    status: 409,
    zh: '该企业有拒绝监督抽查的记录（{name}，{day}），期内不予表扬；待该记录退出所看的期间后再提出',
    en: 'The firm refused a spot check ({name}, {day}): it is not commended; propose it again when that lies outside the time looked at',
  },
  'commendation-card': {
    status: 409,
    zh: '该企业在期内有黄牌、红牌或者整改尚未完成（{name}，{day}），不予表扬；整改完成并退出所看的期间后再提出',
    en: 'The firm has a warning card of that time or an open rectification ({name}, {day}): it is not commended; propose it again when that is done and lies outside the time looked at',
  },
  'commendation-exposure': {
    status: 409,
    zh: '该企业在期内有曝光，或者曝光正在办理，不予表扬；先办结曝光事项，期满后再提出',
    en: 'The firm was exposed in that time, or an exposure is under way: it is not commended; settle the exposure first, and propose it again after that time',
  },
  'commendation-licence': {
    status: 409,
    zh: '该企业的许可证、认证证书在期内被暂停使用或者吊销（{name}），不予表扬；恢复使用并退出所看的期间后再提出',
    en: 'A licence or certificate of the firm was suspended or revoked in that time ({name}): it is not commended; propose it again when it is usable and that lies outside the time looked at',
  },
  'commendation-few': {
    status: 422,
    zh: '自{since}起，该产品标称更高等级或更严标准并检验合格的公布抽查只有{found}次，需要{needed}次；待以后的抽查公布后再提出',
    en: 'Since {since} the product was marked with a higher grade or stricter standard and passed in {found} published checks; {needed} are needed. Propose it again after further checks',
  },
  'commendation-elsewhere': {
    status: 422,
    zh: '只表扬本省企业的产品；外省企业由所在地办理',
    en: 'Only products of firms of this province are commended; others are for the province where they are',
  },
  'commendation-uncertain': {
    status: 409,
    zh: '该企业是否与另一登记为同一家，尚待确认；请先在企业档案的待办中确认，再提出',
    en: 'Whether this firm is the same as another entry waits for a decision; settle it in the queue of the register first',
  },
  'commendation-open': {
    status: 409,
    zh: '该企业这一产品的表扬已在办理或已公布，请在该件上继续办理',
    en: 'A commendation of this product is under way or shown already; go on with that one',
  },
  'exposure-check-level': {
    status: 422,
    zh: '曝光以省级以上监督抽查发现的为限，该次抽查为{level}；请选择发现问题的国家级或省级抽查，市县检查发现的移送稽查处理',
    en: 'Exposure rests on what a check at provincial level or above found; this one is {level}. Choose the national or provincial check, or hand the matter over to enforcement',
  },
  'exposure-no-evidence': {
    status: 422,
    zh: '提出曝光须附证据；请上传检验报告、鉴别书、现场笔录等，至少一份',
    en: 'An exposure is proposed with evidence; hand in at least one file: a test report, an expert finding, a record of the scene',
  },
  'exposure-firm-uncertain': {
    status: 409,
    zh: '“{firm}”与另一家企业疑似同一，身份未核实前不能列入曝光；请先在“疑似同一企业”中作出决定，再提出',
    en: '“{firm}” may be the same firm as another and can’t be exposed before that is settled; decide it under “Uncertain matches” first',
  },
  'exposure-maker-unknown': {
    status: 422,
    zh: '只有假冒产品可以不写生产者；请选择生产者',
    en: 'Only of a fake may the producer be left open; choose the producer',
  },
  'exposure-label-needed': {
    status: 422,
    zh: '生产者不明的假冒产品，须写明产品上标称的厂名，并说明系冒用；请填写标称厂名',
    en: 'Of a fake of unknown maker the name on its label is needed, to say that it is used without right; enter it',
  },
  'exposure-seller-needed': {
    status: 422,
    zh: '生产者不明的假冒产品，至少列明一个销售者；请选择销售者，销售者也不明的移送稽查处理',
    en: 'Of a fake of unknown maker at least one seller is named; choose it, or hand the matter over to enforcement where it is unknown, too',
  },
  'exposure-misused-named': {
    status: 422,
    zh: '“{firm}”是被冒用厂名的一方，不能同时列为生产者或销售者；请核对后修改',
    en: 'The name of “{firm}” is the one that is misused; it can’t be producer or seller of the same product. Check and change it',
  },
  'exposure-proposed-already': {
    status: 409,
    zh: '同一抽查、同一事由对该产品的曝光已在办理；请在曝光清单中打开第{id}项继续办理',
    en: 'The exposure of this product by the same check and ground is under way; open exposure {id} in the list and go on with it',
  },
  'release-time-past': {
    status: 422,
    zh: '定时发布的时间已过，请选择以后的时间，或立即发布',
    en: 'The time of release is past; choose a later one, or release now',
  },
} as const satisfies Record<string, CatalogueEntry>;
