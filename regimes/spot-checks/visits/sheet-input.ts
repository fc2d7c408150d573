import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';

const text = (most: number) => z.string().trim().max(most).default('');
const needed = (most: number) => z.string().trim().min(1).max(most);
const seal = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{3,40}$/);
const seals = z
  .array(seal)
  .max(20)
  .refine((given) => new Set(given).size === given.length);

const firm = {
  address: text(200),
  representative: text(60),
  contact: text(60),
  phone: text(40),
};

/** The sampling sheet 抽样单, in the order of the paper form. */
export const sheetInput = z
  .object({
    unit: z.object({ name: needed(120), ...firm }),
    producer: z.object({
      name: needed(120),
      ...firm,
      postcode: text(10),
      creditCode: text(30),
      employees: text(20),
      outputValue: text(40),
      output: text(40),
      economy: text(40),
    }),
    product: z.object({
      certificate: z.enum(['none', 'licence', 'ccc', 'qs', 'other']).default('none'),
      certificateNumber: text(60),
      name: needed(120),
      model: text(120),
      batch: text(80),
      producedOn: dayTextSchema.nullable().default(null),
      brand: text(80),
      grade: text(60),
      quantity: needed(60),
      lotSize: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
      standard: text(200),
      exported: z.boolean().default(false),
      priceFen: z.number().int().min(0).max(100_000_000_000).nullable().default(null),
    }),
    seals: seals.min(1),
    reserve: z.object({
      quantity: text(60),
      keptBy: z.enum(['laboratory', 'enterprise', 'none']),
      place: text(200),
      seals,
    }),
    sendTo: text(200),
    sendUntil: dayTextSchema.nullable().default(null),
    sampledOn: dayTextSchema,
    remark: text(1000),
    /** Who signed for the firm; empty where it would not, and then the remark says so and who witnessed it. */
    signedBy: text(60),
    witness: text(60),
  })
  .refine(({ seals: main, reserve }) => main.every((one) => !reserve.seals.includes(one)), {
    path: ['reserve', 'seals'],
  })
  .refine(({ reserve }) => reserve.keptBy === 'none' || reserve.seals.length > 0, { path: ['reserve', 'seals'] })
  .refine(({ reserve }) => reserve.keptBy === 'none' || reserve.quantity !== '', { path: ['reserve', 'quantity'] })
  .refine(({ signedBy, witness }) => signedBy !== '' || witness !== '', { path: ['signedBy'] });
export type SheetInput = z.output<typeof sheetInput>;
