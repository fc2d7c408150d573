import { addDays } from '#foundation/local-date.ts';
import { actName } from '#foundation/process.ts';
import { ok, refusal, type Refusal } from '#foundation/refusal.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { commendationProcess, type CommendationOwn, type CommendationState, endingOf } from './commendation.ts';
import { lawOf, type LawOfDay, sinceOf, weigh } from './operations-law.ts';
import { answered, tellEnded, tellGivenUp, tellReleased } from './operations-told.ts';
import { type CommendationChanges, insertCommendations, lockDue, type LockedCommendation, lockOpen, recordEvents, refreshProposals, storeAgainst, storeState } from './storage.ts'; // prettier-ignore
import { candidates } from './storage-record.ts';

/** Things that one transaction takes at most. */
const batch = 500;

/** What the program does to commendations: state, timeline, journal. Call as engine. */
const move = async (
  act: Act,
  things: readonly LockedCommendation[],
  verb: CommendationOwn,
  state: CommendationState,
  changes: CommendationChanges = {},
  why: (id: number) => Refusal | undefined = () => undefined,
): Promise<void> => {
  if (things.length === 0) return;
  const at = act.call.services.now();
  await storeState(
    act.tx,
    things.map(({ id }) => id),
    state,
    changes,
  );
  await recordEvents(
    act.tx,
    things.map(({ id }) => ({
      kind: commendationProcess.kind,
      id,
      verb,
      state,
      account: null,
      at,
      reason: why(id)?.text.zh ?? null,
    })),
  );
  for (const { id, dataset, cityCode } of things) {
    const reason = why(id);
    act.journal({
      act: actName(commendationProcess, verb),
      subject: `${commendationProcess.kind}/${id}`,
      dataset,
      ...(cityCode === null ? {} : { region: cityCode }),
      payload: reason === undefined ? {} : { code: reason.code, reason: reason.text.zh },
    });
  }
};

const goneFromRegister = refusal('not-found', { thing: { zh: '该企业或产品种类', en: 'The firm or the category' } });

/**
 * Asks the rule again of commendations that are open: what no longer meets it goes, or is taken down; a mere proposal follows the record. What
 * was submitted is held to the time that it was submitted for, so that a release does not end because its first check grows old. Call as engine.
 */
export const ask = async (act: Act, things: readonly LockedCommendation[], law: LawOfDay): Promise<void> => {
  const since = sinceOf(act, law);
  const against = new Map<number, Refusal>();
  for (let from = 0; from < things.length; from += batch) {
    const some = things.slice(from, from + batch);
    const weighed = await weigh(
      act,
      some.map((thing) => ({
        producerId: thing.producerId,
        categoryId: thing.categoryId,
        since: thing.state === 'proposed' ? since : thing.since,
      })),
      law,
    );
    const fresh = some.flatMap(({ id }, at) => {
      const found = weighed[at];
      if (found?.ok) return [{ id, ...found.value }];
      against.set(id, found?.refusal ?? goneFromRegister);
      return [];
    });
    await refreshProposals(act.tx, fresh);
  }
  const gone = things.filter(({ id }) => against.has(id));
  if (gone.length === 0) return;
  const why = (id: number) => against.get(id);
  await storeAgainst(
    act.tx,
    [...against].map(([id, found]) => ({ id, against: found })),
  );
  const [shown, others] = [
    gone.filter(({ state }) => state === 'released'),
    gone.filter(({ state }) => state !== 'released'),
  ];
  await move(act, shown, 'contradict', 'ended', { endedAt: act.call.services.now(), ending: endingOf.contradict }, why);
  await move(act, others, 'lapse', 'lapsed', { releaseAt: null }, why);
  await answered(
    act,
    others.map(({ id }) => id),
  );
  // The firm has its own record before it: it is told that, not what.
  await tellEnded(act, shown, 'record', () => undefined);
  await tellGivenUp(
    act,
    others.filter(({ answerUntil }) => answerUntil !== null),
    () => ({
      zh: '监督记录已变化，不再符合公布条件。',
      en: 'The record has changed, and it no longer meets the rule.',
    }),
  );
};

/** Finds what may be commended and enters it as proposals; without those that have one. Call as engine. */
const propose = async (act: Act, law: LawOfDay): Promise<void> => {
  const { today, services } = act.call;
  const since = sinceOf(act, law);
  const found = await candidates(act.tx, law, today);
  const at = services.now();
  for (let from = 0; from < found.length; from += batch) {
    const weighed = await weigh(
      act,
      found.slice(from, from + batch).map((pair) => ({ ...pair, since })),
      law,
    );
    const entered = await insertCommendations(
      act.tx,
      weighed.flatMap((one) => (one?.ok ? [one.value] : [])),
      { account: null, at },
    );
    await noteProposals(act, entered);
  }
};

/** Timeline and journal of new proposals. Call as engine. */
export const noteProposals = async (
  act: Act,
  entered: Awaited<ReturnType<typeof insertCommendations>>,
): Promise<void> => {
  const { services, actor } = act.call;
  await recordEvents(
    act.tx,
    entered.map(({ id }) => ({
      kind: commendationProcess.kind,
      id,
      verb: 'propose',
      state: 'proposed',
      account: actor.accountId,
      at: services.now(),
    })),
  );
  for (const { id, dataset, producerId, cityCode } of entered)
    act.journal({
      act: actName(commendationProcess, 'propose'),
      subject: `${commendationProcess.kind}/${id}`,
      dataset,
      ...(cityCode === null ? {} : { region: cityCode }),
      payload: { producerId },
    });
};

/** Each night: asks the rule of all that is open, then proposes what newly meets it. */
export const reviewCommendations = async (call: Call): Promise<void> => {
  const done = await perform(call, { permission: null, act: 'publicity.review-commendations' }, async (act) => {
    await act.asEngine();
    const law = lawOf(act);
    await ask(act, await lockOpen(act.tx, 'all'), law);
    await propose(act, law);
    return ok(undefined);
  });
  if (!done.ok) throw new Error(done.refusal.text.en);
};

/** What a release stores. */
export const releaseChanges = (act: Act, law: LawOfDay) => ({
  releaseAt: null,
  releasedAt: act.call.services.now(),
  shownUntil: addDays(act.call.today, law.shownDays),
});

/** Ends clocks and releases what is due, each once by the locked row and its state, also what became due while the program stood still. */
export const endCommendationClocks = async (call: Call): Promise<void> => {
  for (const what of ['answer-over', 'publish', 'expire'] as const)
    for (let full = true; full;) {
      const done = await perform(call, { permission: null, act: actName(commendationProcess, what) }, async (act) => {
        await act.asEngine();
        const { services, today } = act.call;
        const due = await lockDue(act.tx, what, { now: services.now(), today, most: batch });
        if (due.length === 0) return ok(0);
        const law = lawOf(act);
        if (what === 'expire') {
          await move(act, due, what, 'ended', { endedAt: services.now(), ending: endingOf.expire });
          await tellEnded(act, due, 'term', () => undefined);
          return ok(due.length);
        }
        // Whatever leads towards the public is asked of the record again.
        await ask(act, due, law);
        const standing = await stillIn(act, due);
        if (what === 'answer-over') {
          await move(act, standing, what, 'ready');
          await answered(
            act,
            standing.map(({ id }) => id),
          );
        } else {
          const changes = releaseChanges(act, law);
          await move(act, standing, what, 'released', changes);
          await tellReleased(act, standing, changes.shownUntil);
        }
        return ok(due.length);
      });
      full = done.ok && done.value === batch;
    }
};

/** Those that the rule has let stand. */
const stillIn = async (act: Act, things: readonly LockedCommendation[]): Promise<readonly LockedCommendation[]> => {
  const producers = [...new Set(things.map(({ producerId }) => producerId))];
  const open = new Set((await lockOpen(act.tx, { producers })).map(({ id }) => id));
  return things.filter(({ id }) => open.has(id));
};
