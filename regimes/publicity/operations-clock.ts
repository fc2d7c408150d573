import { datasets, type Dataset } from '#foundation/dataset.ts';
import { ok, refuse } from '#foundation/refusal.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { closeWork } from '#platform/work/index.ts';
import { dueBulletins, storeBulletinState } from './bulletins-storage.ts';
import { publishBulletin } from './operations-bulletins.ts';
import { dueReleases, expireShown, publishDue } from './acts-storage.ts';
import { recordEvents } from './events-storage.ts';
import { exposureTakenDownType } from './facts.ts';
import { pleadKey } from './operations-papers.ts';
import { settleHearings } from './operations-parties.ts';
import { journalWhole, leaveOutSpared, makePublic, tellNamed } from './operations-release.ts';
import { lapseParties } from './parties-storage.ts';

/** Things that one transaction takes at most. */
const batch = 1000;

/** Works off a pile in transactions of a batch each; every thing once, however many servers do it. */
const workOff = async (call: Call, name: string, step: (act: Act) => Promise<number>): Promise<void> => {
  for (let full = true; full;) {
    const done = await perform(call, { permission: null, act: name }, async (act) => {
      await act.asEngine();
      return ok(await step(act));
    });
    full = done.ok && done.value === batch;
  }
};

/** Releases exposures that are due. */
const releaseExposures = (call: Call): Promise<void> =>
  workOff(call, 'publicity.publish', async (act) => {
    const at = act.call.services.now();
    const due = await dueReleases(act.tx, at, batch);
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    await leaveOutSpared(act, ids);
    await publishDue(act.tx, ids, at);
    await recordEvents(
      act.tx,
      ids.map((id) => ({ kind: 'exposure', id, verb: 'publish', state: 'released', account: null, at })),
    );
    await makePublic(act, due);
    await journalWhole(act, 'publicity.publish', ids);
    return due.length;
  });

/** Releases the bulletins that are due, each in a transaction of its own: one that can't be printed keeps back no other. */
const releaseBulletins = async (call: Call): Promise<void> => {
  for (let more = true; more;) {
    const done = await perform(call, { permission: null, act: 'publicity.publish-bulletin' }, async (act) => {
      await act.asEngine();
      const at = act.call.services.now();
      const [due] = await dueBulletins(act.tx, at, 1);
      if (due === undefined) return ok(false);
      const { id, dataset } = due;
      const published = due.unpublished ? refuse('results-unpublished') : await publishBulletin(act, due, null);
      // What can't be released now goes back to the people who set its time, with the reason.
      const state = published.ok ? 'released' : 'submitted';
      const verb = published.ok ? 'publish' : 'fail';
      const reason = published.ok ? null : published.refusal.text.zh;
      await storeBulletinState(act.tx, id, state);
      await recordEvents(act.tx, [{ kind: 'bulletin', id, verb, state, account: null, at, reason }]);
      act.journal({
        act: `publicity.${verb}-bulletin`,
        subject: `bulletin/${id}`,
        dataset,
        payload: published.ok ? published.value : { reason },
      });
      return ok(true);
    });
    more = done.ok && done.value;
  }
};

/** Releases what is due: at its time, or when the program runs again after a time at which it did not. */
export const releaseDue = async (call: Call): Promise<void> => {
  await releaseExposures(call);
  await releaseBulletins(call);
};

/** Ends the time of firms that stated nothing. */
const lapseHearings = async (act: Act, dataset: Dataset): Promise<number> => {
  const due = await lapseParties(act.tx, dataset, act.call.today, batch);
  if (due.length === 0) return 0;
  const at = act.call.services.now();
  const ids = due.map(({ id }) => id);
  await closeWork(act, ids.map(pleadKey));
  await recordEvents(
    act.tx,
    ids.map((id) => ({ kind: 'party', id, verb: 'lapse', state: 'heard', account: null, at })),
  );
  act.journal({ act: 'publicity.lapse-party', subject: 'exposures', dataset, payload: { parties: ids } });
  await settleHearings(act, [...new Set(due.map(({ exposureId }) => exposureId))]);
  return due.length;
};

/** Takes down what has been shown for its time. */
const expire = async (act: Act, dataset: Dataset): Promise<number> => {
  const at = act.call.services.now();
  const ids = (await expireShown(act.tx, dataset, act.call.today, at, batch)).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await recordEvents(
    act.tx,
    ids.map((id) => ({ kind: 'exposure', id, verb: 'expire', state: 'taken-down', account: null, at })),
  );
  act.emit({ type: exposureTakenDownType, payload: { dataset, exposureIds: ids } });
  await tellNamed(act, ids, 'taken-down');
  await journalWhole(act, 'publicity.expire', ids);
  return ids.length;
};

/** Ends every clock that is over: hearings, and the time for which exposures are shown. */
export const endClocks = async (call: Call): Promise<void> => {
  for (const dataset of datasets) {
    await workOff(call, 'publicity.lapse-party', (act) => lapseHearings(act, dataset));
    await workOff(call, 'publicity.expire', (act) => expire(act, dataset));
  }
};
