import type { Dataset } from '#foundation/dataset.ts';
import { type Act, regionPath } from '#platform/operation/index.ts';
import { paperSharedType, paperVoidedType } from './facts.ts';
import { eventOf, factOf } from './making.ts';
import { addCopies, addPlace, copyToParty, insertEvents, lockStanding, storeVoids } from './storage.ts';

interface Standing {
  readonly dataset: Dataset;
  readonly subjects: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * Gives a party copies of what stands of the papers of things, as `PaperRequest.copies`. The other rooms are told of what is new to it, so
 * that it finds it in its inbox; a room that says more about it to the party itself is `quiet`. Call it as engine.
 */
export const sharePapers = async (
  act: Act,
  of: Standing & { readonly party: `${string}/${number}`; readonly quiet?: boolean },
): Promise<void> => {
  const papers = await lockStanding(act.tx, of.dataset, of.subjects, of.kinds);
  const given = await addCopies(
    act.tx,
    papers.map(({ id }) => id),
    of.party,
  );
  if (of.quiet === true) return;
  const shared = papers.filter(({ id }) => given.has(id));
  for (const paper of shared) act.emit({ type: paperSharedType, payload: { ...factOf(paper), party: of.party } });
};

/**
 * Makes what stands of the papers of things void, because the room takes back what they say: a thing was voided, or another paper takes
 * their place. Their numbers stay as 作废. Call it as engine, after the verb was authorised.
 */
export const voidPapers = async (act: Act, of: Standing & { readonly reason: string }): Promise<void> => {
  const papers = await lockStanding(act.tx, of.dataset, of.subjects, of.kinds);
  if (papers.length === 0) return;
  const { reason } = of;
  const ids = papers.map(({ id }) => id);
  await storeVoids(act.tx, ids, reason);
  await insertEvents(act.tx, ids, eventOf(act, 'void', { reason }));
  for (const paper of papers) {
    const { id, kind, number, dataset, regionCode } = paper;
    act.journal({ act: 'documents.void', subject: `paper/${id}`, dataset, region: regionCode, payload: { kind, number, reason } }); // prettier-ignore
    act.emit({ type: paperVoidedType, payload: factOf(paper) });
  }
};

/** Lets the officials of another place see the papers of things: they go on with them. They stay in the register where they are. Call it as engine. */
export const showPapersAt = (act: Act, subjects: readonly string[], place: string): Promise<unknown> =>
  addPlace(act.tx, subjects, regionPath(place));

/** Lets a party see all papers that went to another, because the two are one; they say what they said. Call it as engine. */
export const sharePapersOf = (act: Act, from: string, into: string): Promise<unknown> =>
  copyToParty(act.tx, from, into);
