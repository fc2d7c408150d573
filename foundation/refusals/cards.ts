import type { CatalogueEntry } from './entry.ts';

/** What follows a warning card: rectification, re-check, the steps of the law, hand-over to enforcement. */
export const cardsRefusals = {
  'no-further-step': {
    status: 409,
    zh: '“{step}”之后，法律没有规定下一步；需要处罚的，请移交稽查',
    en: 'After “{step}” the law provides no further step; hand the matter over to enforcement where a penalty is due',
  },
  'step-not-due': {
    status: 409,
    zh: '现状是“{state}”，还不能“{step}”：法定步骤不能越过；请先办完前一步（期限、复查）',
    en: 'The state is “{state}”, so “{step}” may not follow yet: no step of the law may be left out; finish the one before, with its term and re-check',
  },
  'serious-outside-chain': {
    status: 409,
    zh: '按现行法律，严重质量问题适用罚则，不在本程序内直接升级；请移交稽查',
    en: 'Under the law in force serious problems are punished by its chapter of penalties and not escalated here; hand the matter over to enforcement',
  },
  'extension-not-provided': {
    status: 409,
    zh: '本期限依法不能延期，请按期整改；确有困难的，请向承办机关说明',
    en: 'This term can’t be extended by law; rectify in time, or tell the authority what stands in the way',
  },
  'extension-once': {
    status: 409,
    zh: '只能延期一次，已经申请或者批准过',
    en: 'A term is extended once, and this was asked for or granted already',
  },
  'extension-too-late': {
    status: 409,
    zh: '延期申请应当在{day}前提出，现已超过；请按期整改',
    en: 'An extension had to be asked for by {day}; rectify in time',
  },
  'extension-not-asked': {
    status: 409,
    zh: '企业没有申请延期，请先登记其申请',
    en: 'The firm has not asked for an extension; register its request first',
  },
  'more-handled-than-there': {
    status: 422,
    zh: '{part}不能多于{whole}，请核对数量',
    en: 'The {part} can’t be more than the {whole}; check the numbers',
  },
  'recheck-too-early': {
    status: 409,
    zh: '公告后的复查应当在{day}以后进行，请届时再安排',
    en: 'The re-check after the announcement may be arranged from {day} on',
  },
  'served-before-order': {
    status: 422,
    zh: '送达日期{day}早于文书制作日期{order}，请核对后重新填写',
    en: 'The day of service, {day}, lies before the order of {order}; check it and enter it again',
  },
  'before-hand-over': {
    status: 422,
    zh: '日期{day}早于移交或签收日期{handed}，请核对后重新填写',
    en: 'The day {day} lies before the hand-over or receipt of {handed}; check it and enter it again',
  },
  'joint-tasks-missing': {
    status: 422,
    zh: '红牌须会同有关部门处理，请至少写明一个部门的任务和期限',
    en: 'A red card is handled together with the departments concerned; name at least one with its task and deadline',
  },
  'announcement-place-missing': {
    status: 422,
    zh: '公告须向社会发布，请写明发布的报刊或者网站，再批准',
    en: 'An announcement is made to the public; say in which paper or on which site, then approve it',
  },
  'task-day-over': {
    status: 422,
    zh: '“{department}”的期限{day}已过，请填写今天或以后的日期',
    en: 'The day of “{department}”, {day}, is over; give today or a later one',
  },
  'notice-before-step': {
    status: 422,
    zh: '告知日期{day}早于本步骤的批准日期{step}：吊销前应当就本步骤另行告知，请核对',
    en: 'The firm was told on {day}, before the step was approved on {step}; it must be told of this step, so check the day',
  },
  'licence-on-record': {
    status: 409,
    zh: '登记中还有该产品的{licences}未吊销，不能在整改中登记吊销。由省局颁发的，在“许可证吊销”中决定；由其他机关、机构颁发的，在该证页面登记其决定。登记后本整改自动了结',
    en: 'The register still has {licences} for this product, not revoked. Those of the bureau are decided as revocations of licences; of other issuers record their decision on the page of the licence. This rectification then ends by itself',
  },
  'hearing-missing': {
    status: 422,
    zh: '吊销前应当告知并保障听证权利，请写明告知日期和听证情况',
    en: 'Before a revocation the firm is told and may be heard; enter the day of the notice and what became of the hearing',
  },
} as const satisfies Record<string, CatalogueEntry>;
