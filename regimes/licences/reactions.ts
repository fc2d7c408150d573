import type { Dataset } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/types.ts';
import { mergedType, type Merged } from '#registers/enterprises/facts.ts';
import {
  cardEndedType,
  cardIssuedType,
  cardLiftedType,
  cardReopenedType,
  cardRevokedType,
  revocationProposedType,
  turnedRedType,
} from '../warning-cards/facts.ts';
import { endHolds, holdForCards, matchAll } from './operations-holds.ts';
import { noteLeads } from './operations-leads.ts';
import { proposeForCards } from './operations-revocations.ts';
import { type EndCause, moveLicences } from './storage-holds.ts';
import { takeTurn } from './storage.ts';

interface Cards {
  readonly dataset: Dataset;
  readonly cardIds: readonly number[];
}

const cardsOf = (facts: readonly Fact[]): Map<Dataset, number[]> => {
  const cards = new Map<Dataset, number[]>();
  for (const { payload } of facts) {
    const { dataset, cardIds } = payload as Cards;
    cards.set(dataset, [...(cards.get(dataset) ?? []), ...cardIds]);
  }
  return cards;
};

const begins = (on: string): Reaction => ({
  on,
  room: 'licences',
  react: async (act: Act, facts) => {
    for (const [dataset, cardIds] of cardsOf(facts)) await holdForCards(act, dataset, cardIds);
  },
});

const ends = (on: string, cause: EndCause): Reaction => ({
  on,
  room: 'licences',
  react: async (act: Act, facts) => {
    for (const [dataset, cardIds] of cardsOf(facts)) await endHolds(act, dataset, cardIds, cause);
  },
});

export const reactions: readonly Reaction[] = [
  begins(cardIssuedType),
  // A card that turns red suspends on, and one that goes on again suspends again.
  begins(turnedRedType),
  begins(cardReopenedType),
  ends(cardRevokedType, 'card-revoked'),
  ends(cardLiftedType, 'card-lifted'),
  ends(cardEndedType, 'card-ended'),
  {
    on: revocationProposedType,
    room: 'licences',
    react: async (act, facts) => {
      for (const [dataset, cardIds] of cardsOf(facts)) await proposeForCards(act, dataset, cardIds);
    },
  },
  {
    on: mergedType,
    room: 'licences',
    react: async (act, facts) => {
      await takeTurn(act.tx);
      for (const { payload } of facts) {
        const { dataset, from, into } = payload as Merged;
        const moved = await moveLicences(act.tx, from, into, act.call.services.now(), act.call.actor.accountId);
        if (moved.mergedLeads.length > 0) noteLeads(act, 'merge', dataset, moved.mergedLeads);
        if (moved.licences > 0)
          act.journal({
            act: 'licences.move',
            subject: `enterprise/${into}`,
            dataset,
            payload: { from, into, licences: moved.licences },
          });
        await matchAll(act, dataset);
      }
    },
  },
];
