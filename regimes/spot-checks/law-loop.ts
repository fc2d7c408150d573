import type { LawParameter, LawTable } from '#foundation/law.ts';
import { always, days, inTurn, months, noticeDay, programDefault, span, workingDays } from '#foundation/law-parameters.ts'; // prettier-ignore
import { localDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

const amendedLaw = localDate('2000-09-01');
const measures2010 = localDate('2011-02-01');
const measures2019 = localDate('2020-01-01');

const law15 = pair('《产品质量法》第十五条', 'Product Quality Law, Article 15');
const byMeasures2019 = (article: string): TextPair =>
  pair(
    `《产品质量监督抽查管理暂行办法》（2019）第${article}条，未见原文`,
    `Interim Measures of 2019, Article ${article}; the text was not read`,
  );

/** Why no sample may be taken: measures of 2010, article 18. */
export const noSampleWords: Readonly<Record<string, TextPair>> = {
  'not-listed': pair('产品未列入通知书', 'Not on the notice'),
  'not-for-sale': pair('有证据证明不是待销产品', 'Proved not to be for sale'),
  'agreement-only': pair('无强制性标准，仅按双方约定生产', 'No mandatory standard; made by agreement alone'),
  'export-other-terms': pair('出口产品，另有约定', 'For export, on other terms'),
  'trial-or-processing': pair('试制、处理品或样品', 'Trial goods, seconds or samples'),
  'lot-too-small': pair('抽样基数不足', 'The lot is too small'),
};

/** When a firm may refuse: measures of 2010, article 19. */
export const rightfulWords: Readonly<Record<string, TextPair>> = {
  'fewer-than-two': pair('抽样人员少于两人', 'Fewer than two inspectors'),
  'no-notice-or-identity': pair('未出示通知书或证件', 'No notice or identity shown'),
  'name-differs': pair('抽样人员姓名与通知书不符', 'Names differ from the notice'),
  'firm-or-product-differs': pair('企业或产品与通知书不符', 'Firm or product differs from the notice'),
  charge: pair('要求企业支付费用', 'The firm was asked to pay'),
};

/** A refusal that stands: the measures of 2001 treat it as a failing result, for those of 2019 nothing is established. */
const refusalCounts = (title: TextPair): LawParameter => ({
  title,
  words: { true: pair('是', 'Yes'), false: pair('否', 'No') },
  selectedBy: 'sampling',
  values: inTurn<boolean>(
    {
      from: noticeDay,
      value: true,
      source: pair(
        '《产品质量国家监督抽查管理办法》（2001）：责令后仍拒绝的按不合格论处；起止日期未核实',
        'Measures of 2001: whoever still refuses after the order is treated as failing; the dates are not confirmed',
      ),
      confirmed: false,
    },
    {
      from: measures2019,
      value: false,
      source: pair(
        '2019年暂行办法未见“按不合格论处”的规定',
        'The interim measures of 2019 are not known to treat a refusal as failing',
      ),
      confirmed: false,
    },
  ),
});

/** Legal parameters of the loop from plan to final result. Time limits in days as the texts count them. */
export const loopLaw = {
  'spot-checks.no-repeat-months': {
    title: pair('不得重复抽查的期间', 'No repeated check within'),
    unit: months,
    selectedBy: 'sampling',
    values: always(
      6,
      pair(
        '1991年补充规定：自抽样之日起六个月内不得重复抽查；2019年暂行办法第八条同旨，未见原文',
        'Supplementary rules of 1991: no repetition within six months of sampling; Interim Measures of 2019, Article 8, alike, the text was not read',
      ),
    ),
  },
  'spot-checks.no-sample-reasons': {
    title: pair('不得抽样的情形', 'Cases in which no sample may be taken'),
    words: noSampleWords,
    selectedBy: 'sampling',
    values: always(
      ['not-listed', 'not-for-sale', 'agreement-only', 'export-other-terms', 'trial-or-processing', 'lot-too-small'],
      pair('《产品质量监督抽查管理办法》（2010）第十八条', 'Measures of 2010, Article 18'),
      { confirmed: true },
    ),
  },
  'spot-checks.rightful-refusals': {
    title: pair('企业可以拒绝抽样的情形', 'Cases in which a firm may refuse'),
    words: rightfulWords,
    selectedBy: 'sampling',
    values: inTurn<readonly string[]>(
      {
        from: noticeDay,
        value: ['fewer-than-two', 'no-notice-or-identity', 'charge'],
        source: pair(
          '《产品质量国家监督抽查管理办法》（2001）：两人以上、出示通知书和证件；抽样不收费（产品质量法第十五条）',
          'Measures of 2001: two persons, notice and identity; no charge (Product Quality Law, Article 15)',
        ),
        confirmed: false,
      },
      {
        from: measures2010,
        value: ['fewer-than-two', 'no-notice-or-identity', 'name-differs', 'firm-or-product-differs', 'charge'],
        source: pair('《产品质量监督抽查管理办法》（2010）第十九条', 'Measures of 2010, Article 19'),
        confirmed: true,
      },
    ),
  },
  'spot-checks.refusal-counts-for-card': refusalCounts(
    pair('拒检是否按不合格给予黄牌', 'Whether a refusal leads to a card as a failure does'),
  ),
  'spot-checks.refusal-counts-for-streak': refusalCounts(
    pair('拒检是否计入连续不合格', 'Whether a refusal counts in consecutive failures'),
  ),
  'spot-checks.refusal-counts-for-rate': refusalCounts(
    pair('拒检是否计入批次合格率', 'Whether a refusal counts in the pass rate'),
  ),
  'spot-checks.admission-days': span(
    pair('拒检责令改正的期限', 'Time to admit the inspectors after the order'),
    'decision',
    3,
    programDefault('责令改正三个工作日，法律未规定', 'three working days; the law says nothing'),
    { unit: workingDays },
  ),
  'spot-checks.test-days': span(
    pair('检验期限（自收样）', 'Time for the test, from receipt'),
    'sampling',
    30,
    programDefault('收样后三十日，以抽查方案为准', 'thirty days from receipt; the plan of the check decides'),
  ),
  'spot-checks.scope-required': {
    title: pair('承检机构未登记检验能力范围时', 'Where the accredited scope of a laboratory was not entered'),
    words: {
      true: pair('不得检验（演示数据除外，仅提示）', 'It may not test (in demonstration data it is only warned)'),
      false: pair('可以检验，仅提示', 'It may test and is only warned'),
    },
    selectedBy: 'decision',
    values: always(
      true,
      pair(
        '《产品质量法》第十九条：检验机构须经考核合格方可承担检验工作；未登记范围的处理为本系统默认值',
        'Product Quality Law, Article 19: only qualified bodies test; what follows where no scope was entered is the program’s default',
      ),
    ),
  },
  'spot-checks.service-days': span(
    pair('结果告知书送达期限（自报告生效）', 'Time to serve a result notice, from the report'),
    'decision',
    5,
    programDefault('五个工作日', 'five working days'),
    { unit: workingDays },
  ),
  'spot-checks.objection-days': {
    title: pair('提出异议的期限（自收到结果）', 'Time to object, from receipt of the result'),
    unit: days,
    selectedBy: 'service',
    values: inTurn<number>(
      {
        from: noticeDay,
        value: 15,
        source: pair(
          '国家监督抽查有关规定：十五日内；1993年《产品质量法》未规定',
          'Rules on national spot checks: within fifteen days; the law of 1993 says nothing',
        ),
        confirmed: false,
      },
      { from: amendedLaw, value: 15, source: law15, confirmed: true },
    ),
  },
  'spot-checks.acceptance-days': span(
    pair('决定是否受理异议的期限', 'Time to decide on an objection'),
    'decision',
    3,
    pair('地方市场监管局规定：三个工作日内决定是否受理', 'Rules of a local authority: within three working days'),
    { unit: workingDays },
  ),
  'spot-checks.formalities-days': span(
    pair('办理复检手续的期限', 'Time to complete the formalities of a retest'),
    'decision',
    7,
    byMeasures2019('三十八'),
  ),
  'spot-checks.designation-days': span(
    pair('确定复检机构的期限', 'Time to designate the laboratory of a retest'),
    'decision',
    10,
    byMeasures2019('三十九'),
  ),
  'spot-checks.retest-fee': {
    title: pair('复检费用承担', 'Who bears the fee of a retest'),
    words: {
      same: pair('复检结论相同时', 'Where the retest agrees'),
      different: pair('复检结论不同时', 'Where it differs'),
      applicant: pair('由申请人承担', 'the applicant pays'),
      authority: pair('由组织机关承担', 'the authority pays'),
    },
    selectedBy: 'decision',
    values: always({ same: 'applicant', different: 'authority' }, byMeasures2019('四十三')),
  },
  'spot-checks.public-notice-days': span(
    pair('公告送达的期间', 'Time after which public notice counts as service'),
    'service',
    60,
    pair('参照民事诉讼法公告送达的期间，未核实', 'After civil procedure; not confirmed'),
  ),
  'spot-checks.identity-days': span(
    pair('确认产品是否为其生产的期限（自送达）', 'Time to say whether the product is his, from service'),
    'service',
    15,
    programDefault('与异议期限相同，逾期视为确认', 'as the time to object; silence counts as confirmed'),
  ),
  'spot-checks.silence-confirms': {
    title: pair('逾期不答复是否视为确认', 'Whether silence counts as confirmed'),
    words: { true: pair('视为确认', 'Counts as confirmed'), false: pair('不视为确认', 'Does not') },
    selectedBy: 'service',
    values: always(
      true,
      pair(
        '2001年办法：逾期未提出异议视为认可；对产品确认的适用未核实',
        'Measures of 2001: silence counts as accepted; whether for identity too is not confirmed',
      ),
    ),
  },
  'spot-checks.numbers': {
    title: pair('抽查文书字号', 'Prefixes of the papers of a spot check'),
    words: {
      authority: pair('省级机关代字', 'Mark of the provincial authority'),
      plan: pair('抽查计划', 'Plan'),
      sheet: pair('抽样单', 'Sheet'),
      report: pair('检验报告', 'Report'),
    },
    selectedBy: 'decision',
    values: always(
      { authority: '粤质', plan: '粤质抽', sheet: '粤质样', report: '检' },
      pair('本系统默认字号，由各单位按本机关发文字号设定', 'Default of the program; each authority sets its own'),
    ),
  },
} as const satisfies LawTable;

/** The value of `spot-checks.numbers`. */
export interface LoopNumbers {
  readonly authority: string;
  readonly plan: string;
  readonly sheet: string;
  readonly report: string;
}
