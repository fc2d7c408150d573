import type { CatalogueEntry } from './entry.ts';

/** The loop of a spot check, from plan to final result. */
export const loopRefusals = {
  'plan-has-no-lines': {
    status: 422,
    zh: '计划还没有产品种类，请先填写再送审',
    en: 'The plan has no category yet; enter one before submitting',
  },
  'line-without-rules': {
    status: 422,
    zh: '产品种类“{category}”没有现行检验细则，请先制定并批准检验细则，再在计划中选用',
    en: 'The category “{category}” has no inspection rules in force; make them and have them approved, then choose them in the plan',
  },
  'line-without-laboratory': {
    status: 422,
    zh: '产品种类“{category}”没有确定承检机构，请至少选择一家',
    en: 'The category “{category}” has no laboratory; choose at least one',
  },
  'line-of-another-dataset': {
    status: 422,
    zh: '产品种类“{category}”的种类、检验细则或承检机构不属于本计划的数据集，请重新选择',
    en: 'Category, inspection rules or laboratory of “{category}” are not of the dataset of this plan; choose them anew',
  },
  'laboratory-outside-scope': {
    status: 422,
    zh: '“{laboratory}”登记的检验能力范围在{day}不含产品种类“{category}”的{items}，不能承担本计划的检验；请另选承检（复检）机构，范围有变更的请先登记',
    en: 'On {day} the accredited scope entered for “{laboratory}” does not cover {items} of the category “{category}”, so it can’t test for this plan; choose another laboratory, or enter the scope first if it has changed',
  },
  'laboratory-without-scope': {
    status: 422,
    zh: '“{laboratory}”尚未登记检验能力范围，不能承担产品种类“{category}”的检验；请先登记其范围，或者另选承检（复检）机构',
    en: 'No accredited scope was entered for “{laboratory}”, so it can’t test the category “{category}”; enter its scope first, or choose another laboratory',
  },
  'quota-outside-plan': {
    status: 422,
    zh: '地区“{region}”不在计划的地域范围内，请改正后再提交',
    en: 'The division “{region}” lies outside the plan’s region; correct it and submit again',
  },
  'covered-by-higher-plan': {
    status: 409,
    zh: '上级计划“{plan}”在半年内已抽查“{category}”，下级不得重复抽查；请从本计划删去该产品种类',
    en: 'The plan “{plan}” of a higher authority checks “{category}” within half a year, so it may not be checked again; take the category out of this plan',
  },
  'amendment-open': {
    status: 409,
    zh: '已有一项变更待审，请先等待其审定',
    en: 'An amendment is waiting for its decision; wait for it first',
  },
  'draw-under-way': {
    status: 409,
    zh: '本计划有一次抽取正在进行（名单按变更前的计划冻结），请先完成或作废该次抽取，再批准变更',
    en: 'A draw of this plan is under way and its pool was frozen under the plan as it stands; finish it or declare it void before approving the amendment',
  },
  'draw-exists': {
    status: 409,
    zh: '本计划已有一次抽取在进行或已完成；如需重抽，请先说明理由作废原抽取',
    en: 'This plan has a draw under way or done; to draw again, declare it void first and say why',
  },
  'draw-plan-amended': {
    status: 409,
    zh: '承诺种子之后计划已变更，请作废本次抽取，重新承诺',
    en: 'The plan was amended after the seed was committed; declare this draw void and commit anew',
  },
  'draw-entropy-published': {
    status: 409,
    zh: '所指定的公开随机数已经公布，名单不能再冻结；请作废本次抽取，另选以后一期',
    en: 'The public number named is out already, so the pool can’t be frozen any more; declare this draw void and name a later issue',
  },
  'draw-entropy-not-yet': {
    status: 409,
    zh: '公开随机数要到 {at}（世界时）才公布，请届时再抽取',
    en: 'The public number is published at {at} (UTC); draw then',
  },
  'draw-visits-open': {
    status: 409,
    zh: '还有 {count} 次抽样未结束，抽查对象仍须保密，暂不能公开证明',
    en: '{count} visits are not over and who is visited is still secret, so the proof can’t be published yet',
  },
  'draw-visits-begun': {
    status: 409,
    zh: '已有抽样开始，本次抽取不能再作废；个别对象请在抽样中取消并说明理由',
    en: 'Visits have begun, so the draw can’t be declared void; cancel single visits, with the reason',
  },
  'plan-not-finished': {
    status: 409,
    zh: '还有{count}项未了（未抽样、未检验、未告知或未终局），不能办结',
    en: '{count} are not finished (not visited, tested, noticed or final), so the plan can’t be closed',
  },
  'plan-must-be-drawn': {
    status: 409,
    zh: '定期抽查和专项抽查的对象必须随机抽取，不能指定；跟踪、应急抽查可以指定对象',
    en: 'Targets of regular and special checks must be drawn and can’t be named; follow-up and urgent checks may name them',
  },
  'target-not-confirmed': {
    status: 409,
    zh: '该对象由人员指定，尚待另一位签发人审定，不能开始抽样；请等待审定',
    en: 'This target was named and another person has still to confirm it; wait for that before you start',
  },
  'target-confirmed': {
    status: 409,
    zh: '该对象已经审定，或是随机抽取的，不需要再审定；有变化的，请取消任务或更换人员',
    en: 'This target is confirmed already, or was drawn; if something has changed, cancel the visit or change the inspectors',
  },
  'too-many-undecided': {
    status: 409,
    zh: '您发往他人任务的消息已有{most}条待处理，暂不能再收；请先请调度人员处理，再重新发送',
    en: '{most} messages that you sent to visits of others wait for a decision, so no more are taken; ask the dispatcher to decide on them, then send again',
  },
  'visit-not-yours': {
    status: 403,
    zh: '您不是本次抽样的指定人员；如应由您办理，请调度人员更换',
    en: 'You are not an inspector of this visit; if you should be, ask the dispatcher to change its inspectors',
  },
  'visit-excluded': {
    status: 409,
    zh: '不能开始抽样：{why}；请调度人员取消该任务',
    en: 'The visit can’t start: {why}; ask the dispatcher to cancel it',
  },
  'two-inspectors': {
    status: 422,
    zh: '抽样人员不得少于两人，并指定其中一人带队',
    en: 'At least two inspectors make a visit, one of them leading; choose them again',
  },
  'inspector-not-in-service': {
    status: 422,
    zh: '“{name}”已离岗或证件已过期，请另选人员',
    en: '“{name}” has left or holds no valid certificate; choose another',
  },
  'inspector-from-elsewhere': {
    status: 422,
    zh: '“{name}”不负责企业所在地区，请另选人员',
    en: '“{name}” does not visit in the division of the enterprise; choose another',
  },
  'inspector-not-qualified': {
    status: 422,
    zh: '“{name}”不具备该产品种类的抽样资格，请另选人员',
    en: '“{name}” is not qualified for this category; choose another',
  },
  'inspector-conflict': {
    status: 422,
    zh: '“{name}”与该企业有利害关系（{why}），应当回避，请另选人员',
    en: '“{name}” has a conflict of interest with the enterprise ({why}); choose another',
  },
  'reassignment-open': {
    status: 409,
    zh: '已有一项人员更换待审，请先等待其审定',
    en: 'A change of inspectors is waiting for its decision; wait for it first',
  },
  'no-reassignment': {
    status: 409,
    zh: '没有待审的人员更换，请先提出',
    en: 'No change of inspectors is waiting; propose one first',
  },
  'reason-not-lawful': {
    status: 422,
    zh: '请选择法定情形之一：{reasons}',
    en: 'Choose one of the cases of the law: {reasons}',
  },
  'lot-too-small': {
    status: 422,
    zh: '抽样基数为{lot}，少于检验细则要求的{least}，不得抽样；请以“抽样基数不足”结束本次抽样',
    en: 'The lot is {lot}, less than the {least} that the inspection rules need, so no sample may be taken; end the visit with “the lot is too small”',
  },
  'sampled-before-assigned': {
    status: 422,
    zh: '抽样日期{day}早于任务分派日期{assigned}，请核对手机日期后改正',
    en: 'The sampling date {day} lies before the day the visit was assigned ({assigned}); check the phone’s date and correct it',
  },
  'seal-used': {
    status: 409,
    zh: '封样编号{seals}已用于其他样品，请核对封样单后改正',
    en: 'Seal {seals} is in use on another sample; check the seals and correct the sheet',
  },
  'no-sheet': {
    status: 409,
    zh: '尚未填写抽样单，请先填写；未能抽样的请选择相应结果',
    en: 'There is no sampling sheet yet; fill one in first, or report why no sample was taken',
  },
  'order-still-runs': {
    status: 409,
    zh: '责令改正的期限至{day}，期满后仍拒绝的才能认定拒检',
    en: 'The firm may admit the inspectors until {day}; only when it still refuses after that day can the refusal be found',
  },
  'sheet-unchanged': {
    status: 422,
    zh: '更正内容与原抽样单相同，请修改后再提交',
    en: 'The correction changes nothing; change a field and submit again',
  },
  'photo-unreadable': {
    status: 422,
    zh: '文件内容不是照片（支持 JPEG、PNG、WebP），请重新拍摄',
    en: 'The file is no photo (JPEG, PNG and WebP are taken); take it again',
  },
  'message-differs': {
    status: 409,
    zh: '同一编号的消息内容不一致，未予采用；请联系调度人员',
    en: 'A message of this number was sent before with another content, so this one was not used; ask the dispatcher',
  },
  'message-decided': {
    status: 409,
    zh: '该消息已处理，无需再办',
    en: 'This message has been dealt with; nothing is left to do',
  },
  'reserve-still-needed': {
    status: 409,
    zh: '结果尚未终局，企业仍可申请复检，备样不得处置；请待结果终局或样品作废后再处置',
    en: 'The result is not final and a retest may still be asked for; dispose of the reserve once the result is final or the sample void',
  },
  'reserve-laboratory-same': {
    status: 422,
    zh: '备样应送初检机构以外的机构，请另选',
    en: 'The reserve goes to another laboratory than the first; choose another',
  },
  'report-has-no-items': {
    status: 409,
    zh: '本报告没有检验项目（计划未选用检验细则），请联系下达任务的机关',
    en: 'The report has no items, because the plan names no inspection rules; ask the authority that gave the task',
  },
  'items-not-measured': {
    status: 422,
    zh: '还有{count}个项目没有实测值（{items}），请录入后再完成检验',
    en: '{count} items have no measured value yet ({items}); enter them before completing the test',
  },
  'items-not-stated': {
    status: 422,
    zh: '有{count}个项目的实测值系统无法判定（{items}），请逐项填写单项判定后再完成检验',
    en: 'The program can’t judge {count} of the values ({items}); state your verdict on each before completing the test',
  },
  'conclusion-missing': {
    status: 422,
    zh: '请填写检验结论（合格或不合格）',
    en: 'State the conclusion: passes or fails',
  },
  'outside-scope': {
    status: 422,
    zh: '“{items}”不在本机构登记的检验能力范围内，不得检验；范围有变更的，请联系主管机关登记后再录入',
    en: '“{items}” lies outside the accredited scope entered for this laboratory and may not be tested by it; if the scope has changed, have the authority enter it first',
  },
  'scope-not-entered': {
    status: 409,
    zh: '本机构尚未登记检验能力范围，不得检验；请联系主管机关登记',
    en: 'No accredited scope was entered for this laboratory, so it may not test; ask the authority to enter it',
  },
  'notice-was-served': {
    status: 409,
    zh: '结果已送达当事人，不能再作废报告；有误的请告知组织抽查的机关，通过异议、复检处理',
    en: 'The result has been served, so the report can’t be voided; tell the authority, and objection and retest will decide',
  },
  'result-is-final': {
    status: 409,
    zh: '结果已终局，不能再作废报告；有误的请告知组织抽查的机关',
    en: 'The result is final, so the report can’t be voided; tell the authority of the error',
  },
  'no-such-task': {
    status: 404,
    zh: '本机构没有抽样单编号为“{number}”的检验任务，请核对编号',
    en: 'This laboratory has no task with the sheet number “{number}”; check the number',
  },
  'no-such-item': {
    status: 422,
    zh: '该样品的检验细则没有项目“{item}”，请按检验细则的项目名称填写',
    en: 'The rules for this sample have no item “{item}”; write the item as the inspection rules name it',
  },
  'report-not-open': {
    status: 409,
    zh: '该报告的状态是“{state}”，不能再改实测值；需要修改的请先退回主检',
    en: 'The report is in the state “{state}” and its values can’t be changed; have it returned to the tester first',
  },
  'value-missing': { status: 422, zh: '没有实测值，请填写', en: 'There is no measured value; enter one' },
  'value-too-long': {
    status: 422,
    zh: '实测值超过{limit}个字，请缩短',
    en: 'The measured value has more than {limit} characters; shorten it',
  },
  'value-twice': {
    status: 422,
    zh: '同一样品的同一项目在表中出现两次，值不相同，请只留一行',
    en: 'The same item of the same sample stands twice in the table with different values; leave one row',
  },
  'verdict-unknown': {
    status: 422,
    zh: '单项判定“{value}”无法识别，请填“符合”或“不符合”',
    en: 'The verdict “{value}” is not understood; write “pass” or “fail”',
  },
  'served-before-report': {
    status: 422,
    zh: '送达日期{day}早于检验报告生效日期{report}，请核对后重新填写',
    en: 'The day of service, {day}, lies before the report took effect on {report}; check it and enter it again',
  },
  'served-before-abandoned': {
    status: 422,
    zh: '送达日期{day}早于视为放弃复检的日期{abandoned}，请核对后重新填写',
    en: 'The day of service, {day}, lies before the retest counted as given up on {abandoned}; check it and enter it again',
  },
  'abandonment-told': {
    status: 409,
    zh: '该告知书的送达已登记，自{day}起生效，不需再次登记',
    en: 'The service of this notice is on file and takes effect on {day}; it need not be recorded again',
  },
  'scan-required': {
    status: 422,
    zh: '请先上传企业书面材料的扫描件或照片，再登记；也可以由企业在自己的账户中办理',
    en: 'Hand in a scan or a photo of what the firm wrote first; or let the firm do it in its own account',
  },
  'word-to-confirm': {
    status: 409,
    zh: '已登记的书面材料正待另一位工作人员复核，复核前不能再登记',
    en: 'What was recorded before waits for another official to confirm it; nothing more can be recorded until then',
  },
  'no-word-to-confirm': {
    status: 409,
    zh: '没有待复核的书面材料，请刷新页面查看最新情况',
    en: 'Nothing written waits to be confirmed; load the page again to see how things stand',
  },
  'objection-too-late': {
    status: 409,
    zh: '提出异议的期限已于{day}届满，不能再提出；如认为检验有误，可向组织抽查的机关反映',
    en: 'The time to object ended on {day}, so no objection can be filed; you may still tell the authority if you think that the test was wrong',
  },
  'sample-is-final': {
    status: 409,
    zh: '该样品的结果已经终局，不能再变更；如有新情况，请向组织抽查的机关反映',
    en: 'The result of this sample is final and can’t be changed; tell the authority if something new has come up',
  },
  'no-reserve-sample': {
    status: 409,
    zh: '该样品没有可用的备样，不能复检，初检结果不变；请就异议本身作出决定',
    en: 'There is no usable reserve of this sample, so it can’t be tested again and the first result stands; decide on the objection itself',
  },
  'retest-open': {
    status: 409,
    zh: '该样品已有复检（进行中或已完成），复检结论为最终结论，不再另行复检；请等待复检报告，或者以复检结论为准',
    en: 'This sample has a retest already, under way or done; its result is final and there is no further one; wait for its report, or go by it',
  },
  'retest-same-laboratory': {
    status: 422,
    zh: '复检机构不得是初检机构，请另选一家',
    en: 'The retest can’t be done by the laboratory of the first test; choose another',
  },
  'laboratory-accreditation-over': {
    status: 422,
    zh: '“{laboratory}”的资质已于{day}到期，不能承担复检；请另选一家，资质已延续的请先登记',
    en: 'The accreditation of “{laboratory}” ended on {day}, so it can’t do the retest; choose another, or enter the extension first',
  },
  'retest-laboratory-not-planned': {
    status: 422,
    zh: '该机构不在本计划的复检机构之列；确需由其复检的，请填写理由',
    en: 'The plan does not name this laboratory for retests; give the reason if it has to be this one',
  },
  'retest-formalities-open': {
    status: 409,
    zh: '申请人尚未办理复检手续，请先登记手续已办理，再确定复检机构',
    en: 'The applicant has not completed the formalities; record them first, then designate the laboratory',
  },
  'identity-too-late': {
    status: 409,
    zh: '确认产品的期限已于{day}届满，不能再否认；有证据证明不是本企业产品的，请向组织抽查的机关反映',
    en: 'The time to say whether the product is yours ended on {day}, so it can’t be denied any more; if you have proof that it is not, tell the authority',
  },
  'nothing-to-publish': {
    status: 409,
    zh: '本计划还没有终局的结果，或者结果已经公布；有结果终局后再公布，已公布后终局的结果随即公开',
    en: 'This plan has no final result yet, or its results have been published; publish once there is one – what becomes final after that is public at once',
  },
} as const satisfies Record<string, CatalogueEntry>;
