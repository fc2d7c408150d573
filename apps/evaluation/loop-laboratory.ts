import { addDays, type LocalDate } from '#foundation/local-date.ts';
import * as reports from '#regimes/spot-checks/reports/contract.ts';
import { listArriving, sampleActs } from '#regimes/spot-checks/visits/contract-samples.ts';
import type { ArrivingSample } from '#regimes/spot-checks/visits/contract-samples.ts';
import { catalogue } from './catalogue.ts';
import type { Staff } from './days.ts';
import { use } from './people.ts';

/** What parties do about a notice: let the time pass, get a retest, waive, object, or still think about it. */
export type Answer = 'lapsed' | 'retest' | 'waived' | 'objected' | 'told';

/** How far a sample comes in the laboratory, and how many days before today it arrives there. */
interface Course {
  readonly received: number;
  readonly until: 'open' | 'tested' | 'reviewed' | 'queried' | 'effective';
  readonly fails: boolean;
  /** What becomes of its notice; left out: it waits to be served. */
  readonly answer?: Answer;
}

/** What becomes of the samples, in the order of arrival; those beyond, one at least, still wait to be received. */
const courses: readonly Course[] = [
  { received: 33, until: 'effective', fails: true, answer: 'lapsed' },
  { received: 33, until: 'effective', fails: true, answer: 'retest' },
  { received: 33, until: 'effective', fails: false, answer: 'waived' },
  { received: 13, until: 'effective', fails: true, answer: 'objected' },
  { received: 9, until: 'queried', fails: true },
  { received: 8, until: 'tested', fails: false },
  { received: 8, until: 'reviewed', fails: true },
  { received: 6, until: 'open', fails: false },
  { received: 8, until: 'effective', fails: true },
  { received: 8, until: 'effective', fails: false },
  { received: 13, until: 'effective', fails: true },
];
/** The sample of the follow-up check, which the enterprise of the evaluation account answers for. */
const followUpCourse: Course = { received: 13, until: 'effective', fails: true, answer: 'told' };

/** A value within or beyond a limit, as a laboratory would write it. */
const valueOf = (category: string, item: string, fails: boolean): string => {
  const measured = catalogue.find(({ name }) => name === category)?.measured?.find((each) => each.item === item);
  if (!measured) return fails ? '不符合要求' : '符合要求';
  const beyond = (measured.sense === 'most') === fails;
  return (measured.bound * (beyond ? 1.14 : 0.93)).toFixed(measured.decimals);
};

/** Values of every item; of a sample that fails the first item does. */
const valuesOf = ({ items, category }: reports.ReportDetail, fails: boolean) =>
  items.map(({ ordinal, item }, at) => ({ ordinal, measured: valueOf(category.name, item, fails && at === 0) }));

const test = async (staff: Staff, report: reports.ReportLine, course: Course, today: LocalDate): Promise<void> => {
  const params = { reportId: report.id };
  const day = (after: number): LocalDate => addDays(today, after - course.received);
  const tester = await staff('laboratory-tester', day(3));
  const open = await use(tester, reports.getReport, { params });
  const values = valuesOf(open, course.fails);
  const entered = await use(tester, reports.enterValues, {
    params,
    body: { version: open.version, values: course.until === 'open' ? values.slice(0, 2) : values },
  });
  if (course.until === 'open') return;
  // A laboratory that passes a batch although an item fails is asked to confirm or correct.
  const conclusion = course.fails && course.until !== 'queried' ? 'fail' : 'pass';
  const tested = await use(tester, reports.reportActs.test, { params, body: { version: entered.version, conclusion } });
  if (course.until === 'tested') return;
  const reviewer = await staff('laboratory-reviewer', day(4));
  const reviewed = await use(reviewer, reports.reportActs.review, { params, body: { version: tested.version } });
  if (course.until === 'reviewed') return;
  const approver = await staff('laboratory-approver', day(5));
  await use(approver, reports.reportActs.approve, { params, body: { version: reviewed.version } });
};

/** A sample, and what becomes of its notice. */
export interface Answered {
  readonly sampleNumber: string;
  readonly answer: Answer;
}

/** The evaluation laboratory receives samples and takes their reports as far as their course says; gives what follows of them. */
export const testInTheLaboratory = async (staff: Staff, today: LocalDate): Promise<readonly Answered[]> => {
  const now = await staff('laboratory-clerk', today);
  const { rows } = await use(now, listArriving, { query: { dataset: 'demo' } });
  const arrived = rows.toSorted((a, b) => a.id - b.id);
  // The sample of the follow-up check was taken last.
  const last = arrived.at(-1);
  const courseOf = (sample: ArrivingSample, at: number): Course | undefined =>
    sample === last ? followUpCourse : at < arrived.length - 2 ? courses[at] : undefined;
  const answered: Answered[] = [];
  for (const [at, sample] of arrived.entries()) {
    const course = courseOf(sample, at);
    if (!course) continue;
    await use(await staff('laboratory-clerk', addDays(today, -course.received)), sampleActs.receive, {
      params: { sampleId: sample.id },
      body: { version: sample.version },
    });
    const query = { dataset: 'demo', state: 'open', q: sample.number };
    const [report] = (await use(now, reports.listTasks, { query })).rows;
    if (report) await test(staff, report, course, today);
    if (course.answer !== undefined) answered.push({ sampleNumber: sample.number, answer: course.answer });
  }
  return answered;
};
