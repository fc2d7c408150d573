import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { issuerAnswers } from './licence.ts';

export const heldType = 'licences/held@1';
export const holdEndedType = 'licences/hold-ended@1';
export const licenceRevokedType = 'licences/licence-revoked@1';
export const issuerAnsweredType = 'licences/issuer-answered@1';
export const leadFoundType = 'licences/lead-found@1';

/** Use of licences was suspended for the product of cards, or such a hold ended; one fact an act, with every licence and card of it. */
const holdsSchema = z.object({
  dataset: datasetSchema,
  cardIds: z.array(z.number().int()),
  licenceIds: z.array(z.number().int()),
});

/**
 * Licences were revoked 吊销, by a decision here or by their issuer as it was recorded; `cardIds` are the cards that have no licence left
 * to suspend because of it.
 */
const revokedSchema = z.object({
  dataset: datasetSchema,
  licenceIds: z.array(z.number().int()),
  cardIds: z.array(z.number().int()).default([]),
});

/** The issuer of a licence that a card suspends has answered: what it does itself, from which day, by which paper, and why. */
const answeredSchema = z.object({
  dataset: datasetSchema,
  cardId: z.number().int(),
  licenceId: z.number().int(),
  answer: z.enum(issuerAnswers),
  on: dayTextSchema,
  issuer: z.string(),
  number: z.string(),
  words: z.string(),
});
export type IssuerAnswered = z.output<typeof answeredSchema>;

/** Producers of the catalogue without a licence were found. */
const leadsSchema = z.object({ dataset: datasetSchema, leadIds: z.array(z.number().int()) });

export const licenceFacts = {
  [heldType]: holdsSchema,
  [holdEndedType]: holdsSchema,
  [licenceRevokedType]: revokedSchema,
  [issuerAnsweredType]: answeredSchema,
  [leadFoundType]: leadsSchema,
} as const;
