import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type IssuedPaper, issuePaper, issuePapers, type PaperRequest, sharePapers, voidPapers } from '#platform/documents/index.ts'; // prettier-ignore
import type { Act } from '#platform/operation/index.ts';
import type { FeeRule } from '../notices/retest.ts';
import { placeWithin } from '../notices/rules.ts';
import { noticeProcess } from '../notices/notice.ts';
import type { VisitFacts } from './storage.ts';
import { objectionDecision, resultNotice, retestAbandonment, retestOrder, retestResult } from './documents.ts';
import { markOf, shareReport } from './operations.ts';
import {
  abandonmentFacts,
  type NoticeFacts,
  noticeFacts,
  objectionFacts,
  retestFacts,
  storeNoticeNumbers,
} from './storage-notices.ts';

/** A request to a party. Until it was served it sees nothing: `shareNotice` gives it its copy then. */
const toParty = (act: Act, facts: NoticeFacts, subject: string, fields: unknown): Omit<PaperRequest, 'kind'> => ({
  subject,
  dataset: facts.dataset,
  authority: { name: facts.authority, mark: markOf(act, facts) },
  place: placeWithin(facts, act.call.services.province) ?? act.call.services.province,
  to: { name: facts.firm, ...(facts.told && facts.enterpriseId !== null ? { party: `enterprise/${facts.enterpriseId}` } : {}) }, // prettier-ignore
  fields,
});

/** Issues result notices in sets: the number of the paper is that of the notice. Call as engine. */
export const issueResultNotices = async (act: Act, ids: readonly number[]): Promise<Result<readonly string[]>> => {
  const { today } = act.call;
  const value = <T>(key: string): T => act.law.get<T>(`spot-checks.${key}`, today).value;
  const facts = await noticeFacts(act.tx, ids);
  const requests = facts.map((notice) =>
    toParty(act, notice, `notice/${notice.noticeId}`, {
      ...notice,
      failing: notice.items.filter(({ verdict }) => verdict === 'fail'),
      objectionDays: value<number>('objection-days'),
      identityDays: notice.identity === 'asked' ? value<number>('identity-days') : null,
      silenceConfirms: value<boolean>('silence-confirms'),
    }),
  );
  const issued = await issuePapers(act, resultNotice.key, requests);
  if (!issued.ok) return issued;
  const numbers = issued.value.map(({ number }) => number);
  const numbered = facts.map(({ noticeId }) => noticeId);
  await storeNoticeNumbers(act.tx, numbered, numbers);
  return ok(numbers);
};

/** A party was served: it has its copies of what was written to it, and of the report. */
export const shareNotice = async (
  act: Act,
  notice: { readonly id: number; readonly dataset: VisitFacts['dataset']; readonly reportId: number; readonly enterpriseId: number }, // prettier-ignore
): Promise<void> => {
  const { id, dataset, enterpriseId } = notice;
  const kinds = [resultNotice.key, retestResult.key];
  await sharePapers(act, { dataset, subjects: [`notice/${id}`], kinds, party: `enterprise/${enterpriseId}` });
  await shareReport(act, notice);
};

/** Notices are void with their report. */
export const voidResultNotices = async (
  act: Act,
  dataset: VisitFacts['dataset'],
  ids: readonly number[],
): Promise<void> =>
  voidPapers(act, { dataset, subjects: ids.map((id) => `notice/${id}`), kinds: [resultNotice.key], reason: '所依据的检验报告已作废' }); // prettier-ignore

/** Tells each of these objections that its retest counts as given up; the party has its copy once it was served. Call as engine. */
export const issueAbandonments = async (act: Act, objectionIds: readonly number[]): Promise<Result<unknown>> => {
  const all = await abandonmentFacts(act.tx, objectionIds);
  return issuePapers(
    act,
    retestAbandonment.key,
    all.map(
      (facts) =>
      toParty(act, { ...facts, told: false }, `objection/${facts.objectionId}`, { ...facts, noticeNumber: facts.noticeNumber ?? '' }), // prettier-ignore
    ),
  );
};

/** The notice of abandonment was served: the party has its copy. */
export const shareAbandonment = (
  act: Act,
  { id, dataset, enterpriseId }: { readonly id: number; readonly dataset: VisitFacts['dataset']; readonly enterpriseId: number }, // prettier-ignore
): Promise<void> =>
  sharePapers(act, {
    dataset,
    subjects: [`objection/${id}`],
    kinds: [retestAbandonment.key],
    party: `enterprise/${enterpriseId}`,
  });

/** Issues to the party what was decided on its objection. Call as engine, after what the decision brings about is stored. */
export const issueObjectionDecision = async (
  act: Act,
  id: number,
  decision: 'accepted' | 'refused' | 'upheld',
  reason: string | null,
): Promise<Result<IssuedPaper>> => {
  const facts = await objectionFacts(act.tx, id);
  if (!facts) return refuse('not-found', { thing: noticeProcess.name });
  return issuePaper(act, {
    kind: objectionDecision.key,
    ...toParty(act, facts, `objection/${id}`, { ...facts, noticeNumber: facts.noticeNumber ?? '', decision, reason: reason ?? '' }), // prettier-ignore
  });
};

/** Issues the order to the laboratory of a retest; whoever asked for it has a copy. Call as engine, once the laboratory is stored. */
export const issueRetestOrder = async (act: Act, retestId: number): Promise<Result<IssuedPaper>> => {
  const [facts] = await retestFacts(act.tx, [retestId]);
  if (!facts) return refuse('not-found', { thing: noticeProcess.name });
  const { retestLaboratory: laboratory, retestLaboratoryId, told, enterpriseId, reportNumber, items } = facts;
  const fee = act.law.get<FeeRule>('spot-checks.retest-fee', act.call.today).value;
  return issuePaper(act, {
    kind: retestOrder.key,
    ...toParty(act, facts, `retest/${retestId}`, { ...facts, laboratory, firstReport: reportNumber, items: items.map(({ item }) => item), fee }), // prettier-ignore
    to: { name: laboratory, party: `laboratory/${retestLaboratoryId}` },
    copies: told && enterpriseId !== null ? [`enterprise/${enterpriseId}`] : [],
  });
};

/** Issues the results of retests to every party that has a notice about the sample, and copies of the reports. Call as engine. */
export const issueRetestResults = async (act: Act, retestIds: readonly number[]): Promise<Result<unknown>> => {
  const all = await retestFacts(act.tx, retestIds);
  const requests = all.map(
    (facts) =>
    toParty(act, facts, `notice/${facts.noticeId}`, { ...facts, laboratory: facts.retestLaboratory, firstReport: facts.reportNumber, firstConclusion: facts.conclusion }), // prettier-ignore
  );
  const issued = await issuePapers(act, retestResult.key, requests);
  if (!issued.ok) return issued;
  for (const { dataset, retestReportId: reportId, enterpriseId, told } of all)
    if (reportId !== null && enterpriseId !== null && told) await shareReport(act, { dataset, reportId, enterpriseId });
  return issued;
};
