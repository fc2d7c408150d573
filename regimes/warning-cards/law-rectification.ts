import type { LawParameter, LawTable, LawValue } from '#foundation/law.ts';
import { always, authorityMark, days, inTurn, noticeDay, programDefault, span } from '#foundation/law-parameters.ts';
import { localDate } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

const amended = localDate('2000-09-01');
const measures2019 = localDate('2020-01-01');

const practice = pair(
  '《产品质量监督抽查后处理》通行做法，未见原文',
  'Usual practice of the handling after spot checks; the text was not read',
);
const measures = (article: string): TextPair =>
  pair(
    `《产品质量监督抽查管理暂行办法》（2019）第${article}条`,
    `Interim Measures for Product Quality Spot Checks of 2019, Article ${article}`,
  );
const noProvision = pair(
  '《产品质量监督抽查管理暂行办法》（2019）未规定延期',
  'The Interim Measures of 2019 provide no extension',
);

/** One value until the measures of 2019 and another from them on, these under the profile of the law in force alone. */
const since2019 = (
  title: TextPair,
  selectedBy: LawParameter['selectedBy'],
  before: { readonly value: number; readonly source: TextPair },
  after: { readonly value: number; readonly source: TextPair; readonly confirmed: boolean },
): LawParameter => ({
  title,
  unit: days,
  selectedBy,
  values: [
    { from: noticeDay, ...before, confirmed: false, profile: 'notice' },
    ...inTurn<number>(
      { from: noticeDay, ...before, confirmed: false, profile: 'current' },
      { from: measures2019, ...after, profile: 'current' },
    ),
  ],
});

const chainOfNotice = {
  value: [
    { step: 'order', after: [] },
    { step: 'overhaul', after: ['failed', 'overdue', 'refused'] },
    { step: 'revocation', after: ['failed', 'overdue', 'refused'] },
  ],
  source: pair(
    '粤府办〔2000〕18号 四（三）1：整改后仍不合格的红牌停产整顿，依法吊销；逾期、拒绝整改视同未改正（本系统的理解）',
    'Yuefuban [2000] No. 18, Part 4 (3) 1: what still fails after rectification gets the red card and stops production, licences are revoked by law; that overdue and refused count alike is the program’s reading',
  ),
  confirmed: false,
} satisfies Omit<LawValue, 'from'>;

/** Parameters of what follows a card: terms, the steps of the law in their order, what is serious. Data with its sources, no logic. */
export const lawOfRectification = {
  'warning-cards.mark': authorityMark(pair('发文机关代字', 'Mark of the authority in the numbers of papers')),
  'warning-cards.chain': {
    title: pair('后处理的法定步骤', 'Steps of the law after a card'),
    words: {
      order: pair('责令整改', 'Order to rectify'),
      announcement: pair('省级公告', 'Announcement by the province'),
      overhaul: pair('停产（停业）整顿', 'Stop for overhaul'),
      revocation: pair('吊销', 'Revocation'),
      overdue: pair('逾期未改正', 'Overdue'),
      refused: pair('拒绝整改', 'Refused'),
      failed: pair('复查不合格', 'Re-check failed'),
    },
    selectedBy: 'decision',
    values: [
      { from: noticeDay, ...chainOfNotice, profile: 'notice' },
      ...inTurn<unknown>(
        { from: noticeDay, ...chainOfNotice, profile: 'current' },
        {
          from: amended,
          value: [
            { step: 'order', after: [] },
            { step: 'announcement', after: ['overdue', 'refused', 'failed'] },
            { step: 'overhaul', after: ['failed'] },
            { step: 'revocation', after: ['failed'] },
          ],
          source: pair(
            '《产品质量法》第十七条：逾期不改正的，省级以上公告；公告后复查仍不合格的，责令停业、限期整顿；期满后复查仍不合格的，吊销营业执照',
            'Product Quality Law, Article 17: overdue – announcement at provincial level; re-check fails – suspension for overhaul; re-check fails again – revocation of the business licence',
          ),
          confirmed: true,
          profile: 'current',
        },
      ),
    ],
  },
  'warning-cards.serious': {
    title: pair('可直接红牌的严重情形', 'What is serious enough for the red card at once'),
    words: {
      'class-serious': pair('检验细则判为严重不合格', 'Serious by the inspection rules'),
      danger: pair('危及人身、财产安全', 'A danger to people or property'),
      fake: pair('掺假、以次充好', 'Adulterated or passed off'),
      repeated: pair('连续两次不合格', 'Failed twice in a row'),
    },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: ['class-serious', 'danger', 'fake', 'repeated'],
        source: programDefault(
          '通知只说“问题严重”，标准由本机关设定',
          'the notice says “serious problems” only; each authority sets the criteria',
        ),
        confirmed: false,
        profile: 'notice',
      },
      ...inTurn<readonly string[]>(
        {
          from: noticeDay,
          value: ['class-serious', 'danger', 'fake', 'repeated'],
          source: programDefault('同通知', 'as in the notice'),
          confirmed: false,
          profile: 'current',
        },
        {
          from: amended,
          value: [],
          source: pair(
            '《产品质量法》第十七条第二款：有严重质量问题的，依照本法第五章处罚',
            'Product Quality Law, Article 17, second paragraph: serious problems are punished by chapter five',
          ),
          confirmed: true,
          profile: 'current',
        },
      ),
    ],
  },
  'warning-cards.rectify-days': since2019(
    pair('责令整改的期限', 'Term of the order to rectify'),
    'service',
    { value: 30, source: practice },
    { value: 60, source: measures('四十六'), confirmed: true },
  ),
  'warning-cards.extension-days': since2019(
    pair('整改延期，至多', 'Extension of the term, at most'),
    'service',
    { value: 30, source: practice },
    { value: 0, source: noProvision, confirmed: false },
  ),
  'warning-cards.extension-notice': since2019(
    pair('延期申请应在期满前', 'An extension is asked for before the last day by'),
    'service',
    { value: 5, source: practice },
    { value: 5, source: noProvision, confirmed: false },
  ),
  'warning-cards.recheck-days': since2019(
    pair('复查的期限（自责令送达）', 'Term of the re-check, from service of the order'),
    'service',
    { value: 75, source: practice },
    { value: 75, source: measures('四十七'), confirmed: true },
  ),
  'warning-cards.announced-recheck': {
    title: pair('公告后复查的时间', 'When to re-check after the announcement'),
    unit: days,
    words: { from: pair('不早于', 'Not before'), to: pair('不晚于', 'Not after') },
    selectedBy: 'decision',
    values: always({ from: 60, to: 90 }, measures('四十八'), { confirmed: true }),
  },
  'warning-cards.announcement-days': span(
    pair('公告在公众网站公布的天数', 'Days for which an announcement is shown'),
    'decision',
    1095,
    pair(
      '《产品质量法》第十七条未定公布期限；参照《市场监督管理行政处罚信息公示规定》（2021）三年，系本系统默认值',
      'Product Quality Law, Article 17, sets no time; by analogy to the three years of the 2021 provisions on publishing penalties: default of the program',
    ),
  ),
  'warning-cards.announcement-days-lifted': span(
    pair('黄牌解除后公告继续公布的天数', 'Days for which an announcement is still shown once the card is lifted'),
    'decision',
    30,
    programDefault(
      '公告连同复查合格的结果继续公布一段时间，由本机关设定',
      'the announcement stays for a while with the result of the re-check beside it; each authority sets its own',
    ),
  ),
  'warning-cards.overhaul-days': span(
    pair('停产（停业）整顿的期限', 'Term of the overhaul'),
    'decision',
    30,
    pair(
      '《产品质量监督抽查管理办法》（2010）：停业整顿30日，未见原文',
      'Measures for Product Quality Spot Checks of 2010: 30 days; the text was not read',
    ),
  ),
  'warning-cards.seller-days': span(
    pair('销售者停止销售、改正的期限', 'Term of the order to the seller'),
    'decision',
    15,
    programDefault('由本机关设定', 'each authority sets its own'),
  ),
  'warning-cards.revocation-answer-days': span(
    pair('登记机关答复吊销建议的期限', 'Answer of the commerce authority to a proposed revocation'),
    'decision',
    60,
    programDefault('由本机关设定', 'each authority sets its own'),
  ),
  'warning-cards.public-notice-days': span(
    pair('公告送达满多少日视为送达', 'Days after which public notice counts as service'),
    'decision',
    60,
    pair('《民事诉讼法》公告送达，参照', 'Civil Procedure Law on service by public notice, by analogy'),
  ),
} as const satisfies LawTable;
