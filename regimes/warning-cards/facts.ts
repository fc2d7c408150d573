import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';

export const cardIssuedType = 'warning-cards/card-issued@1';
export const cardRevokedType = 'warning-cards/card-revoked@1';

/** Cards were issued, or revoked for error; one fact an act, with every card of it. */
export const cardsSchema = z.object({ dataset: datasetSchema, cardIds: z.array(z.number().int()) });

export type CardIssued = Fact<typeof cardIssuedType, z.output<typeof cardsSchema>>;
export type CardRevoked = Fact<typeof cardRevokedType, z.output<typeof cardsSchema>>;
