import { deadline } from '#foundation/deadline.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import {
  type CommendationAct,
  commendationOwnWords,
  type CommendationState,
  endingOf,
  firmActs,
} from './commendation.ts';
import { lawOf, sinceOf, weigh } from './operations-law.ts';
import { noteProposals, releaseChanges } from './operations-follow.ts';
import { answered, tellEnded, tellGivenUp, tellIntention, tellReleased } from './operations-told.ts';
import { commendationRules, provedActs } from './rules.ts';
import { type CommendationChanges, findPlace, insertCommendations, isVisible, lockCommendation, type LockedCommendation, storeState } from './storage.ts'; // prettier-ignore

const theProduct = pair('该企业或产品种类', 'The firm or the category');

/** Where a permission must hold: the firm for its own acts, the province for decisions, the place of the firm for the rest. */
export const placeOf = (
  call: Call,
  { producerId, cityCode, countyCode }: Pick<LockedCommendation, 'producerId' | 'cityCode' | 'countyCode'>,
  verb: CommendationAct,
): string | null =>
  (firmActs as readonly string[]).includes(verb)
    ? `enterprise/${producerId}`
    : verb === 'submit'
      ? (countyCode ?? cityCode)
      : call.services.province;

/** An officer proposes a product of a firm, by the same rule as the program. */
export const proposeCommendation = (
  call: Call,
  { enterpriseId, categoryId }: { readonly enterpriseId: number; readonly categoryId: number },
): Promise<Result<{ readonly id: number }>> =>
  perform(call, { permission: 'publicity.submit', act: 'publicity.propose-commendation' }, async (act) => {
    await act.asEngine();
    // Before the rule is asked: its reasons tell of the record of the firm.
    const firm = await findPlace(act.tx, enterpriseId);
    if (!firm) return refuse('not-found', { thing: theProduct });
    // Of a firm of another province the rule says just that.
    const outside =
      firm.provinceCode === call.services.province && (await act.authorise(firm.countyCode ?? firm.cityCode));
    if (outside) return outside;
    const law = lawOf(act);
    const [weighed] = await weigh(act, [{ producerId: enterpriseId, categoryId, since: sinceOf(act, law) }], law);
    if (!weighed) return refuse('not-found', { thing: theProduct });
    if (!weighed.ok) return weighed;
    const by = { account: call.actor.accountId, at: call.services.now() };
    const entered = await insertCommendations(act.tx, [weighed.value], by);
    const [one] = entered;
    if (!one) return refuse('commendation-open');
    await noteProposals(act, entered);
    return ok({ id: one.id });
  });

const keeping = (
  call: Call,
  changes: CommendationChanges,
): Keeping<CommendationState, CommendationAct, LockedCommendation> => ({
  ...commendationRules,
  ownWords: commendationOwnWords,
  isVisible,
  lock: lockCommendation,
  placeOf: (thing, verb) => placeOf(call, thing, verb),
  regionOf: ({ cityCode }) => cityCode,
  storeState: (tx, id, state) => storeState(tx, [id], state, changes),
});

/** Whether it still meets the rule; what leads towards the public is never taken on trust. */
const prove = async (act: Act, thing: LockedCommendation): Promise<Result<undefined>> => {
  const law = lawOf(act);
  const since = thing.state === 'proposed' ? sinceOf(act, law) : thing.since;
  const [weighed] = await weigh(act, [{ producerId: thing.producerId, categoryId: thing.categoryId, since }], law);
  if (!weighed) return refuse('not-found', { thing: theProduct });
  return weighed.ok ? ok(undefined) : refused(weighed.refusal);
};

/** What an act stores besides the state, and whom it tells. Call as engine. */
const effectOf = async (
  act: Act,
  thing: LockedCommendation,
  verb: CommendationAct,
  { account, reason, releaseAt }: { readonly account: string | null; readonly reason: string | null; readonly releaseAt: Date | undefined }, // prettier-ignore
): Promise<Result<CommendationChanges>> => {
  const at = act.call.services.now();
  switch (verb) {
    case 'submit':
      return ok({ submittedBy: account });
    case 'return':
      return ok({ submittedBy: null });
    case 'dismiss':
      return ok({ decidedBy: account, reason });
    case 'decide': {
      const { answerDays } = lawOf(act);
      const clock = deadline(act.call.today, { days: answerDays, count: 'working' }, act.law.calendar);
      if (!clock.ok) return clock;
      await tellIntention(act, thing, clock.value.due);
      return ok({ decidedBy: account, reason, answerUntil: clock.value.due });
    }
    case 'agree':
      await answered(act, [thing.id]);
      return ok({});
    case 'withdraw':
      await answered(act, [thing.id]);
      await tellGivenUp(act, [thing], () => undefined);
      return ok({ reason, releaseAt: null });
    case 'leave-out':
      await answered(act, [thing.id]);
      return ok(thing.state === 'released' ? { endedAt: at, ending: endingOf['leave-out'] } : { releaseAt: null });
    case 'release': {
      const changes = releaseChanges(act, lawOf(act));
      await tellReleased(act, [thing], changes.shownUntil);
      return ok({ ...changes, releasedBy: account });
    }
    case 'schedule':
      if (releaseAt === undefined || releaseAt <= at) return refuse('release-time-past');
      return ok({ releaseAt, releasedBy: account });
    case 'unschedule':
      return ok({ releaseAt: null, releasedBy: null });
    case 'take-down':
      await tellEnded(act, [thing], 'early', () => undefined);
      return ok({ endedAt: at, ending: endingOf['take-down'] });
  }
};

/** Takes an act on a commendation, with the time of its release where it is scheduled. */
export const actOnCommendation = (
  call: Call,
  id: number,
  verb: CommendationAct,
  { releaseAt, ...input }: ActInput & { readonly releaseAt?: Date },
): Promise<Result<{ readonly done: true }>> => {
  const changes: { -readonly [Key in keyof CommendationChanges]: CommendationChanges[Key] } = {};
  return takeAct(call, keeping(call, changes), id, verb, input, async ({ act, thing, reason, account }) => {
    if ((provedActs as readonly string[]).includes(verb)) {
      const proved = await prove(act, thing);
      if (!proved.ok) return proved;
    }
    const effect = await effectOf(act, thing, verb, { account, reason, releaseAt });
    if (!effect.ok) return effect;
    Object.assign(changes, effect.value);
    return ok({
      value: { done: true } as const,
      payload: releaseAt === undefined ? {} : { releaseAt: releaseAt.toISOString() },
    });
  });
};
