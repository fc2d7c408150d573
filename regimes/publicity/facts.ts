import { z } from 'zod';
import { datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';

export const exposureReleasedType = 'publicity/exposure-released@1';
export const exposureTakenDownType = 'publicity/exposure-taken-down@1';

/** Exposures were released, or taken from the public (taken down or revoked); one fact an act, with every exposure of it. */
export const exposuresSchema = z.object({ dataset: datasetSchema, exposureIds: z.array(z.number().int()) });

export type ExposureReleased = Fact<typeof exposureReleasedType, z.output<typeof exposuresSchema>>;
export type ExposureTakenDown = Fact<typeof exposureTakenDownType, z.output<typeof exposuresSchema>>;
