import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(200);
const count = z.int().min(0);
const texts = z.record(z.string(), z.string());

/** The proof of a draw, version 1. README.md says what each digest is taken of; `proof-shape.ts` is its twin without a library. */
export const proofSchema = z
  .strictObject({
    format: z.literal('zhijian-draw-proof/1'),
    algorithm: z.literal('zhijian-draw/1'),
    /** What the draw is about, as its maker said: shown, sealed, and part of nothing else. */
    about: texts,
    /** When it was committed, frozen, drawn, as given. */
    times: texts,
    /** `salted`: an id is SHA-256(salt ‖ id) with a salt of its own. */
    ids: z.enum(['plain', 'salted']),
    commitment: digest,
    seed: z
      .string()
      .min(2)
      .max(128)
      .regex(/^([0-9a-f]{2})+$/),
    entropy: z.strictObject({ source: z.string(), issue: z.string(), value: z.string() }).readonly(),
    poolDigest: digest,
    frozenDigest: digest,
    resultDigest: digest,
    seal: digest,
    pool: z.array(z.string()).min(1).readonly(),
    quotas: z.array(z.strictObject({ stratum: name, quota: count }).readonly()).readonly(),
    assignment: z
      .strictObject({
        groups: z.array(z.strictObject({ name, strata: z.array(name).readonly() }).readonly()).readonly(),
        inspectors: z.array(z.strictObject({ id: name, group: name, load: count }).readonly()).readonly(),
        laboratories: z
          .array(
            z.strictObject({ id: name, group: name, load: count, share: z.int().min(1).max(1_000_000) }).readonly(),
          )
          .readonly(),
        conflicts: z.array(z.tuple([name, name]).readonly()).readonly(),
      })
      .readonly()
      .optional(),
    result: z
      .array(
        z
          .strictObject({
            rank: z.int().min(1),
            stratum: name,
            place: z.int().min(1),
            id: name,
            inspectors: z.tuple([name, name]).readonly().optional(),
            laboratory: name.optional(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

export type Proof = z.infer<typeof proofSchema>;
export type Drawn = Proof['result'][number];
