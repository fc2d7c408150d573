import { pair } from '#foundation/text-pair.ts';
import type { JournalWords } from '#platform/manifest.ts';
import { noticeJournals } from './notices/journal.ts';
import { retestProcess } from './notices/retest.ts';
import { pageOfRetest } from './notices/storage-objections.ts';
import { ruleJournal } from './plans/inspection-rule.ts';
import { drawJournal } from './draws/draw.ts';
import { planJournal } from './plans/plan.ts';
import { reportJournal } from './reports/report.ts';
import { visitJournals } from './visits/journal.ts';

/** What each chamber of the loop says of itself. */
const chambers = [planJournal, ruleJournal, drawJournal, ...visitJournals, reportJournal, ...noticeJournals];

/** What the journal says of imports and of what people settle. */
export const journalWords: JournalWords = {
  acts: {
    'spot-checks.receive': pair('上传抽查结果表', 'Uploaded tables of results'),
    'spot-checks.correct-sheet': pair('改正列的对应', 'Corrected what the columns mean'),
    'spot-checks.save-mapping': pair('保存列的对应', 'Kept what the columns mean'),
    'spot-checks.start-import': pair('开始导入', 'Started an import'),
    'spot-checks.import': pair('完成导入', 'Completed an import'),
    'spot-checks.cancel-import': pair('取消导入', 'Cancelled an import'),
    'spot-checks.withdraw': pair('撤回导入', 'Withdrew an import'),
    'spot-checks.settle-roles': pair('认定企业身份', 'Settled who is who in a producer cell'),
    'spot-checks.settle-near-equal': pair('认定近似记录', 'Settled nearly equal records'),
    'spot-checks.settle-refusal': pair('认定拒检产品的种类', 'Settled the category of a refused product'),
    'spot-checks.settle-category': pair('认定空白的产品种类', 'Settled a blank product category'),
    ...Object.assign({}, ...chambers.map(({ acts }) => acts)),
  },
  subjects: {
    import: { name: pair('导入', 'Import'), link: '/imports/$id' },
    mapping: { name: pair('列的对应', 'Meaning of columns') },
    'role-case': { name: pair('企业身份事项', 'Case of roles') },
    'near-case': { name: pair('近似记录事项', 'Case of near-equal records') },
    refusal: { name: pair('拒检记录', 'Refusal') },
    // What made the proposals be drawn up anew.
    withdrawal: { name: pair('因撤回导入', 'After a withdrawal') },
    merge: { name: pair('因企业合并', 'After a merger of enterprises') },
    region: { name: pair('因确认所在地', 'After a place was confirmed') },
    roles: { name: pair('因认定企业身份', 'After roles were settled') },
    'near-equal': { name: pair('因认定近似记录', 'After near-equal records were settled') },
    final: { name: pair('因抽查结果终局', 'After results became final') },
    ...Object.assign({}, ...chambers.map(({ subjects }) => subjects)),
    // It has no page of its own.
    retest: { name: retestProcess.name, pageOf: pageOfRetest },
  },
};
