import type { LawTable } from '#foundation/law.ts';
import { always, authorityMark, days, inTurn, months, noticeDay, workingDays } from '#foundation/law-parameters.ts'; // prettier-ignore
import { localDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';

const regulation = pair(
  '《工业产品生产许可证管理条例》（2023年修订）',
  'Regulation on Production Licences for Industrial Products (as revised in 2023)',
);

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  'licences.mark': authorityMark(
    pair('发文机关代字（许可证文书）', 'Mark of the authority in the numbers of papers on licences'),
  ),
  'licences.gate-kinds': {
    title: pair('增加生产范围前须出示的证件', 'What must be shown before production is added'),
    words: {
      'production-licence': pair('生产许可证', 'Production licence'),
      certification: pair('强制性认证证书', 'Compulsory certification'),
    },
    selectedBy: 'decision',
    values: always(
      ['production-licence', 'certification'],
      pair(
        '粤府办〔2000〕18号 三（一）1：生产许可证管理、安全认证的产品',
        'Yuefuban [2000] No. 18, Part 3 (1) 1: products under production licence or safety certification',
      ),
      { confirmed: true },
    ),
  },
  'licences.producer-months': {
    title: pair('比对无证生产时回溯的月数', 'Months looked back when unlicensed production is sought'),
    unit: months,
    selectedBy: 'decision',
    values: always(24, pair('本系统默认，由各单位设定', 'Default of the program; each authority sets its own')),
  },
  'licences.hearing-days': {
    title: pair('告知后可要求听证的工作日', 'Working days to ask for a hearing once told'),
    unit: workingDays,
    selectedBy: 'service',
    values: inTurn(
      {
        from: noticeDay,
        value: 3,
        source: pair(
          '《中华人民共和国行政处罚法》（1996年）：告知后三日内，未见原文',
          'Administrative Penalty Law of 1996: within three days; the text was not read',
        ),
        confirmed: false,
      },
      {
        from: localDate('2021-07-15'),
        value: 5,
        source: pair(
          '《中华人民共和国行政处罚法》（2021年修订）第六十四条、第八十五条',
          'Administrative Penalty Law (as revised in 2021), articles 64 and 85',
        ),
        confirmed: true,
      },
    ),
  },
  'licences.hearing-notice-days': {
    title: pair('听证前通知企业的工作日', 'Working days before a hearing on which the firm is told of it'),
    unit: workingDays,
    selectedBy: 'service',
    values: always(
      7,
      pair(
        '《中华人民共和国行政处罚法》（2021年修订）第六十四条、第八十五条；此前的规定未见原文',
        'Administrative Penalty Law (as revised in 2021), articles 64 and 85; earlier texts were not read',
      ),
    ),
  },
  'licences.receipt-days': {
    title: pair(
      '工商登记机关签收暂停、吊销通知的天数',
      'Days for the commerce authority to confirm a suspension or revocation',
    ),
    unit: days,
    selectedBy: 'decision',
    values: always(5, pair('本系统默认，由各单位设定', 'Default of the program; each authority sets its own')),
  },
  'licences.body-answer-days': {
    title: pair(
      '认证机构就暂停的证书作出处理的天数',
      'Days for a certification body to decide about a certificate that a card suspends',
    ),
    unit: days,
    selectedBy: 'decision',
    values: always(15, pair('本系统默认，由各单位设定', 'Default of the program; each authority sets its own')),
  },
  'licences.renewal-warning-days': {
    title: pair(
      '许可证、证书届满前提醒持证企业的天数',
      'Days before the last one on which the holder of a licence is warned',
    ),
    unit: days,
    selectedBy: 'decision',
    values: always(
      90,
      pair(
        '本系统默认，由各单位设定；申请延续的法定时间未见原文',
        'Default of the program; each authority sets its own. The legal term to apply was not read',
      ),
    ),
  },
  'licences.production-licence-years': {
    title: pair('生产许可证每期的年限', 'Years of a term of a production licence'),
    unit: pair('年', ' years'),
    selectedBy: 'decision',
    values: inTurn(
      {
        from: noticeDay,
        value: 5,
        source: pair(
          '2023年修订以前的规定未见原文，按修订后的五年',
          'The text before the revision of 2023 was not read; five years as since',
        ),
        confirmed: false,
      },
      { from: localDate('2023-07-20'), value: 5, source: regulation, confirmed: true },
    ),
  },
  'licences.certification-years': {
    title: pair('强制性认证证书每期的年限', 'Years of a term of a compulsory certification'),
    unit: pair('年', ' years'),
    selectedBy: 'decision',
    values: always(
      5,
      pair(
        '本系统默认，由各单位设定；认证证书有效期的规定未见原文',
        'Default of the program; each authority sets its own. The text on the term of certificates was not read',
      ),
    ),
  },
  'licences.early-days': {
    title: pair(
      '延续可在届满前登记、新证可在生效前登记的天数',
      'Days by which a renewal may be recorded before the term ends, and a licence before it begins',
    ),
    unit: days,
    selectedBy: 'decision',
    values: always(
      365,
      pair(
        '本系统默认，由各单位设定；2023年修订的条例为届满六个月前申请延续',
        'Default of the program; each authority sets its own. Under the regulation as revised in 2023 a renewal is applied for six months before the end',
      ),
    ),
  },
  'licences.barred-years': {
    title: pair('吊销后不得再次申请的年限', 'Years without a new application after a revocation'),
    unit: pair('年', ' years'),
    selectedBy: 'decision',
    values: inTurn(
      {
        from: noticeDay,
        value: 3,
        source: pair(
          '2023年修订以前的规定未见原文，按修订后的三年',
          'The text before the revision of 2023 was not read; three years as since',
        ),
        confirmed: false,
      },
      { from: localDate('2023-07-20'), value: 3, source: regulation, confirmed: true },
    ),
  },
} as const satisfies LawTable;
