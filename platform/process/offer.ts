import { type ActRule, decideOn, type OfferedAct, type Rules } from '#foundation/process.ts';
import { type Call, checkInCode } from '#platform/operation/index.ts';

type Actor = Call['actor'];

type Placed<Verb> = (verb: Verb) => string | null;

/** An act on a thing as it is offered to the reader: with the refusal that he would meet on taking it. */
export const offerOne = <State extends string, Verb extends string, Thing extends { readonly state: State }>(
  actor: Actor,
  rules: Rules<State, Verb, Thing>,
  thing: Thing,
  act: Verb,
  placeOf: Placed<Verb>,
): OfferedAct<Verb> => {
  const rule: ActRule = rules.flow.acts[act];
  const barred = checkInCode(actor, rule.permission, placeOf(act));
  const decided = barred ?? decideOn(rules, thing, act, actor.accountId);
  return {
    act,
    permission: rule.permission,
    needsReason: rule.reason === true,
    refusal: decided.ok ? null : decided.refusal,
  };
};

/** The acts of people that lead out of the state of a thing, each where its permission must hold. */
export const offerAll = <State extends string, Verb extends string, Thing extends { readonly state: State }>(
  actor: Actor,
  rules: Rules<State, Verb, Thing>,
  thing: Thing,
  placeOf: Placed<Verb>,
): OfferedAct<Verb>[] =>
  (Object.keys(rules.flow.transitions[thing.state]) as Verb[])
    // What only the program does has no rule.
    .filter((act) => act in rules.flow.acts)
    .map((act) => offerOne(actor, rules, thing, act, placeOf));
