import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { evidenceIds } from '#platform/evidence/contract.ts';
import { statedGrounds } from '../exposure.ts';
import { exposureDetailSchema } from './exposures.ts';

const id = z.number().int().positive();

export const proposeExposure = route({
  method: 'POST',
  path: '/api/v1/exposures',
  access: 'publicity.submit',
  summary: {
    zh: '承办人提出曝光建议：省级以上监督抽查发现的假冒、劣质、拒检、拒不整改，附证据',
    en: 'An officer proposes an exposure with evidence: what a check at provincial level or above found and the program can’t see',
  },
  citation: 'notice 4.2',
  body: z.object({
    dataset: datasetSchema,
    ground: z.enum(statedGrounds),
    /** The spot check at provincial level or above that found it. */
    checkId: id,
    categoryId: id.nullable().default(null),
    product: z.string().trim().min(1).max(200),
    /** Null: the maker of a fake is unknown. */
    producerId: id.nullable(),
    /** The name on the label that is used without right; its firm is wronged and not exposed. */
    misusedName: z.string().trim().min(1).max(200).nullable().default(null),
    misusedId: id.nullable().default(null),
    sellerIds: z.array(id).max(50),
    facts: z.string().trim().min(1).max(4000),
    files: evidenceIds,
  }),
  response: exposureDetailSchema,
});
