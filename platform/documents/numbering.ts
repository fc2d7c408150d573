import { createHash, randomBytes } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { yearOf } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { enqueueAll } from '#platform/jobs/enqueue.ts';
import { canonicalJson } from '#foundation/canonical-json.ts';
import type { Act } from '#platform/operation/index.ts';
import { paperIssuedType } from './facts.ts';
import { checkGlyphs, factOf, kindOf } from './making.ts';
import { ordinalsIn, paperNumber } from './numbers.ts';
import { textsOf } from './paper-content.ts';
import { verificationAddress } from './settings.ts';
import { sheetOfPaper } from './sheet.ts';
import { findPapers, type Issue, type PaperRecord, passNumbersOf, storeIssues, takeNumbers } from './storage.ts';
import { codeFromRandom } from './verification-code.ts';

export interface IssuedPaper {
  readonly paperId: number;
  readonly number: string;
  readonly code: string;
}

const seriesOf = (act: Act, paper: PaperRecord): string => paper.authorityMark + kindOf(act, paper.kind).word;

/** Everything that an issued paper has and its draft has not. */
const issueOf = (act: Act, paper: PaperRecord, series: string, ordinal: number): Issue => {
  const { services, today } = act.call;
  const year = yearOf(today);
  const number = paperNumber(series, year, ordinal, paper.dataset);
  const code = codeFromRandom(randomBytes(15));
  const verifyAt = verificationAddress(services, code);
  const sheet = sheetOfPaper({ ...paper, number, code, verifyAt, issuedOn: today });
  const content_sha256 = createHash('sha256').update(canonicalJson(sheet)).digest('hex');
  return { id: paper.id, series, year, ordinal, number, code, verify_at: verifyAt, content_sha256 };
};

const note = (act: Act, paper: PaperRecord, { number, content_sha256 }: Issue): void => {
  const { id, kind, subject, dataset, party, regionCode } = paper;
  const payload = { kind, number, about: subject, party, contentSha256: content_sha256 };
  act.journal({ act: 'documents.issue', subject: `paper/${id}`, dataset, region: regionCode, payload });
  act.emit({ type: paperIssuedType, payload: factOf({ ...paper, number }) });
};

/**
 * Gives papers their numbers, codes and digests, in order and in the transaction of the act. Their series are locked from here to
 * the end of the transaction, so whatever may be refused is refused before.
 */
export const numberPapers = async (act: Act, ids: readonly number[]): Promise<Result<readonly IssuedPaper[]>> => {
  const papers = await findPapers(act.tx, ids);
  const texts = papers.flatMap((paper) => [...textsOf(paper.content), paper.authority]);
  const refused = await checkGlyphs(act, [...texts, ...new Set(papers.map((paper) => seriesOf(act, paper)))]);
  if (refused) return refused;
  const groups = Map.groupBy(papers, (paper) => `${paper.dataset} ${seriesOf(act, paper)}`);
  const issues: Issue[] = [];
  // Always in one order: two transactions that number several series do not wait for each other in a ring.
  for (const [, group] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [head] = group;
    if (!head) continue;
    const series = seriesOf(act, head);
    const first = await takeNumbers(act.tx, head.dataset, series, yearOf(act.call.today), group.length);
    for (const [index, paper] of group.entries()) issues.push(issueOf(act, paper, series, first + index));
  }
  await storeIssues(act.tx, issues, { on: act.call.today, at: act.call.services.now() });
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const issued = papers.flatMap((paper): IssuedPaper[] => {
    const issue = byId.get(paper.id);
    if (!issue) return [];
    note(act, paper, issue);
    return [{ paperId: paper.id, number: issue.number, code: issue.code }];
  });
  const tasks = Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) => ids.slice(at * 100, (at + 1) * 100));
  await enqueueAll(act, 'documents.draw', tasks.map((paperIds) => ({ paperIds }))); // prettier-ignore
  return ok(issued);
};

/**
 * Numbers of a kind's series for what is only recorded, without a paper: the past. In order, and without gaps as those of papers.
 * Call it as engine.
 */
export const recordNumbers = async (
  act: Act,
  kind: string,
  { mark, dataset, count }: { readonly mark: string; readonly dataset: Dataset; readonly count: number },
): Promise<readonly string[]> => {
  if (count === 0) return [];
  const series = mark + kindOf(act, kind).word;
  const year = yearOf(act.call.today);
  const first = await takeNumbers(act.tx, dataset, series, year, count);
  return Array.from({ length: count }, (_, at) => paperNumber(series, year, first + at, dataset));
};

/**
 * Numbers of a kind's series that were given on paper before: the series goes on behind them. Whatever else is written counts for
 * nothing. Call it as engine.
 */
export const passNumbers = async (
  act: Act,
  kind: string,
  { mark, dataset, numbers }: { readonly mark: string; readonly dataset: Dataset; readonly numbers: readonly string[] },
): Promise<void> => {
  const series = mark + kindOf(act, kind).word;
  for (const [year, last] of ordinalsIn(series, dataset, numbers))
    await passNumbersOf(act.tx, dataset, series, year, last);
};
