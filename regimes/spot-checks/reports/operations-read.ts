import { countStates, inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { scopeOf, scopeOn } from '#registers/laboratories/index.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf } from '../common/events-storage.ts';
import type { ReportDetail, ReportFilter, ReportLine } from './contract.ts';
import { reportEventWords, reportProcess, reportStates, type ReportVerb } from './report.ts';
import { verdictOf } from './rules.ts';
import { countReports, findReport, pageOfReports, type ReportPlace, type ReportRecord } from './storage-reading.ts';

/** Those still open first, by the day they are due. */
const openFirst: Order<ReportLine, ReportPlace> = {
  write: ({ state, dueOn, id }) => `${state === 'effective' || state === 'void' ? 1 : 0} ${dueOn ?? 'infinity'} ${id}`,
  read: (cursor) => {
    const [, over, due, id] = /^([01]) (infinity|\d{4}-\d\d-\d\d) (\d{1,15})$/.exec(cursor) ?? [];
    return due === undefined ? undefined : [Number(over), due, Number(id)];
  },
};

type Paged = ReportFilter & PageQuery;

/** A page of reports with counts per state: those that the actor sees under row-level security. */
const listWith = (call: Call, permission: string, { cursor, limit, ...filter }: Paged) =>
  inPages(openFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission }, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfReports(tx, filter, call.today, after, most),
        countReports(tx, filter, call.today),
      ]);
      const overdue = groups.reduce((sum, group) => sum + group.overdue, 0);
      return ok({ ...cut(rows), ...countStates(reportStates, groups, filter.state), overdue });
    }),
  );

/** What the actor's laboratories have to do. */
export const listTasks = (call: Call, filter: Paged) => listWith(call, 'spot-checks.laboratory', filter);

/** Reports handed up to officials. */
export const listReports = (call: Call, filter: Paged) => listWith(call, 'spot-checks.see-visits', filter);

const tester = pair('主检', 'The tester');
const reviewer = pair('审核人（主检以外）', 'A reviewer other than the tester');
const approver = pair('批准人（主检、审核人以外）', 'An approver other than tester and reviewer');

const nextStep = ({ state, dueOn }: ReportRecord): NextStep => {
  switch (state) {
    case 'open':
      return { words: pair('录入实测值，填写结论', 'Enter the values and state the conclusion'), by: tester, due: dueOn }; // prettier-ignore
    case 'tested':
      return { words: pair('审核：通过或退回', 'Review: pass or return'), by: reviewer, due: dueOn };
    case 'reviewed':
      return { words: pair('批准签发或退回', 'Approve or send back'), by: approver, due: dueOn };
    case 'queried':
      return {
        words: pair(
          '结论与系统判定不一致：书面确认，或更正报告',
          'Conclusion and engine differ: confirm in writing, or correct',
        ),
        by: approver,
        due: dueOn,
      };
    case 'effective':
    case 'void':
      return null;
  }
};

/**
 * Accounts that may not take an act, because they signed before: three persons test, review and approve. Whoever entered a value has
 * tested, whoever signed for the test.
 */
export const signersBefore = (
  {
    testedBy,
    reviewedBy,
    enteredBy,
  }: { readonly testedBy: string | null; readonly reviewedBy: string | null; readonly enteredBy: readonly string[] },
  verb: ReportVerb,
): readonly (string | null)[] => {
  if (verb === 'review') return [testedBy, ...enteredBy];
  return verb === 'approve' || verb === 'confirm' ? [testedBy, reviewedBy, ...enteredBy] : [];
};

/** One report as its page shows it; a laboratory sees its own, officials what was handed up, a firm what is in effect on it. */
export const getReport = (call: Call, id: number): Promise<Result<ReportDetail>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const found = await findReport(tx, id, call.today);
    if (!found) return refuse('not-found', { thing: reportProcess.name });
    const { testedBy, reviewedBy, enteredBy, ...report } = found;
    const signed = { testedBy, reviewedBy, enteredBy };
    const may = (permission: string): boolean => holds(call.actor, permission, `laboratory/${report.laboratory.id}`);
    const within = scopeOn(await scopeOf(tx, report.laboratory.id), call.today);
    const category = report.category.name;
    return ok({
      ...report,
      items: report.items.map((item) => ({ ...item, inScope: within?.({ ...item, category }) ?? true })),
      finding: verdictOf(report.items, report.verdictRule),
      scopeEntered: within !== undefined,
      mayEnter: report.state === 'open' && may('spot-checks.test'),
      next: nextStep(found),
      acts: offerActs(reportProcess, report.state, call.actor.accountId, may, (verb) => signersBefore(signed, verb)),
      events: wordEvents(await eventsOf(tx, 'report', id), reportEventWords),
    });
  });
