import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import type { TextPair } from '#foundation/text-pair.ts';

export const inspectorStates = ['active', 'left'] as const;
export const inspectorStateLabels: Readonly<Record<(typeof inspectorStates)[number], TextPair>> = {
  active: { zh: '在岗', en: 'In service' },
  left: { zh: '离岗', en: 'Left' },
};

/** An inspector as the register keeps him. No categories: qualified for all. */
export interface InspectorInput {
  readonly accountId: string | null;
  readonly name: string;
  readonly certificateNo: string;
  readonly authorityId: number;
  readonly regionCode: string;
  readonly validTo: string | null;
  readonly state: (typeof inspectorStates)[number];
  readonly categories: readonly number[];
}

/** What a person writes of an inspector; the account is named by its login. */
export const inspectorForm = z.object({
  name: z.string().trim().min(1).max(60),
  certificateNo: z.string().trim().min(2).max(40),
  authorityId: z.number().int().positive(),
  regionCode: z.string().regex(/^[1-9]\d{5}$/),
  validTo: dayTextSchema.nullable().default(null),
  state: z.enum(inspectorStates).default('active'),
  categories: z.array(z.number().int().positive()).max(500).default([]),
  loginName: z.string().trim().max(100).nullable().default(null),
});
export type InspectorForm = z.output<typeof inspectorForm>;

export const conflictForm = z.object({
  enterpriseId: z.number().int().positive(),
  reason: z.string().trim().min(2).max(500),
  from: dayTextSchema,
  to: dayTextSchema.nullable().default(null),
});
export type ConflictForm = z.output<typeof conflictForm>;
