import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';

/**
 * Results came, went or changed hands. While reactions run, the transaction holds the temporary table
 * `spot_checks_touched (producer_id bigint, category_id bigint)`: each producer × category, once, that has or had a failing or
 * refused result and whose results differ from before (refusals whose category changed as well).
 */
export const resultsChangedType = 'spot-checks/results-changed@1';

export const resultsChangedSchema = z.object({
  dataset: datasetSchema,
  importId: z.uuid().optional(),
  producers: z.union([z.literal('all-of-import'), z.array(z.number().int())]),
  cause: z.enum(['import', 'withdrawal', 'merge', 'region', 'roles', 'near-equal', 'category', 'final']),
});

/** An import has stored its tables. Told after what it changed: whoever hears it finds the other rooms' reactions done. */
export const importStoredType = 'spot-checks/import-stored@1';
const countsSchema = z.object({ yellow: z.number(), transfer: z.number(), exposure: z.number(), held: z.number() });
export const importStoredSchema = z.object({ dataset: datasetSchema, importId: z.uuid(), before: countsSchema });
export type ImportStored = Fact<typeof importStoredType, z.output<typeof importStoredSchema>>;

export type ResultsChanged = Fact<typeof resultsChangedType, z.output<typeof resultsChangedSchema>>;

const numbers = z.array(z.number().int()).min(1);

/** Visits that are over, with whatever outcome. Heard by the notices: a refusal that stands becomes a result. */
export const visitsEndedType = 'spot-checks/visits-ended@1';
export const visitsEndedSchema = z.object({ dataset: datasetSchema, visitIds: numbers });
export type VisitsEnded = Fact<typeof visitsEndedType, z.output<typeof visitsEndedSchema>>;

/** A laboratory has received samples, or their reserves for a retest, with the seal intact. Heard by the reports. */
export const samplesReceivedType = 'spot-checks/samples-received@1';
export const samplesReceivedSchema = z.object({
  dataset: datasetSchema,
  part: z.enum(['main', 'reserve']),
  sampleIds: numbers,
});
export type SamplesReceived = Fact<typeof samplesReceivedType, z.output<typeof samplesReceivedSchema>>;

/** Reserves were found tampered with: the first results stand. Heard by the notices. */
export const reservesTamperedType = 'spot-checks/reserves-tampered@1';
export const reservesTamperedSchema = z.object({ dataset: datasetSchema, sampleIds: numbers });
export type ReservesTampered = Fact<typeof reservesTamperedType, z.output<typeof reservesTamperedSchema>>;

/** Reports took effect, or lost it (`void`). Heard by the notices. */
export const reportsChangedType = 'spot-checks/reports-changed@1';
export const reportsChangedSchema = z.object({
  dataset: datasetSchema,
  state: z.enum(['effective', 'void']),
  reportIds: numbers,
});
export type ReportsChanged = Fact<typeof reportsChangedType, z.output<typeof reportsChangedSchema>>;

/** A named producer has proven that a sample is not his: somebody copies his goods. Whoever sold it is to be pursued. */
export const counterfeitLeadType = 'spot-checks/counterfeit-lead@1';
export const counterfeitLeadSchema = z.object({
  dataset: datasetSchema,
  noticeId: z.number().int(),
  sampleId: z.number().int(),
  sellerId: z.number().int().nullable(),
  namedProducerId: z.number().int().nullable(),
  reason: z.string(),
});
export type CounterfeitLead = Fact<typeof counterfeitLeadType, z.output<typeof counterfeitLeadSchema>>;

/** Facts of this room by type, as its manifest declares them. */
export const spotCheckFacts = {
  [resultsChangedType]: resultsChangedSchema,
  [importStoredType]: importStoredSchema,
  [visitsEndedType]: visitsEndedSchema,
  [samplesReceivedType]: samplesReceivedSchema,
  [reservesTamperedType]: reservesTamperedSchema,
  [reportsChangedType]: reportsChangedSchema,
  [counterfeitLeadType]: counterfeitLeadSchema,
};
