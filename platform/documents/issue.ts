import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';
import { checkGlyphs, composed, eventOf, getPaper, kindOf, type PaperRequest, storeDrafts } from './making.ts';
import { type IssuedPaper, numberPapers } from './numbering.ts';
import { textsOf } from './paper-content.ts';
import { insertEvents, updateDraft } from './storage.ts';
import { followUp } from './work.ts';

/**
 * Issues papers of one kind without a signing chain: composed, numbered in their order and journalled in the transaction of the act,
 * in a fixed number of statements. Works in operations and in reactions; call it as engine, after the verb was authorised.
 * @returns the papers in the order of the requests, or the refusal `glyphs-missing` where the font lacks a character
 */
export const issuePapers = async (
  act: Act,
  kind: string,
  requests: readonly Omit<PaperRequest, 'kind'>[],
): Promise<Result<readonly IssuedPaper[]>> => {
  const declared = kindOf(act, kind);
  if (declared.chain.length > 0) throw new Error(`${kind} has a signing chain: draft it`);
  if (requests.length === 0) return ok([]);
  const drafted = await storeDrafts(act, declared, requests);
  if (!drafted.ok) return drafted;
  await insertEvents(act.tx, drafted.value, eventOf(act, 'issue'));
  return numberPapers(act, drafted.value);
};

/** Issues one paper, as `issuePapers`. */
export const issuePaper = async (act: Act, { kind, ...request }: PaperRequest): Promise<Result<IssuedPaper>> => {
  const issued = await issuePapers(act, kind, [request]);
  if (!issued.ok) return issued;
  const [paper] = issued.value;
  if (!paper) throw new Error('the paper was not issued');
  return ok(paper);
};

/**
 * Drafts a paper of a kind with a signing chain; when the last step is signed, the fact `documents/paper-issued@1` tells the room.
 * Call it as engine.
 * @returns the number of the paper, or the refusal `glyphs-missing`
 */
export const draftPaper = async (act: Act, request: PaperRequest): Promise<Result<{ readonly paperId: number }>> => {
  const kind = kindOf(act, request.kind);
  if (kind.chain.length === 0) throw new Error(`${kind.key} has no signing chain: issue it`);
  const drafted = await storeDrafts(act, kind, [request]);
  if (!drafted.ok) return drafted;
  const [id] = drafted.value;
  if (id === undefined) throw new Error('the draft was not stored');
  await insertEvents(act.tx, [id], eventOf(act, 'draft'));
  await followUp(act, await getPaper(act, id), []);
  const { dataset, place, subject } = request;
  act.journal({ act: 'documents.draft', subject: `paper/${id}`, dataset, region: place, payload: { kind: kind.key, about: subject } }); // prettier-ignore
  return ok({ paperId: id });
};

/** Changes what a draft says, before it is submitted (again). Call it as engine. */
export const redraftPaper = async (
  act: Act,
  paperId: number,
  fields: unknown,
): Promise<Result<{ readonly paperId: number }>> => {
  const paper = await getPaper(act, paperId);
  if (paper.state !== 'drafted') return refuse('conflict');
  const content = composed(kindOf(act, paper.kind), fields);
  const refused = await checkGlyphs(act, textsOf(content));
  if (refused) return refused;
  await updateDraft(act.tx, paperId, { fields, content, title: content.title, addressee: paper.addressee });
  await insertEvents(act.tx, [paperId], eventOf(act, 'redraft'));
  act.journal({ act: 'documents.redraft', subject: `paper/${paperId}`, dataset: paper.dataset, region: paper.regionCode, payload: { kind: paper.kind } }); // prettier-ignore
  return ok({ paperId });
};
