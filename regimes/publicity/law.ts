import { otherAuthorityLabels } from '#foundation/authority-kind.ts';
import { levelLabels } from '#foundation/check-level.ts';
import type { LawTable } from '#foundation/law.ts';
import { always, authorityMark, beforeAnyRecord, days, inTurn, noticeDay, workingDays } from '#foundation/law-parameters.ts'; // prettier-ignore
import { localDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';

const penaltyLaw2021 = localDate('2021-07-15');
const noExposure = pair('粤府办〔2000〕18号印发之前没有曝光制度', 'No exposure before notice Yuefuban [2000] No. 18');

/** Legal parameters of this room: data with its sources, no logic. */
export const law = {
  'publicity.levels': {
    title: pair('可予曝光的抽查级别', 'Levels of spot check that lead to exposure'),
    words: levelLabels,
    selectedBy: 'publication',
    values: inTurn<readonly string[]>(
      { from: beforeAnyRecord, value: [], source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: ['national', 'provincial'],
        source: pair(
          '粤府办〔2000〕18号 第四部分：省级以上监督抽查',
          'Yuefuban [2000] No. 18, Part 4: spot checks at provincial level or above',
        ),
        confirmed: true,
      },
    ),
  },
  'publicity.consecutive-failures': {
    title: pair('连续抽查不合格的次数', 'Number of consecutive failed checks'),
    unit: pair('次', ' checks'),
    selectedBy: 'publication',
    values: inTurn(
      { from: beforeAnyRecord, value: 2, source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: 2,
        source: pair(
          '粤府办〔2000〕18号 第四部分：连续两次抽查不合格',
          'Yuefuban [2000] No. 18, Part 4: failed two consecutive checks',
        ),
        confirmed: true,
      },
    ),
  },
  'publicity.excluded-kinds': {
    title: pair('不计入连续次数的抽查种类', 'Kinds of check that do not count as consecutive'),
    words: {
      regular: pair('定期抽查', 'Regular'),
      special: pair('专项抽查', 'Special'),
      'follow-up': pair('跟踪抽查', 'Follow-up'),
      urgent: pair('应急抽查', 'Urgent'),
    },
    selectedBy: 'publication',
    values: inTurn<readonly string[]>(
      { from: beforeAnyRecord, value: ['follow-up'], source: noExposure, confirmed: true },
      {
        from: noticeDay,
        value: ['follow-up'],
        source: pair(
          '跟踪抽查、复查和复检是对前一次不合格的处理，不是另一次抽查（本系统的解释，文件未写明）',
          'Follow-up checks, re-checks and retests deal with an earlier failure and are no further check (reading of the program; the notice does not say so)',
        ),
        confirmed: false,
      },
    ),
  },
  'publicity.hearing-days': {
    title: pair('曝光前陈述申辩的期限', 'Time to state one’s case before exposure'),
    unit: workingDays,
    selectedBy: 'service',
    values: inTurn(
      {
        from: noticeDay,
        value: 3,
        source: pair(
          '参照《行政处罚法》（1996）第四十二条听证申请期限；文件未规定曝光前的告知，系本系统默认值',
          'By analogy to Article 42 of the Administrative Penalties Law of 1996; the notice says nothing of it: default of the program',
        ),
        confirmed: false,
      },
      {
        from: penaltyLaw2021,
        value: 5,
        source: pair(
          '参照《行政处罚法》（2021）第六十四条听证申请期限，系本系统默认值',
          'By analogy to Article 64 of the Administrative Penalties Law of 2021: default of the program',
        ),
        confirmed: false,
      },
    ),
  },
  'publicity.public-notice-days': {
    title: pair('告知书公告送达的天数', 'Days of service by public notice'),
    unit: days,
    selectedBy: 'service',
    values: always(
      60,
      pair(
        '参照民事诉讼公告送达期限，系本系统默认值',
        'By analogy to service by public notice in civil procedure: default of the program',
      ),
    ),
  },
  'publicity.shown-days': {
    title: pair('曝光在公众网站公布的天数', 'Days for which an exposure is shown'),
    unit: days,
    selectedBy: 'publication',
    values: always(
      1095,
      pair(
        '参照《市场监督管理行政处罚信息公示规定》（2021）三年，系本系统默认值',
        'By analogy to the three years of the 2021 provisions on publishing penalties: default of the program',
      ),
    ),
  },
  'publicity.commendation-days': {
    title: pair('表扬所看的期间', 'Time that a commendation looks at'),
    unit: days,
    selectedBy: 'decision',
    values: always(
      1095,
      pair(
        '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期间；系本系统默认值',
        'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-checks': {
    title: pair('表扬所需合格抽查的次数', 'Checks passed that a commendation needs'),
    unit: pair('次', ' checks'),
    selectedBy: 'decision',
    values: always(
      2,
      pair(
        '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定次数；系本系统默认值',
        'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no number: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-levels': {
    title: pair('计入表扬的抽查级别', 'Levels of spot check that count for a commendation'),
    words: levelLabels,
    selectedBy: 'decision',
    values: always(
      ['national', 'provincial'],
      pair(
        '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定级别；系本系统默认值',
        'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no levels: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-grades': {
    title: pair('视为高标准的产品等级', 'Grades that count as a higher standard'),
    selectedBy: 'decision',
    values: always(
      ['优等品'],
      pair(
        '参照GB/T 12707—1991《工业产品质量分等导则》的优等品；原文待核实，系本系统默认值',
        'By analogy to the superior grade of GB/T 12707-1991 on grading industrial products; its text was not read: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-standards': {
    title: pair(
      '经确认严于国家标准、行业标准的执行标准',
      'Executed standards held to be stricter than national and industry standards',
    ),
    selectedBy: 'decision',
    values: always(
      [],
      pair(
        '由省级质量技术监督部门逐项确认后列入；确认之前一项也不列',
        'Entered one by one as the provincial bureau confirms them; none before',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-answer-days': {
    title: pair('企业答复是否公布的期限', 'Time of the firm to answer whether it wants to be named'),
    unit: workingDays,
    selectedBy: 'decision',
    values: always(
      10,
      pair(
        '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期限；系本系统默认值',
        'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.commendation-shown-days': {
    title: pair('表扬公布的期限', 'Time for which a commendation is shown'),
    unit: days,
    selectedBy: 'decision',
    values: always(
      365,
      pair(
        '粤府办〔2000〕18号 六（三）只要求表扬高标准，未定期限；系本系统默认值',
        'Yuefuban [2000] No. 18, Part 6 (3) asks to praise high standards and sets no time: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.departments-concerned': {
    title: pair('通报抽查结果的有关部门', 'Departments that results are notified to'),
    words: otherAuthorityLabels,
    selectedBy: 'decision',
    values: always(
      ['commerce', 'economy'],
      pair(
        '粤府办〔2000〕18号 第四部分只说“有关部门和地方政府”；工商、经贸两个部门系本系统默认',
        'Yuefuban [2000] No. 18, Part 4 says “departments concerned and local governments” only; commerce and economy are the default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.notification-receipt-days': {
    title: pair('通报函签收的期限', 'Time for the receipt of a letter'),
    unit: days,
    selectedBy: 'decision',
    values: always(7, pair('文件未规定期限，系本系统默认值', 'The notice sets no time: default of the program'), {
      from: beforeAnyRecord,
    }),
  },
  'publicity.notification-answer-days': {
    title: pair('通报函反馈的期限', 'Time to answer a letter about what failed'),
    unit: days,
    selectedBy: 'decision',
    values: always(30, pair('文件未规定期限，系本系统默认值', 'The notice sets no time: default of the program'), {
      from: beforeAnyRecord,
    }),
  },
  'publicity.notification-chase-days': {
    title: pair('逾期后每隔几日催办', 'Days between reminders once overdue'),
    unit: days,
    selectedBy: 'decision',
    values: always(7, pair('文件未规定期限，系本系统默认值', 'The notice sets no time: default of the program'), {
      from: beforeAnyRecord,
    }),
  },
  'publicity.notification-back-days': {
    title: pair(
      '程序自动通报多少日内终局的结果',
      'How long after it became final a result is notified by the program itself',
    ),
    unit: days,
    selectedBy: 'decision',
    values: always(
      30,
      pair(
        '更早终局的由人员选定后通报，系本系统默认值',
        'What became final earlier is notified by a person: default of the program',
      ),
      { from: beforeAnyRecord },
    ),
  },
  'publicity.authority-mark': authorityMark(
    pair('公布文书的机关代字', 'Mark of the authority in the numbers of its papers'),
  ),
} as const satisfies LawTable;
