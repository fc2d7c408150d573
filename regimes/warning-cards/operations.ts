import type { ActAnswer } from '#foundation/process.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { type KeepingMany, takeActs } from '#platform/process/index.ts';
import { findCards, freezeGrounds, lockCards, type LockedCard, storeStroke, visibleCards } from './acts-storage.ts'; // prettier-ignore
import { cardPlace, cardRules } from './acts.ts';
import type { Selection } from './contract.ts';
import { cardGrounds, lawFor } from './explain.ts';
import { cardIssuedType, cardRevokedType } from './facts.ts';
import { issueCards, voidCards } from './operations-papers.ts';
import { closeReviews } from './operations-reviews.ts';
import { adoptRectifications } from './rectification/operations-adopt.ts';
import { annulRectifications, openRectifications } from './rectification/operations-open.ts';
import { signedCards, storiesOf } from './storage.ts';
import { type CardAct, cardProcess, type CardState, ownWords } from './warning-card.ts';

/** How cards are kept when they are acted on. */
export const keepingIn = (province: string): KeepingMany<CardState, CardAct, LockedCard> => ({
  ...cardRules,
  plural: 'cards',
  ownWords,
  visible: visibleCards,
  lockAll: lockCards,
  placeOf: (card, verb) => cardPlace(card, verb, province),
  regionOf: ({ cityCode }) => cityCode,
  storeStroke,
});

/** Freezes the grounds of cards as they stand. */
export const freezeOf = async (act: Act, ids: readonly number[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += 1000) {
    const stories = await storiesOf(act.tx, ids.slice(from, from + 1000));
    const law = lawFor(act.law, act.call);
    await freezeGrounds(
      act.tx,
      stories.map((story) => ({ id: story.id, grounds: cardGrounds(story, law(story.check.lawDay)) })),
    );
  }
};

/** What an act brings about before its state is stored: frozen grounds, papers with their numbers, closed reviews, the facts. */
const consequences = async (act: Act, verb: CardAct, cards: readonly LockedCard[]): Promise<Result<unknown>> => {
  const ids = cards.map((card) => card.id);
  if (verb === 'submit') await freezeOf(act, ids);
  if (verb === 'issue') {
    const issued = await issueCards(act, cards);
    if (!issued.ok) return issued;
  }
  if (verb === 'keep' || verb === 'revoke') await closeReviews(act, ids);
  const type = verb === 'issue' ? cardIssuedType : verb === 'revoke' ? cardRevokedType : undefined;
  if (type === undefined) return ok(undefined);
  for (const [dataset, group] of Map.groupBy(cards, (card) => card.dataset))
    act.emit({ type, payload: { dataset, cardIds: group.map((card) => card.id) } });
  return ok(undefined);
};

/** What follows once the state is stored: orders to rectify go with yellow cards or go on as they stand on paper, and end with cards that are revoked for error. */
const followUp = async (act: Act, verb: 'issue' | 'revoke', cards: readonly LockedCard[]): Promise<Result<unknown>> => {
  for (const [dataset, group] of Map.groupBy(cards, (card) => card.dataset)) {
    const ids = group.map((card) => card.id);
    if (verb === 'revoke') {
      await voidCards(act, dataset, ids);
      await annulRectifications(act, dataset, ids);
    } else {
      const onPaper = group.flatMap(({ id, paperEra }) => (paperEra === null ? [] : [{ id, era: paperEra }]));
      const adopted = await adoptRectifications(act, dataset, onPaper);
      if (!adopted.ok) return adopted;
      const opened = await openRectifications(act, dataset, group.filter(({ paperEra }) => paperEra === null).map(({ id }) => id)); // prettier-ignore
      if (!opened.ok) return opened;
    }
  }
  return ok(undefined);
};

/**
 * Takes an act on a selection of cards, in one transaction. What can't be taken is told card by card; a selection of one card
 * that is refused gives its refusal. The journal keeps a signed card whole, so that it can be shown as it was.
 */
export const actOnCards = (
  call: Call,
  verb: CardAct,
  selection: Selection,
  reason?: string,
): Promise<Result<ActAnswer>> => {
  const { province } = call.services;
  const chosen =
    'cards' in selection
      ? { things: selection.cards }
      : { count: selection.count, find: (tx: Parameters<typeof findCards>[0]) => findCards(tx, selection.filter) };
  // Acts of the provincial bureau are refused to others before anything is looked at.
  const at = cardProcess.acts[verb].permission === 'warning-cards.submit' ? {} : { at: province };
  return takeActs(call, keepingIn(province), verb, chosen, { reason, ...at }, async ({ act, things }) => {
    const brought = await consequences(act, verb, things);
    if (!brought.ok) return brought;
    if (verb !== 'issue' && verb !== 'revoke') return ok({});
    const signed = await signedCards(
      act.tx,
      things.map(({ id }) => id),
    );
    const papers = new Map(signed.map(({ id, paper }) => [id, paper]));
    return ok({ payloadOf: (id: number) => papers.get(id) ?? {}, after: () => followUp(act, verb, things) });
  });
};
