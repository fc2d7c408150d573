import { resolveCitation } from '#foundation/citation.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Result } from '#foundation/refusal.ts';
import { type IssuedPaper, issuePaper, issuePapers, type PaperKind, type PaperRequest, sharePapers, voidPapers } from '#platform/documents/index.ts'; // prettier-ignore
import type { Act } from '#platform/operation/index.ts';
import type { LoopNumbers } from '../law-loop.ts';
import { siteLabels } from '../plans/plan.ts';
import { checkKindLabels, levelLabels } from '../spot-check.ts';
import { sealConditions } from '../visits/sample.ts';
import { reasonWords } from '../visits/visit.ts';
import { custodyForm, samplingSheet, seal, testReport, visitNotice } from './documents.ts';
import type { SealFields } from './seal.ts';
import { type SampleFacts, sampleFacts, reportFacts, type VisitFacts, visitFacts } from './storage.ts';

/** The mark 机关代字 of the authority whose plan it is: that of the province, else 佛山质. */
export const markOf = (act: Act, { level, regionName }: Pick<VisitFacts, 'level' | 'regionName'>): string =>
  level === 'provincial' || regionName === ''
    ? act.law.get<LoopNumbers>('spot-checks.numbers', act.call.today).value.authority
    : `${regionName}质`;

const head = (act: Act, facts: VisitFacts) => ({
  dataset: facts.dataset,
  authority: { name: facts.authority, mark: markOf(act, facts) },
  place: facts.place ?? act.call.services.province,
});

/** A request about a visit or its sample, to the firm visited; its inspectors have it at hand. */
const toFirm = (act: Act, facts: VisitFacts, subject: string, fields: unknown): Omit<PaperRequest, 'kind'> => ({
  ...head(act, facts),
  subject,
  to: { name: facts.unit, party: `enterprise/${facts.enterpriseId}` },
  copies: facts.accounts.map((account) => `account/${account}`),
  fields,
});

const kindWords = ({ level, kind }: VisitFacts): string => `${levelLabels[level].zh}监督抽查（${checkKindLabels[kind].zh}）`; // prettier-ignore
const task = ({ plan, planNumber, task: words, site }: VisitFacts) => ({ plan, planNumber, task: words, site: siteLabels[site].zh }); // prettier-ignore

/** The measures on spot checks by the day from which each was in force. */
const measures = [
  ['2020-01-01', 'spot-check-measures-2019'],
  ['2011-02-01', 'spot-check-measures-2010'],
  ['2002-03-01', 'spot-check-measures-2001'],
] as const;

/** Law and measures in force on a day, in words: what a notice rests on. */
const basisOn = (day: LocalDate): string[] => {
  const [, own] = measures.find(([from]) => from <= day) ?? [];
  const places = [['product-quality-law', '15'], ['product-quality-law', '16'], ...(own === undefined ? [] : [[own, '']])]; // prettier-ignore
  return places.flatMap(([source = '', clause = '']) => {
    const cited = resolveCitation(source, clause, day);
    return cited.ok ? [cited.value.text.zh] : [];
  });
};

/** Issues the notice of a spot check. Only when the visit starts: earlier it would betray who is visited. Call as engine. */
export const issueVisitNotice = async (act: Act, visitId: number): Promise<Result<IssuedPaper>> => {
  const { today } = act.call;
  const facts = await visitFacts(act.tx, visitId);
  const fields = {
    ...task(facts),
    unit: facts.unit,
    kind: kindWords(facts),
    category: facts.category,
    basis: basisOn(today),
    inspectors: facts.inspectors,
    rightfulRefusals: act.law.get<readonly string[]>('spot-checks.rightful-refusals', today).value.map((code) => reasonWords(code).zh), // prettier-ignore
    objectionDays: act.law.get<number>('spot-checks.objection-days', today).value,
  };
  return issuePaper(act, { kind: visitNotice.key, ...toFirm(act, facts, `visit/${visitId}`, fields) });
};

const namesOf = (facts: VisitFacts): string[] => facts.inspectors.map(({ name }) => name);

const sealsOf = (facts: SampleFacts): SealFields[] => {
  const { sheet, sampleNumber } = facts;
  const common = { sampleNumber, product: sheet.product.name, unit: sheet.unit.name, sealedOn: sheet.sampledOn, signedBy: sheet.signedBy, inspectors: namesOf(facts) }; // prettier-ignore
  return [
    ...sheet.seals.map((number) => ({ ...common, seal: number, part: 'main' as const, quantity: sheet.product.quantity })), // prettier-ignore
    ...sheet.reserve.seals.map((number) => ({ ...common, seal: number, part: 'reserve' as const, quantity: sheet.reserve.quantity })), // prettier-ignore
  ];
};

const issueSheet = (act: Act, facts: SampleFacts): Promise<Result<IssuedPaper>> => {
  const { sampleId, sampleNumber, sheet, noticeNumber, inspectors, corrections } = facts;
  const fields = { ...task(facts), kind: kindWords(facts), sampleNumber, sheet, noticeNumber, inspectors, corrections };
  return issuePaper(act, { kind: samplingSheet.key, ...toFirm(act, facts, `sample/${sampleId}`, fields) });
};

const issueSeals = (act: Act, facts: SampleFacts): Promise<Result<readonly IssuedPaper[]>> =>
  issuePapers(
    act,
    seal.key,
    sealsOf(facts).map((fields) => toFirm(act, facts, `sample/${facts.sampleId}`, fields)),
  );

/** Issues the sheet of a sample and its seals. The sheet says all that the seals say, so that whatever can't be printed stops both. */
export const issueSealing = async (act: Act, sampleId: number): Promise<Result<unknown>> => {
  const facts = await sampleFacts(act.tx, sampleId);
  const sheet = await issueSheet(act, facts);
  return sheet.ok ? issueSeals(act, facts) : sheet;
};

const voidOfSample = (act: Act, facts: SampleFacts, kinds: readonly PaperKind[], reason: string): Promise<void> =>
  voidPapers(act, { dataset: facts.dataset, subjects: [`sample/${facts.sampleId}`], kinds: kinds.map(({ key }) => key), reason }); // prettier-ignore

/**
 * Issues a corrected sheet, and new seals where they say something else; what they take the place of becomes void. `before` are the seals
 * as `sealing` gave them.
 */
export const issueCorrection = async (
  act: Act,
  sampleId: number,
  before: readonly SealFields[],
  reason: string,
): Promise<Result<unknown>> => {
  const facts = await sampleFacts(act.tx, sampleId);
  const resealed = JSON.stringify(sealsOf(facts)) !== JSON.stringify(before);
  await voidOfSample(act, facts, resealed ? [samplingSheet, seal] : [samplingSheet], `更正：${reason}`);
  const sheet = await issueSheet(act, facts);
  return sheet.ok && resealed ? issueSeals(act, facts) : sheet;
};

/** What the seals of a sample say now. */
export const sealing = async (act: Act, sampleId: number): Promise<readonly SealFields[]> =>
  sealsOf(await sampleFacts(act.tx, sampleId));

/** A sample is void: so are its sheet and its seals. */
export const voidSealing = async (act: Act, sampleId: number, reason: string): Promise<void> =>
  voidOfSample(act, await sampleFacts(act.tx, sampleId), [samplingSheet, seal], reason);

/** Issues the custody form to the laboratory that has received or rejected a part of the sample; every hand-over stands on it. */
export const issueCustodyForm = async (
  act: Act,
  sampleId: number,
  part: 'main' | 'reserve',
): Promise<Result<IssuedPaper>> => {
  const facts = await sampleFacts(act.tx, sampleId);
  const [id, name] = part === 'main' ? [facts.laboratoryId, facts.laboratory] : [facts.retestLaboratoryId, facts.retestLaboratory]; // prettier-ignore
  const laboratory = name ?? '承检机构';
  return issuePaper(act, {
    kind: custodyForm.key,
    ...head(act, facts),
    subject: `sample/${sampleId}`,
    to: { name: laboratory, ...(id === null ? {} : { party: `laboratory/${id}` }) },
    fields: { ...facts, laboratory },
  });
};

/** The mark of a laboratory tells its series apart: 检0017. */
const laboratoryMark = (act: Act, laboratoryId: number): string =>
  act.law.get<LoopNumbers>('spot-checks.numbers', act.call.today).value.report + String(laboratoryId).padStart(4, '0');

/** Issues a report on its approval: the number of the paper is that of the report. Call as engine, before the approval is stored. */
export const issueReport = async (act: Act, reportId: number): Promise<Result<IssuedPaper>> => {
  const report = await reportFacts(act.tx, reportId);
  const facts = await sampleFacts(act.tx, report.sampleId);
  const part = report.purpose === 'first' ? 'main' : 'reserve';
  const arrival = facts.steps.findLast((step) => step.part === part && step.step === 'received');
  return issuePaper(act, {
    kind: testReport.key,
    subject: `report/${reportId}`,
    dataset: facts.dataset,
    authority: { name: report.laboratory, mark: laboratoryMark(act, report.laboratoryId) },
    place: facts.place ?? act.call.services.province,
    to: { name: facts.authority, party: `laboratory/${report.laboratoryId}` },
    fields: {
      ...facts,
      ...report,
      client: facts.authority,
      kind: kindWords(facts),
      inspectors: namesOf(facts),
      receivedOn: arrival?.at.slice(0, 10) ?? null,
      quantity: part === 'main' ? facts.quantity : facts.reserveQuantity,
      sealState: arrival === undefined ? '' : sealConditions[arrival.seal].zh,
      testedBy: report.testedBy ?? '',
      reviewedBy: report.reviewedBy ?? '',
      approvedBy: act.call.actor.name,
    },
  });
};

/** Gives a party that was told of a report a copy of it. */
export const shareReport = (
  act: Act,
  { reportId, dataset, enterpriseId }: { readonly reportId: number; readonly dataset: VisitFacts['dataset']; readonly enterpriseId: number }, // prettier-ignore
): Promise<void> =>
  sharePapers(act, { dataset, subjects: [`report/${reportId}`], kinds: [testReport.key], party: `enterprise/${enterpriseId}` }); // prettier-ignore

/** A report is void: so is its paper. */
export const voidReport = (
  act: Act,
  { id, dataset }: { readonly id: number; readonly dataset: VisitFacts['dataset'] },
  reason: string,
): Promise<void> => voidPapers(act, { dataset, subjects: [`report/${id}`], kinds: [testReport.key], reason });
