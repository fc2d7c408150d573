import { otherAuthorityLabels } from '#foundation/authority-kind.ts';
import type { LawTable } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';

const noticeDay = localDate('2000-03-28');
const before = localDate('1949-10-01');
const dayBefore = localDate('2000-03-27');
const penaltyLaw2021 = localDate('2021-07-15');
const dayBeforePenaltyLaw2021 = localDate('2021-07-14');
const noExposure = {
  zh: '粤府办〔2000〕18号印发之前没有曝光制度',
  en: 'No exposure before notice Yuefuban [2000] No. 18',
};

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  'publicity.levels': {
    title: { zh: '可予曝光的抽查级别', en: 'Levels of spot check that lead to exposure' },
    words: {
      national: { zh: '国家级', en: 'National' },
      provincial: { zh: '省级', en: 'Provincial' },
      municipal: { zh: '市级', en: 'Municipal' },
      county: { zh: '县级', en: 'County' },
    },
    selectedBy: 'publication',
    values: [
      {
        from: before,
        to: dayBefore,
        value: [],
        source: noExposure,
        confirmed: true,
      },
      {
        from: noticeDay,
        value: ['national', 'provincial'],
        source: {
          zh: '粤府办〔2000〕18号 第四部分：省级以上监督抽查',
          en: 'Yuefuban [2000] No. 18, Part 4: spot checks at provincial level or above',
        },
        confirmed: true,
      },
    ],
  },
  'publicity.consecutive-failures': {
    title: { zh: '连续抽查不合格的次数', en: 'Number of consecutive failed checks' },
    unit: { zh: '次', en: 'checks' },
    selectedBy: 'publication',
    values: [
      { from: before, to: dayBefore, value: 2, source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: 2,
        source: {
          zh: '粤府办〔2000〕18号 第四部分：连续两次抽查不合格',
          en: 'Yuefuban [2000] No. 18, Part 4: failed two consecutive checks',
        },
        confirmed: true,
      },
    ],
  },
  'publicity.excluded-kinds': {
    title: { zh: '不计入连续次数的抽查种类', en: 'Kinds of check that do not count as consecutive' },
    words: {
      regular: { zh: '定期抽查', en: 'Regular' },
      special: { zh: '专项抽查', en: 'Special' },
      'follow-up': { zh: '跟踪抽查', en: 'Follow-up' },
      urgent: { zh: '应急抽查', en: 'Urgent' },
    },
    selectedBy: 'publication',
    values: [
      { from: before, to: dayBefore, value: ['follow-up'], source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: ['follow-up'],
        source: {
          zh: '跟踪抽查、复查和复检是对前一次不合格的处理，不是另一次抽查（本系统的解释，文件未写明）',
          en: 'Follow-up checks, re-checks and retests deal with an earlier failure and are no further check (reading of the program; the notice does not say so)',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.hearing-days': {
    title: { zh: '曝光前陈述申辩的期限', en: 'Time to state one’s case before exposure' },
    unit: { zh: '个工作日', en: 'working days' },
    selectedBy: 'service',
    values: [
      {
        from: noticeDay,
        to: dayBeforePenaltyLaw2021,
        value: 3,
        source: {
          zh: '参照《行政处罚法》（1996）第四十二条听证申请期限；文件未规定曝光前的告知，系本系统默认值',
          en: 'By analogy to Article 42 of the Administrative Penalties Law of 1996; the notice says nothing of it: default of the program',
        },
        confirmed: false,
      },
      {
        from: penaltyLaw2021,
        value: 5,
        source: {
          zh: '参照《行政处罚法》（2021）第六十四条听证申请期限，系本系统默认值',
          en: 'By analogy to Article 64 of the Administrative Penalties Law of 2021: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.public-notice-days': {
    title: { zh: '告知书公告送达的天数', en: 'Days of service by public notice' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'service',
    values: [
      {
        from: noticeDay,
        value: 60,
        source: {
          zh: '参照民事诉讼公告送达期限，系本系统默认值',
          en: 'By analogy to service by public notice in civil procedure: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.shown-days': {
    title: { zh: '曝光在公众网站公布的天数', en: 'Days for which an exposure is shown' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'publication',
    values: [
      {
        from: noticeDay,
        value: 1095,
        source: {
          zh: '参照《市场监督管理行政处罚信息公示规定》（2021）三年，系本系统默认值',
          en: 'By analogy to the three years of the 2021 provisions on publishing penalties: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-days': {
    title: { zh: '表扬所看的期间', en: 'Time that a commendation looks at' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 1095,
        source: {
          zh: '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期间；系本系统默认值',
          en: 'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-checks': {
    title: { zh: '表扬所需合格抽查的次数', en: 'Checks passed that a commendation needs' },
    unit: { zh: '次', en: 'checks' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 2,
        source: {
          zh: '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定次数；系本系统默认值',
          en: 'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no number: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-levels': {
    title: { zh: '计入表扬的抽查级别', en: 'Levels of spot check that count for a commendation' },
    words: {
      national: { zh: '国家级', en: 'National' },
      provincial: { zh: '省级', en: 'Provincial' },
      municipal: { zh: '市级', en: 'Municipal' },
      county: { zh: '县级', en: 'County' },
    },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: ['national', 'provincial'],
        source: {
          zh: '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定级别；系本系统默认值',
          en: 'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no levels: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-grades': {
    title: { zh: '视为高标准的产品等级', en: 'Grades that count as a higher standard' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: ['优等品'],
        source: {
          zh: '参照GB/T 12707—1991《工业产品质量分等导则》的优等品；原文待核实，系本系统默认值',
          en: 'By analogy to the superior grade of GB/T 12707-1991 on grading industrial products; its text was not read: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-standards': {
    title: {
      zh: '经确认严于国家标准、行业标准的执行标准',
      en: 'Executed standards held to be stricter than national and industry standards',
    },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: [],
        source: {
          zh: '由省级质量技术监督部门逐项确认后列入；确认之前一项也不列',
          en: 'Entered one by one as the provincial bureau confirms them; none before',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-answer-days': {
    title: { zh: '企业答复是否公布的期限', en: 'Time of the firm to answer whether it wants to be named' },
    unit: { zh: '个工作日', en: 'working days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 10,
        source: {
          zh: '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期限；系本系统默认值',
          en: 'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.commendation-shown-days': {
    title: { zh: '表扬公布的期限', en: 'Time for which a commendation is shown' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 365,
        source: {
          zh: '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期限；系本系统默认值',
          en: 'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.departments-concerned': {
    title: { zh: '通报抽查结果的有关部门', en: 'Departments that results are notified to' },
    words: otherAuthorityLabels,
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: ['commerce', 'economy'],
        source: {
          zh: '粤府办〔2000〕18号 第四部分只说“有关部门和地方政府”；工商、经贸两个部门系本系统默认',
          en: 'Yuefuban [2000] No. 18, Part 4 says “departments concerned and local governments” only; commerce and economy are the default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.notification-receipt-days': {
    title: { zh: '通报函签收的期限', en: 'Time for the receipt of a letter' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 7,
        source: { zh: '文件未规定期限，系本系统默认值', en: 'The notice sets no time: default of the program' },
        confirmed: false,
      },
    ],
  },
  'publicity.notification-answer-days': {
    title: { zh: '通报函反馈的期限', en: 'Time to answer a letter about what failed' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 30,
        source: { zh: '文件未规定期限，系本系统默认值', en: 'The notice sets no time: default of the program' },
        confirmed: false,
      },
    ],
  },
  'publicity.notification-chase-days': {
    title: { zh: '逾期后每隔几日催办', en: 'Days between reminders once overdue' },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 7,
        source: { zh: '文件未规定期限，系本系统默认值', en: 'The notice sets no time: default of the program' },
        confirmed: false,
      },
    ],
  },
  'publicity.notification-back-days': {
    title: {
      zh: '程序自动通报多少日内终局的结果',
      en: 'How long after it became final a result is notified by the program itself',
    },
    unit: { zh: '日', en: 'days' },
    selectedBy: 'decision',
    values: [
      {
        from: before,
        value: 30,
        source: {
          zh: '更早终局的由人员选定后通报，系本系统默认值',
          en: 'What became final earlier is notified by a person: default of the program',
        },
        confirmed: false,
      },
    ],
  },
  'publicity.authority-mark': {
    title: { zh: '公布文书的机关代字', en: 'Mark of the authority in the numbers of its papers' },
    selectedBy: 'decision',
    values: [
      {
        from: noticeDay,
        value: '粤质',
        source: {
          zh: '本系统默认代字，由各单位按本机关代字设定',
          en: 'Default of the program; each authority sets its own',
        },
        confirmed: false,
      },
    ],
  },
} as const satisfies LawTable;
