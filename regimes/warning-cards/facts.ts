import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';

export const cardIssuedType = 'warning-cards/card-issued@1';
export const cardRevokedType = 'warning-cards/card-revoked@1';

/** Cards were issued, or revoked for error; one fact an act, with every card of it. */
export const cardsSchema = z.object({ dataset: datasetSchema, cardIds: z.array(z.number().int()) });

export type CardIssued = Fact<typeof cardIssuedType, z.output<typeof cardsSchema>>;
export type CardRevoked = Fact<typeof cardRevokedType, z.output<typeof cardsSchema>>;

/** A card was lifted 解除 after a re-check that passed. */
export const cardLiftedType = 'warning-cards/card-lifted@1';
/** Its rectification can’t go on 无法整改: the firm is gone, or makes the product no more. */
export const cardEndedType = 'warning-cards/card-ended@1';
/** It goes on again. */
export const cardReopenedType = 'warning-cards/card-reopened@1';
/** The red card: production stops for overhaul. */
export const turnedRedType = 'warning-cards/turned-red@1';
/** The firm refuses to rectify: a ground of exposure. */
export const rectificationRefusedType = 'warning-cards/rectification-refused@1';
/** Handed over to enforcement 移交稽查. */
export const handedOverType = 'warning-cards/handed-over@1';
/** Enforcement found the product of the firm to be fake: a ground of exposure. */
export const foundFakeType = 'warning-cards/found-fake@1';
/** The steps of the law are done: whoever has the power is to decide on the revocation. */
export const revocationProposedType = 'warning-cards/revocation-proposed@1';

/** Facts of this room by type, as its manifest declares them; each names the cards. */
export const cardFacts = {
  [cardIssuedType]: cardsSchema,
  [cardRevokedType]: cardsSchema,
  [cardLiftedType]: cardsSchema,
  [cardEndedType]: cardsSchema,
  [cardReopenedType]: cardsSchema,
  [turnedRedType]: cardsSchema,
  [rectificationRefusedType]: cardsSchema,
  [handedOverType]: cardsSchema,
  [foundFakeType]: cardsSchema,
  [revocationProposedType]: cardsSchema,
};
