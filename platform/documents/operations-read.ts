import { datasetLabel } from '#foundation/dataset.ts';
import { byNumber, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import { thingOf } from '#platform/journal/words.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import type { PaperDetail, PaperFilter } from './contract.ts';
import { voidRefusal } from './making.ts';
import { decideAct, type LivingPaper, needsReason, openSteps, type PaperAct, paperActLabels, paperActs, type PaperService, type PaperState, permissionOf, transitions } from './life.ts'; // prettier-ignore
import { findPaper, type PaperRecord, signaturesOf } from './storage.ts';
import { countPapers, countToServe, type EventRow, eventsOf, listPapers, papersAbout } from './storage-read.ts';

/** The kinds whose service is recorded in the register. */
const servedKinds = ({ services }: Call): string[] =>
  [...services.composition.papers.values()].filter(({ served }) => served).map(({ key }) => key);

/** The register of papers as the actor may see it: officials by region, parties what went to them. */
export const listOfPapers = (call: Call, { cursor, limit, ...filter }: PaperFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: null }, async ({ tx }) => {
      const served = servedKinds(call);
      const found = await listPapers(tx, filter, served, { before: after ?? null, limit: most });
      const groups = await countPapers(tx, filter, served);
      const counts: Partial<Record<PaperState, number>> = {};
      for (const { state, service, count } of groups)
        if (filter.service === undefined || filter.service === service) counts[state] = (counts[state] ?? 0) + count;
      const inService = (wanted: PaperService) =>
        groups
          .filter(({ state, service }) => service === wanted && (filter.state === undefined || filter.state === state))
          .reduce((sum, { count }) => sum + count, 0);
      const kinds = [...call.services.composition.papers.values()].map(({ key, title }) => ({ key, title }));
      return ok({
        ...cut(found),
        counts,
        service: { toServe: inService('to-serve'), served: inService('served') },
        kinds,
      });
    }),
  );

/** Papers whose service is to be recorded, for the workbench; nothing of the historical ones is. */
export const serviceQueues: readonly WorkQueue[] = (['demo', 'live'] as const).map((dataset) => ({
  key: `documents.to-serve.${dataset}`,
  title:
    dataset === 'live'
      ? pair('待送达的文书', 'Papers to serve')
      : fill(pair('待送达的文书（{of}）', 'Papers to serve ({of})'), { of: datasetLabel[dataset] }),
  permission: 'documents.draft',
  count: (tx, _actor, call) => countToServe(tx, dataset, servedKinds(call)),
  link: `/papers?dataset=${dataset}&service=to-serve`,
}));

const permissionWords: Readonly<Record<string, TextPair>> = {
  'documents.draft': pair('承办人', 'the officer in charge'),
  'documents.review': pair('审核人', 'a reviewer'),
  'documents.countersign': pair('会签部门', 'the departments that countersign'),
  'documents.sign': pair('签发人', 'whoever signs'),
  'documents.void': pair('签发人', 'whoever signs'),
};

/** The act that moves a paper on; none once it is sealed or given up. */
const nextAct = (living: LivingPaper, toServe: boolean): PaperDetail['next'] => {
  const possible: Partial<Record<PaperAct, unknown>> = transitions[living.state];
  const act = (['submit', 'approve', 'sign', 'print', 'seal', 'serve'] as const).find(
    (each) => possible[each] !== undefined && (each !== 'serve' || toServe),
  );
  if (act === undefined) return null;
  const [step] = openSteps(living.chain, living.signatures);
  const words = (act === 'approve' || act === 'sign') && step ? step.title : paperActLabels[act];
  return {
    act,
    words,
    by: permissionWords[permissionOf(living, act)] ?? pair('承办人', 'the officer in charge'),
    due: null,
  };
};

const happened = (paper: PaperRecord, event: EventRow): PaperDetail['timeline'][number] => {
  const step = paper.chain.find((each) => each.key === event.step);
  const verb = paperActLabels[event.act];
  const words =
    step && event.act === 'approve' ? pair(`${step.title.zh}：${verb.zh}`, `${step.title.en}: ${verb.en}`) : verb;
  const by = event.onBehalfOf === null ? event.by : `${event.by ?? ''}（代${event.onBehalfOf}）`;
  return { at: event.at, words, by, reason: event.reason };
};

/** What a paper is about; officials are led to its page, or to that of what it belongs to. */
const thingAbout = async (
  { call, tx }: Pick<View, 'call' | 'tx'>,
  subject: string,
  official: boolean,
): Promise<PaperDetail['about']> => {
  const { words: numbered, link } = thingOf(call.services.composition, subject);
  const [kind = '', id = ''] = subject.split('/');
  const { pageOf, wordsOf } = call.services.composition.subjects[kind] ?? {};
  const words = (await wordsOf?.(tx, Number(id))) ?? numbered;
  if (!official) return { words, link: null };
  return { words, link: link ?? (await pageOf?.(tx, Number(id))) ?? null };
};

/** One paper with its chain, its acts and what happened to it. */
const paperDetail = async ({ call, tx }: Pick<View, 'call' | 'tx'>, paper: PaperRecord): Promise<PaperDetail> => {
  const signatures = await signaturesOf(tx, paper.id);
  const living: LivingPaper = { state: paper.state, chain: paper.chain, signatures };
  const official = holds(call.actor, 'documents.read', paper.regionCode);
  const open = new Set(openSteps(paper.chain, signatures).map((step) => step.key));
  const served = call.services.composition.papers.get(paper.kind)?.served === true;
  const acts = paperActs.filter(
    (act) =>
      (paper.chain.length > 0 || !['submit', 'approve', 'sign', 'return', 'drop'].includes(act)) &&
      (act !== 'serve' || (served && paper.servedOn === null)),
  );
  const events = await eventsOf(tx, paper.id);
  const drafted = events[0]?.at ?? '';
  return {
    id: paper.id,
    kind: paper.kind,
    kindTitle: paper.kindTitle,
    dataset: paper.dataset,
    subject: paper.subject,
    authority: paper.authority,
    addressee: paper.addressee,
    title: paper.title,
    state: paper.state,
    number: paper.number,
    issuedOn: paper.issuedOn,
    voidReason: paper.voidReason,
    region: paper.regionCode,
    createdAt: drafted,
    version: paper.version,
    code: paper.code,
    verifyAt: paper.verifyAt,
    pdfSha256: paper.pdfSha256,
    seal: paper.seal,
    scanSha256: paper.scanSha256,
    service:
      paper.manner === null || paper.servedOn === null
        ? null
        : { manner: paper.manner, day: paper.servedOn, proof: paper.serviceProof ?? {} },
    chain: official
      ? paper.chain.map(({ key, title }) => ({ key, title, signed: signatures.some((one) => one.step === key), open: paper.state !== 'drafted' && open.has(key) })) // prettier-ignore
      : [],
    acts: official
      ? acts.map((act) => {
          const permission = permissionOf(living, act);
          const decided = decideAct(living, act, call.actor.accountId);
          const forbidden = holds(call.actor, permission, paper.regionCode) ? null : refuse('forbidden').refusal;
          const bound = act === 'void' ? voidRefusal(call.services, paper.kind)?.refusal : undefined;
          return {
            act,
            permission,
            needsReason: needsReason(act),
            refusal: decided.ok ? (bound ?? forbidden) : decided.refusal,
          };
        })
      : [],
    next: official ? nextAct(living, served && paper.servedOn === null) : null,
    timeline: events.map((event) => happened(paper, event)),
    about: await thingAbout({ call, tx }, paper.subject, official),
    related: await papersAbout(tx, paper.subject, paper.dataset, paper.id),
  };
};

export const getPaperDetail = (call: Call, paperId: number): Promise<Result<PaperDetail>> =>
  observe(call, { permission: null }, async (view) => {
    const paper = await findPaper(view.tx, paperId);
    return paper ? ok(await paperDetail(view, paper)) : refuse('not-found', { thing: pair('该文书', 'The paper') });
  });
