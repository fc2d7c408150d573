import { pair } from '#foundation/text-pair.ts';
import { noticeJournal } from './notice.ts';
import { objectionJournal } from './objection.ts';
import { retestJournal } from './retest.ts';

/** What the journal says of notices, objections, retests and final results; and what it calls several things at once. */
export const noticeJournals = [
  noticeJournal,
  objectionJournal,
  retestJournal,
  {
    acts: {
      'spot-checks.enter-refusal': pair('拒检记入抽查结果', 'Entered a refusal that stands as a result'),
      'spot-checks.publish-results': pair('公布抽查结果', 'Published the results of a plan'),
      'spot-checks.follow-merger': pair(
        '未了事项由合并后的企业承继',
        'Led open cases to the enterprise that a merged one became',
      ),
      'spot-checks.open-counterfeit-lead': pair('提出假冒线索', 'Opened a counterfeit lead'),
    },
    subjects: {
      notices: { name: pair('多份结果告知书', 'Several result notices'), link: '/notices' },
      samples: { name: pair('多份样品', 'Several samples'), link: '/notices' },
      visits: { name: pair('多次抽样', 'Several visits') },
      objections: { name: pair('多项异议', 'Several objections'), link: '/objections' },
      retests: { name: pair('多项复检', 'Several retests') },
    },
  },
];
