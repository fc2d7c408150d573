import { createHash, randomBytes } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { yearOf } from '#foundation/local-date.ts';
import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import { enqueue } from '#platform/jobs/enqueue.ts';
import { canonicalJson } from '#foundation/canonical-json.ts';
import { type Act, regionPath } from '#platform/operation/index.ts';
import { paperIssuedType, type PaperFact } from './facts.ts';
import { paperNumber } from './numbers.ts';
import { missingCharacters, type PaperContent, paperContentSchema, textsOf } from './paper-content.ts';
import type { PaperKind } from './paper-kind.ts';
import { drawnCharacters } from './render/renderer.ts';
import { verificationAddress } from './settings.ts';
import { sheetOfPaper } from './sheet.ts';
import { findPaper, insertEvent, insertPaper, type PaperEvent, type PaperRecord, storeIssue, takeNumber, updateDraft } from './storage.ts'; // prettier-ignore
import { codeFromRandom } from './verification-code.ts';
import { followUp } from './work.ts';

/** What a room gives to have a paper made. */
export interface PaperRequest {
  /** Key of the kind, as the room declared it. */
  readonly kind: string;
  /** The thing it is about: `notice/17`. */
  readonly subject: string;
  readonly dataset: Dataset;
  /** Who issues it: full name, and the mark 机关代字 that begins its numbers. */
  readonly authority: { readonly name: string; readonly mark: string };
  /** GB/T 2260 code: whose officials see it. */
  readonly place: string;
  /** Whom it goes to; a party sees it once it is issued: `enterprise/33`. */
  readonly to: { readonly name: string; readonly party?: string };
  readonly fields: unknown;
}

export interface IssuedPaper {
  readonly paperId: number;
  readonly number: string;
  readonly code: string;
}

const kindOf = (act: Act, key: string): PaperKind => {
  const kind = act.call.services.composition.papers.get(key);
  if (!kind) throw new Error(`no room declares the paper ${key}`);
  return kind;
};

/** Composes; fields that do not fit their kind are a fault of the room. */
const composed = (kind: PaperKind, fields: unknown): PaperContent =>
  paperContentSchema.parse(kind.compose(kind.fields.parse(fields) as never));

/** The refusal that names the characters which the fonts of this deployment can't print. */
const checkGlyphs = async (act: Act, texts: readonly string[]): Promise<Refused | undefined> => {
  const missing = missingCharacters(texts, await drawnCharacters(act.call.services));
  return missing.length === 0 ? undefined : refuse('glyphs-missing', { characters: missing.slice(0, 20).join(' ') });
};

export const factOf = (paper: PaperRecord): PaperFact => {
  const { id, kind, subject, dataset, number } = paper;
  return { paperId: id, kind, subject, dataset, number };
};

export const getPaper = async (act: Act, id: number): Promise<PaperRecord> => {
  const paper = await findPaper(act.tx, id);
  if (!paper) throw new Error(`paper ${id} is gone`);
  return paper;
};

/** An event of this act, by its actor. */
export const eventOf = (act: Act, verb: PaperEvent['act'], more: Partial<PaperEvent> = {}): PaperEvent => ({
  act: verb,
  step: null,
  by: act.call.actor.accountId,
  onBehalfOf: null,
  reason: null,
  at: act.call.services.now(),
  ...more,
});

const draft = async (act: Act, kind: PaperKind, request: PaperRequest): Promise<Result<number>> => {
  const content = composed(kind, request.fields);
  const { authority, to, place } = request;
  const refused = await checkGlyphs(act, [...textsOf(content), authority.name, authority.mark, kind.word]);
  if (refused) return refused;
  const id = await insertPaper(act.tx, {
    kind: kind.key,
    kindTitle: kind.title,
    layout: kind.layout,
    dataset: request.dataset,
    subject: request.subject,
    authority: authority.name,
    authorityMark: authority.mark,
    regionCode: place,
    regionPath: regionPath(place),
    party: to.party ?? null,
    addressee: to.name,
    title: content.title,
    content,
    chain: kind.chain,
    fields: request.fields,
    by: act.call.actor.accountId,
    at: act.call.services.now(),
  });
  return ok(id);
};

/**
 * Gives a paper its number, code and digest, in the transaction of the act. The series is locked from here to the end of the
 * transaction, so whatever may be refused is refused before.
 */
export const numberPaper = async (act: Act, id: number): Promise<Result<IssuedPaper>> => {
  const paper = await getPaper(act, id);
  const { services, today } = act.call;
  const kind = kindOf(act, paper.kind);
  const refused = await checkGlyphs(act, [...textsOf(paper.content), paper.authority, paper.authorityMark, kind.word]);
  if (refused) return refused;
  const series = paper.authorityMark + kind.word;
  const year = yearOf(today);
  const ordinal = await takeNumber(act.tx, paper.dataset, series, year);
  const number = paperNumber(series, year, ordinal, paper.dataset);
  const code = codeFromRandom(randomBytes(15));
  const verifyAt = verificationAddress(services, code);
  const sheet = sheetOfPaper({ ...paper, number, code, verifyAt, issuedOn: today });
  const contentSha256 = createHash('sha256').update(canonicalJson(sheet)).digest('hex');
  await storeIssue(act.tx, id, {
    series,
    year,
    ordinal,
    number,
    code,
    verifyAt,
    contentSha256,
    on: today,
    at: services.now(),
  });
  const { kind: key, subject, dataset, party, regionCode } = paper;
  act.journal({
    act: 'documents.issue',
    subject: `paper/${id}`,
    dataset,
    region: regionCode,
    payload: { kind: key, number, about: subject, party, contentSha256 },
  });
  act.emit({ type: paperIssuedType, payload: factOf({ ...paper, number }) });
  await enqueue(act, 'documents.draw', { paperId: id }, { key: `paper/${id}` });
  return ok({ paperId: id, number, code });
};

/**
 * Issues a paper of a kind without a signing chain: composed, numbered and journalled in the transaction of the act. Works in
 * operations and in reactions; call it as engine, after the verb was authorised.
 * @returns the refusal `glyphs-missing` where the font lacks a character
 */
export const issuePaper = async (act: Act, request: PaperRequest): Promise<Result<IssuedPaper>> => {
  const kind = kindOf(act, request.kind);
  if (kind.chain.length > 0) throw new Error(`${kind.key} has a signing chain: draft it`);
  const drafted = await draft(act, kind, request);
  if (!drafted.ok) return drafted;
  await insertEvent(act.tx, drafted.value, eventOf(act, 'issue'));
  return numberPaper(act, drafted.value);
};

/**
 * Drafts a paper of a kind with a signing chain; when the last step is signed, the fact `documents/paper-issued@1` tells the room.
 * Call it as engine.
 * @returns the number of the paper, or the refusal `glyphs-missing`
 */
export const draftPaper = async (act: Act, request: PaperRequest): Promise<Result<{ readonly paperId: number }>> => {
  const kind = kindOf(act, request.kind);
  if (kind.chain.length === 0) throw new Error(`${kind.key} has no signing chain: issue it`);
  const drafted = await draft(act, kind, request);
  if (!drafted.ok) return drafted;
  const id = drafted.value;
  await insertEvent(act.tx, id, eventOf(act, 'draft'));
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
  await insertEvent(act.tx, paperId, eventOf(act, 'redraft'));
  act.journal({ act: 'documents.redraft', subject: `paper/${paperId}`, dataset: paper.dataset, region: paper.regionCode, payload: { kind: paper.kind } }); // prettier-ignore
  return ok({ paperId });
};
