import { z } from 'zod';
import { type Citation, citationSchema } from './cited-place.ts';
import { type RefusalCode, refusalCatalogue } from './refusal-catalogue.ts';
import { type TextPair, type TextParam, fill, textPairSchema } from './text-pair.ts';

export type { RefusalCode } from './refusal-catalogue.ts';

/** An expected "no": a value, never thrown. `fields` maps a form field to what is wrong with it. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: RefusalCode;
  readonly citation?: Citation;
  readonly text: TextPair;
  readonly fields?: Readonly<Record<string, TextPair>>;
}

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Result<T> = Ok<T> | Refused;

/** The names of the {places} in a template. */
type PlacesOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

/** The parameters that a code needs; none for a text without {places}. */
export type RefusalParams<Code extends RefusalCode> = {
  readonly [Name in PlacesOf<(typeof refusalCatalogue)[Code]['zh']>]: TextParam;
};

type Rest<Code extends RefusalCode> = [PlacesOf<(typeof refusalCatalogue)[Code]['zh']>] extends [never]
  ? [params?: Readonly<Record<string, never>>, citation?: Citation]
  : [params: RefusalParams<Code>, citation?: Citation];

/** Wraps a value that was reached. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** The refusal of a code, with its text filled in; for places that hold a bare `Refusal`. */
export const refusal = <Code extends RefusalCode>(code: Code, ...[params, citation]: Rest<Code>): Refusal => ({
  kind: 'refusal',
  code,
  ...(citation ? { citation } : {}),
  text: fill(refusalCatalogue[code], (params ?? {}) as Readonly<Record<string, TextParam>>),
});

/** A refused `Result`: `return refuse('not-found', { thing: pair('企业', 'The enterprise') })`. */
export const refuse = <Code extends RefusalCode>(code: Code, ...rest: Rest<Code>): Refused => ({
  ok: false,
  refusal: refusal(code, ...rest),
});

/** A refused `Result` that says, field by field, what is wrong with a form. */
export const refuseFields = (fields: Readonly<Record<string, TextPair>>): Refused => ({
  ok: false,
  refusal: { ...refusal('validation-failed'), fields },
});

/** Passes a refusal on as the refusal of a `Result`. */
export const refused = (reason: Refusal): Refused => ({ ok: false, refusal: reason });

/** The HTTP status that a refusal becomes. */
export const statusOf = (code: RefusalCode): number => refusalCatalogue[code].status;

/** The value, or a thrown error: only where a refusal would be a fault of the program. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`${result.refusal.code}: ${result.refusal.text.en}`);
};

const codes = Object.keys(refusalCatalogue) as [RefusalCode, ...RefusalCode[]];

export const refusalSchema = z
  .object({
    kind: z.literal('refusal'),
    code: z.enum(codes),
    citation: citationSchema.optional(),
    text: textPairSchema,
    fields: z.record(z.string(), textPairSchema).optional(),
  })
  .readonly();
