import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, type Refused, type Result } from '#foundation/refusal.ts';
import { type Act, regionPath } from '#platform/operation/index.ts';
import type { PaperFact } from './facts.ts';
import { missingCharacters, nameCharacter, type PaperContent, paperContentSchema, textsOf } from './paper-content.ts';
import type { PaperKind } from './paper-kind.ts';
import { drawnCharacters } from './render/renderer.ts';
import { findPaper, insertPapers, type PaperEvent, type PaperRecord } from './storage.ts';

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
  /** Who else sees it once it is issued: parties, and accounts as `account/UUID`. */
  readonly copies?: readonly string[];
  readonly fields: unknown;
}

/** The kind that a room declared; anything else is a fault of the room. */
export const kindOf = (act: Act, key: string): PaperKind => {
  const kind = act.call.services.composition.papers.get(key);
  if (!kind) throw new Error(`no room declares the paper ${key}`);
  return kind;
};

/** Why a person can't make a paper void: it follows its thing. */
export const voidRefusal = ({ composition }: Pick<Act['call']['services'], 'composition'>, kind: string) =>
  composition.papers.get(kind)?.follows === true ? refuse('paper-follows-thing') : undefined;

/** Composes; fields that do not fit their kind are a fault of the room. */
export const composed = (kind: PaperKind, fields: unknown): PaperContent =>
  paperContentSchema.parse(kind.compose(kind.fields.parse(fields) as never));

/** The refusal that names the characters which the fonts of this deployment can't print. */
export const checkGlyphs = async (act: Act, texts: readonly string[]): Promise<Refused | undefined> => {
  const missing = missingCharacters(texts, await drawnCharacters(act.call.services));
  return missing.length === 0
    ? undefined
    : refuse('glyphs-missing', { characters: missing.slice(0, 20).map(nameCharacter).join(' ') });
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

/** So many drafts go into one statement: their texts stay far below what a value of the database may hold. */
const slice = 2000;

/** Stores papers as drafts, in sets, and gives their numbers in order. */
export const storeDrafts = async (
  act: Act,
  kind: PaperKind,
  requests: readonly Omit<PaperRequest, 'kind'>[],
): Promise<Result<readonly number[]>> => {
  // What the kind does not ask for is not kept either.
  const filled = requests.map(({ fields }) => kind.fields.parse(fields));
  const contents = filled.map((fields) => composed(kind, fields));
  const heads = requests.flatMap(({ authority }) => [authority.name, authority.mark]);
  const refused = await checkGlyphs(act, [...contents.flatMap(textsOf), ...new Set(heads), kind.word]);
  if (refused) return refused;
  const papers = requests.map(({ subject, dataset, authority, place, to, copies = [] }, index) => {
    const content = contents[index] as PaperContent;
    return {
      subject,
      dataset,
      authority: authority.name,
      authority_mark: authority.mark,
      region_code: place,
      region_path: regionPath(place),
      party: to.party ?? null,
      copies,
      addressee: to.name,
      title: content.title,
      fields: filled[index],
      content,
    };
  });
  const ids: number[] = [];
  const made = { by: act.call.actor.accountId, at: act.call.services.now() };
  for (let from = 0; from < papers.length; from += slice)
    ids.push(...(await insertPapers(act.tx, kind, papers.slice(from, from + slice), made)));
  return ok(ids);
};
