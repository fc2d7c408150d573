import type { LawTable } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';

const noticeDay = localDate('2000-03-28');
const regulation = {
  zh: '《工业产品生产许可证管理条例》（2023年修订）',
  en: 'Regulation on Production Licences for Industrial Products (as revised in 2023)',
};

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  'licences.mark': {
    title: { zh: '发文机关代字（许可证文书）', en: 'Mark of the authority in the numbers of papers on licences' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: '粤质',
        source: { zh: '由各单位按本机关发文字号设定', en: 'Each authority sets its own' },
        confirmed: false,
      },
    ],
  },
  'licences.gate-kinds': {
    title: { zh: '增加生产范围前须出示的证件', en: 'What must be shown before production is added' },
    words: {
      'production-licence': { zh: '生产许可证', en: 'Production licence' },
      certification: { zh: '强制性认证证书', en: 'Compulsory certification' },
    },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: ['production-licence', 'certification'],
        source: {
          zh: '粤府办〔2000〕18号 三（一）1：生产许可证管理、安全认证的产品',
          en: 'Yuefuban [2000] No. 18, Part 3 (1) 1: products under production licence or safety certification',
        },
        confirmed: true,
      },
    ],
  },
  'licences.producer-months': {
    title: { zh: '比对无证生产时回溯的月数', en: 'Months looked back when unlicensed production is sought' },
    unit: { zh: '个月', en: 'months' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: 24,
        source: { zh: '本系统默认，由各单位设定', en: 'Default of the program; each authority sets its own' },
        confirmed: false,
      },
    ],
  },
  'licences.hearing-days': {
    title: { zh: '告知后可要求听证的工作日', en: 'Working days to ask for a hearing once told' },
    unit: { zh: '个工作日', en: 'working days' },
    selectedBy: 'service',
    values: [
      {
        from: noticeDay,
        to: localDate('2021-07-14'),
        value: 3,
        source: {
          zh: '《中华人民共和国行政处罚法》（1996年）：告知后三日内，未见原文',
          en: 'Administrative Penalty Law of 1996: within three days; the text was not read',
        },
        confirmed: false,
      },
      {
        from: localDate('2021-07-15'),
        value: 5,
        source: {
          zh: '《中华人民共和国行政处罚法》（2021年修订）第六十四条、第八十五条',
          en: 'Administrative Penalty Law (as revised in 2021), articles 64 and 85',
        },
        confirmed: true,
      },
    ],
  },
  'licences.hearing-notice-days': {
    title: { zh: '听证前通知企业的工作日', en: 'Working days before a hearing on which the firm is told of it' },
    unit: { zh: '个工作日', en: 'working days' },
    selectedBy: 'service',
    values: [
      {
        from: noticeDay,
        value: 7,
        source: {
          zh: '《中华人民共和国行政处罚法》（2021年修订）第六十四条、第八十五条；此前的规定未见原文',
          en: 'Administrative Penalty Law (as revised in 2021), articles 64 and 85; earlier texts were not read',
        },
        confirmed: false,
      },
    ],
  },
  'licences.receipt-days': {
    title: {
      zh: '工商登记机关签收暂停、吊销通知的天数',
      en: 'Days for the commerce authority to confirm a suspension or revocation',
    },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: 5,
        source: { zh: '本系统默认，由各单位设定', en: 'Default of the program; each authority sets its own' },
        confirmed: false,
      },
    ],
  },
  'licences.body-answer-days': {
    title: {
      zh: '认证机构就暂停的证书作出处理的天数',
      en: 'Days for a certification body to decide about a certificate that a card suspends',
    },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: 15,
        source: { zh: '本系统默认，由各单位设定', en: 'Default of the program; each authority sets its own' },
        confirmed: false,
      },
    ],
  },
  'licences.renewal-warning-days': {
    title: {
      zh: '许可证、证书届满前提醒持证企业的天数',
      en: 'Days before the last one on which the holder of a licence is warned',
    },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: 90,
        source: {
          zh: '本系统默认，由各单位设定；申请延续的法定时间未见原文',
          en: 'Default of the program; each authority sets its own. The legal term to apply was not read',
        },
        confirmed: false,
      },
    ],
  },
  'licences.barred-years': {
    title: { zh: '吊销后不得再次申请的年限', en: 'Years without a new application after a revocation' },
    unit: { zh: '年', en: 'years' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        to: localDate('2023-07-19'),
        value: 3,
        source: {
          zh: '2023年修订以前的规定未见原文，按修订后的三年',
          en: 'The text before the revision of 2023 was not read; three years as since',
        },
        confirmed: false,
      },
      { from: localDate('2023-07-20'), value: 3, source: regulation, confirmed: true },
    ],
  },
} as const satisfies LawTable;
