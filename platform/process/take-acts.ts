import { type ActAnswer, actName, reasonOf } from '#foundation/process.ts';
import { ok, refusal, refuse, refuseFields, refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import type { KeepingMany, Locked } from './keeping.ts';
import { mostRefusals, strike, type Strike } from './strike.ts';

/** Things named one by one, each with the version seen; or all that a filter finds, with the number seen. */
export type Chosen =
  | { readonly things: readonly { readonly id: number; readonly version: number }[] }
  | { readonly find: (tx: Tx) => Promise<readonly number[]>; readonly count: number };

const mostAtOnce = 20_000;
const tooMany = pair(
  `一次最多办理 ${mostAtOnce} 件，请缩小范围分批办理`,
  `At most ${mostAtOnce} at once; narrow the filter and act in parts`,
);

/**
 * Takes an act on a selection of things, as `takeAct` on one, in one transaction and set by set. What can't be taken is told thing by
 * thing; where one thing alone is refused and nothing done, its refusal is the answer. `work` runs once for each state that the act leads
 * to, and what it or `after` refuses undoes the whole.
 */
export const takeActs = <State extends string, Verb extends string, Thing extends Locked<State>>(
  call: Call,
  keeping: KeepingMany<State, Verb, Thing>,
  verb: Verb,
  chosen: Chosen,
  input: {
    readonly reason?: string | undefined;
    /** Where the permission must hold whatever is chosen: a refusal before anything is looked at. */
    readonly at?: string;
  },
  work: Strike<State, Verb, Thing>['work'],
): Promise<Result<ActAnswer>> => {
  const { flow } = keeping;
  const { permission } = flow.acts[verb];
  const given = reasonOf(flow.acts[verb], input);
  if (!given.ok) return Promise.resolve(given);
  const demand = { permission, act: actName(flow, verb), ...(input.at === undefined ? {} : { region: input.at }) };
  return perform(call, demand, async (act) => {
    const named = 'things' in chosen ? chosen.things.map(({ id }) => id) : undefined;
    const found = 'find' in chosen ? await chosen.find(act.tx) : await keeping.visible(act.tx, named ?? []);
    if ('count' in chosen && found.length !== chosen.count) return refuse('conflict');
    if (found.length > mostAtOnce) return refuseFields({ selection: tooMany });
    const visible = new Set(found);
    const hidden = (named ?? [])
      .filter((id) => !visible.has(id))
      .map((id) => ({ id, refusal: refusal('not-found', { thing: flow.name }) }));
    const seen = 'things' in chosen ? new Map(chosen.things.map(({ id, version }) => [id, version])) : null;
    const struck = await strike(act, { keeping, verb, reason: given.value, seen, work }, [...visible]);
    if (!struck.ok) return struck;
    const refusals = [...hidden, ...struck.value.refused];
    const [first] = refusals;
    if (struck.value.done === 0 && refusals.length === 1 && first) return refused(first.refusal);
    return ok({
      done: struck.value.done,
      refused: refusals.length,
      refusals: refusals.slice(0, mostRefusals),
    });
  });
};
