import { z } from 'zod';
import type { Citation } from './citation.ts';
import { labelsOf } from './process-labels.ts';
import { ok, refusal, type Refusal, refusalSchema, refuse, refused, type Result } from './refusal.ts';
import { type TextPair, textPairSchema } from './text-pair.ts';

/** What an act of a person is: its words, the permission it needs, and whether it is taken only with a reason. */
export interface ActRule {
  readonly label: TextPair;
  readonly permission: `${string}.${string}`;
  readonly reason?: true;
}

/**
 * The process of a thing as data: what leads where, in words, and who may do it. `Verb` are the acts of people,
 * `Own` what the program does itself.
 */
export interface Process<State extends string, Verb extends string, Own extends string = never> {
  /** The room whose thing it is: the first part of its acts' names in the journal. */
  readonly room: string;
  /** As the timeline, the journal and addresses name the thing: `plan`, `visit`. */
  readonly kind: string;
  readonly name: TextPair;
  readonly states: Readonly<Record<State, TextPair>>;
  readonly acts: Readonly<Record<Verb, ActRule>>;
  readonly transitions: Readonly<Record<State, Readonly<Partial<Record<NoInfer<Verb> | Own, State>>>>>;
  readonly citation?: Citation;
  /** The chief thing of its room: the journal names its acts without its kind, `warning-cards.issue`. */
  readonly chief?: true;
}

/** Whether an act can be taken on a thing in this state by this account; `notBy` are the accounts of the steps before (four eyes). */
export const decideAct = <State extends string, Verb extends string>(
  flow: Process<State, Verb, string>,
  state: State,
  verb: Verb,
  account: string | null,
  notBy: readonly (string | null)[] = [],
): Result<State> => {
  const next = flow.transitions[state][verb];
  if (next === undefined)
    return refuse('state-not-allowed', { state: flow.states[state], act: flow.acts[verb].label }, flow.citation);
  return account !== null && notBy.includes(account) ? refuse('four-eyes-same-person') : ok(next);
};

/** What decides an act on a thing: the state table, the second pair of eyes, and what else stands in its way. */
export interface Rules<State extends string, Verb extends string, Thing extends { readonly state: State }> {
  readonly flow: Process<State, Verb, string>;
  /** Accounts of the steps before, which may not take this one. */
  readonly notBy?: (thing: Thing, verb: Verb) => readonly (string | null)[];
  /** Why the thing can't take an act although its state would allow it. */
  readonly barOf?: (thing: Thing, verb: Verb) => Refusal | undefined;
}

/** Whether an act can be taken on a thing by this account, and where it leads. */
export const decideOn = <State extends string, Verb extends string, Thing extends { readonly state: State }>(
  { flow, notBy, barOf }: Rules<State, Verb, Thing>,
  thing: Thing,
  verb: Verb,
  account: string | null,
): Result<State> => {
  const open = decideAct(flow, thing.state, verb, null);
  if (!open.ok) return open;
  const bar = barOf?.(thing, verb);
  return bar ? refused(bar) : decideAct(flow, thing.state, verb, account, notBy?.(thing, verb));
};

/** An act as it is offered on the page of a thing; one that can't be taken says why. */
export interface OfferedAct<Verb extends string> {
  readonly act: Verb;
  readonly permission: string;
  readonly needsReason: boolean;
  readonly refusal: Refusal | null;
}

/** The acts that lead out of a state, each with the reason why the reader can't take it. `may` tells whether he holds a permission there. */
export const offerActs = <State extends string, Verb extends string>(
  flow: Process<State, Verb, string>,
  state: State,
  account: string | null,
  may: (permission: string) => boolean,
  notBy: (verb: Verb) => readonly (string | null)[] = () => [],
): OfferedAct<Verb>[] =>
  (Object.keys(flow.transitions[state]) as Verb[]).flatMap((act) => {
    const rule = flow.acts[act] as ActRule | undefined;
    // What only the program does has no rule.
    if (rule === undefined) return [];
    const decided = may(rule.permission) ? decideAct(flow, state, act, account, notBy(act)) : refuse('forbidden');
    return [
      {
        act,
        permission: rule.permission,
        needsReason: rule.reason === true,
        refusal: decided.ok ? null : decided.refusal,
      },
    ];
  });

/** Things chosen one by one for an act, each with the version seen. */
export const chosenSchema = z
  .array(z.object({ id: z.number().int().positive(), version: z.number().int().positive() }))
  .min(1)
  .max(1000);

/** Things chosen under the name of their kind (`cards`), or all that a filter finds, with the number that was seen. */
export const selectionOf = <Plural extends string, Filter extends z.ZodType>(plural: Plural, filter: Filter) =>
  z.union([
    z.object({ [plural]: chosenSchema } as Record<Plural, typeof chosenSchema>),
    z.object({ filter, count: z.number().int().min(1) }),
  ]);

/** What came of an act on several things. One thing alone that is refused answers with its refusal instead. */
export const actAnswerSchema = z.object({
  done: z.number().int(),
  refused: z.number().int(),
  /** The first hundred refusals. */
  refusals: z.array(z.object({ id: z.number().int(), refusal: refusalSchema })),
});
export type ActAnswer = z.output<typeof actAnswerSchema>;

/** Schema of the acts on offer. */
export const offeredActsSchema = <Verb extends string>(verbs: readonly [Verb, ...Verb[]]) =>
  z.array(
    z.object({
      act: z.enum(verbs),
      permission: z.string(),
      needsReason: z.boolean(),
      refusal: refusalSchema.nullable(),
    }),
  );

const step = z.object({ words: textPairSchema, by: textPairSchema, due: z.string().nullable() });
/** The one next act, who must do it and by when. */
export const nextStepSchema = step.nullable();
export type NextStep = z.output<typeof nextStepSchema>;

/** The same with the act itself, which the page offers first; none where the program takes it, or it is taken elsewhere. */
export const nextActSchema = <Act extends string>(acts: readonly [Act, ...Act[]]) =>
  z.object({ act: z.enum(acts).nullable(), ...step.shape }).nullable();
export type NextAct<Act extends string> = ({ readonly act: Act | null } & z.output<typeof step>) | null;

/** An event of the timeline of a thing. */
export const eventSchema = z.object({
  /** When; a day alone where nothing more is known. */
  at: z.string(),
  words: textPairSchema,
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

/** What every act of a person carries: the version seen, and a reason where one is needed. */
export const actBody = {
  version: z.number().int().positive(),
  reason: z.string().trim().max(2000).optional(),
};
export interface ActInput {
  readonly version: number;
  readonly reason?: string | undefined;
}

/** The reason of an act, or the refusal where it needs one and none was given. */
export const reasonOf = (rule: ActRule, input: Pick<ActInput, 'reason'>): Result<string | null> => {
  const reason = input.reason === undefined || input.reason === '' ? null : input.reason;
  return rule.reason === true && reason === null ? refuse('reason-required') : ok(reason);
};

/** Somebody was faster: says who and with what. */
export const overtakenBy = (last: { readonly by: string | null; readonly words: TextPair } | undefined): Refusal => {
  const plain = refusal('conflict');
  if (!last) return plain;
  const zh = `（最近一次：${last.by ?? '系统'}${last.words.zh}）`;
  const en = ` (latest: ${last.words.en} by ${last.by ?? 'the program'})`;
  return { ...plain, text: { zh: plain.text.zh + zh, en: plain.text.en + en } };
};

/** The act as the journal names it: `spot-checks.submit-plan`; of the chief thing of a room `warning-cards.submit`. */
export const actName = (
  flow: Pick<Process<string, string, string>, 'room' | 'kind' | 'chief'>,
  verb: string,
): string => (flow.chief === true ? `${flow.room}.${verb}` : `${flow.room}.${verb}-${flow.kind}`);

interface Words {
  readonly acts: Readonly<Record<string, TextPair>>;
  readonly subjects: Readonly<Record<string, { readonly name: TextPair; readonly link?: string }>>;
}

/**
 * What the journal says of a thing: the acts of its state table and those that `more` adds, each with the thing's name;
 * and where its page is.
 */
export const journalWordsOf = <State extends string, Verb extends string>(
  flow: Process<State, Verb, string>,
  link: string | undefined,
  more: Readonly<Record<string, TextPair>> = {},
): Words => {
  const acts = {
    ...labelsOf(flow),
    ...more,
  };
  const thing = flow.name.en.replace(/^The /, '').toLowerCase();
  return {
    acts: Object.fromEntries(
      Object.entries(acts).map(([verb, { zh, en }]) => [
        actName(flow, verb),
        { zh: `${flow.name.zh}：${zh}`, en: `${en} (${thing})` },
      ]),
    ),
    subjects: { [flow.kind]: { name: flow.name, ...(link === undefined ? {} : { link }) } },
  };
};
