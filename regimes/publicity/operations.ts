import type { ActAnswer } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import type { Act, Call } from '#platform/operation/index.ts';
import { type KeepingMany, takeActs } from '#platform/process/index.ts';
import { findExposures, freezeGrounds, type LockedExposure, lockExposures, storeStroke, visibleExposures } from './acts-storage.ts'; // prettier-ignore
import { exposurePlace, exposureRules } from './acts.ts';
import type { ExposureSelection } from './contract.ts';
import { exposureGrounds, lawFor } from './explain.ts';
import { type ExposureAct, exposureProcess, type ExposureState, programActLabels } from './exposure.ts';
import { exposureTakenDownType } from './facts.ts';
import { endHearing, tellFirms } from './operations-papers.ts';
import { leaveOutSpared, makePublic, papersOf, tellNamed } from './operations-release.ts';
import { closeReviews } from './operations-reviews.ts';
import { storiesOf } from './storage.ts';

/** How exposures are kept when they are acted on. */
const keepingIn = (
  province: string,
  releaseAt: Date | undefined,
): KeepingMany<ExposureState, ExposureAct, LockedExposure> => ({
  ...exposureRules,
  plural: 'exposures',
  ownWords: programActLabels,
  visible: visibleExposures,
  lockAll: lockExposures,
  placeOf: (exposure, verb) => exposurePlace(exposure, verb, province),
  regionOf: ({ cityCode }) => cityCode,
  storeStroke: (tx, ids, stroke) => storeStroke(tx, ids, stroke, releaseAt ?? null),
});

const freeze = async (act: Act, ids: readonly number[]): Promise<void> => {
  const lawOn = lawFor(act.law, act.call.today);
  for (let from = 0; from < ids.length; from += 1000) {
    const stories = await storiesOf(act.tx, ids.slice(from, from + 1000));
    await freezeGrounds(
      act.tx,
      stories.map((story) => ({ id: story.id, grounds: exposureGrounds(story, lawOn) })),
    );
  }
};

/** What an act brings with it before its new state is stored. */
const prepare = async (act: Act, verb: ExposureAct, ids: readonly number[], reason: string | null): Promise<void> => {
  if (verb === 'submit') await freeze(act, ids);
  if (verb === 'withdraw') await endHearing(act, ids, reason ?? '');
  if (verb === 'release') await leaveOutSpared(act, ids);
  if (verb === 'keep' || verb === 'revoke') await closeReviews(act, ids);
};

/** What follows from the new state, once it is stored. */
const follow = async (
  act: Act,
  verb: ExposureAct,
  exposures: readonly LockedExposure[],
): Promise<Result<undefined>> => {
  if (verb === 'decide')
    return tellFirms(
      act,
      exposures.map(({ id }) => id),
    );
  if (verb === 'release') await makePublic(act, exposures);
  if (verb === 'take-down' || verb === 'revoke') {
    await tellNamed(
      act,
      exposures.map(({ id }) => id),
      verb === 'revoke' ? 'revoked' : 'taken-down',
    );
    for (const [dataset, group] of Map.groupBy(exposures, (exposure) => exposure.dataset))
      act.emit({ type: exposureTakenDownType, payload: { dataset, exposureIds: group.map(({ id }) => id) } });
  }
  return ok(undefined);
};

/** Acts that the public sees: the journal keeps each exposure whole, so that it can be shown as it was. */
const seen: ReadonlySet<ExposureAct> = new Set(['release', 'take-down', 'revoke']);

/**
 * Takes an act on a selection of exposures, in one transaction. What can't be taken is told one by one; a selection of one that
 * is refused gives its refusal.
 */
export const actOnExposures = (
  call: Call,
  verb: ExposureAct,
  selection: ExposureSelection,
  reason?: string,
  releaseAt?: Date,
): Promise<Result<ActAnswer>> => {
  if (verb === 'schedule' && (releaseAt === undefined || releaseAt <= call.services.now()))
    return Promise.resolve(refuse('release-time-past'));
  const { province } = call.services;
  const chosen =
    'exposures' in selection
      ? { things: selection.exposures }
      : { count: selection.count, find: (tx: Tx) => findExposures(tx, selection.filter) };
  // Acts of the provincial bureau are refused to others before anything is looked at.
  const at = exposureProcess.acts[verb].permission === 'publicity.release' ? { at: province } : {};
  return takeActs(
    call,
    keepingIn(province, releaseAt),
    verb,
    chosen,
    { reason, ...at },
    async ({ act, things, reason: why }) => {
      const ids = things.map(({ id }) => id);
      await prepare(act, verb, ids, why);
      const after = () => follow(act, verb, things);
      if (!seen.has(verb)) return ok({ after });
      const papers = await papersOf(act, ids);
      return ok({ after, payloadOf: (id: number) => papers.get(id) ?? {} });
    },
  );
};
