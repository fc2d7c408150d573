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
  'plan-not-finished': {
    status: 409,
    zh: '还有{count}项未了（未抽样、未检验、未告知或未终局），不能办结',
    en: '{count} are not finished (not visited, tested, noticed or final), so the plan can’t be closed',
  },
} as const satisfies Record<string, CatalogueEntry>;
