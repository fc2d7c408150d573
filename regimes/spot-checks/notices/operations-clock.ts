import { datasets, type Dataset } from '#foundation/dataset.ts';
import { ok } from '#foundation/refusal.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { closeWork } from '#platform/work/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { finaliseSamples } from './operations-final.ts';
import { finishTold } from './operations-objections.ts';
import { giveUpRetests } from './operations-retests.ts';
import { abandonRetests, settleTold } from './storage-objections.ts';
import { daysOfSilence, type DueNotice, lapseClocks, silentSince, storeSilence } from './storage.ts';
import { answerKey, wordKey } from './operations-work.ts';

/** Rows that one transaction takes at most. */
const batch = 5000;

const lapse = async (act: Act, dataset: Dataset, verb: 'lapse' | 'pass', due: readonly DueNotice[]): Promise<void> => {
  if (due.length === 0) return;
  const at = act.call.services.now();
  const state = verb === 'lapse' ? 'lapsed' : 'silent';
  await recordEvents(
    act.tx,
    due.map(({ id }) => ({ kind: 'notice', id, verb, state, account: null, at })),
  );
  await closeWork(
    act,
    due.flatMap(({ id, answered }) => [
      ...(answered ? [answerKey(id)] : []),
      ...(verb === 'lapse' ? [wordKey({ noticeId: id, objectionId: null })] : []),
    ]),
  );
  act.journal({
    act: `spot-checks.${verb}-notice`,
    subject: due.length === 1 ? `notice/${due[0]?.id}` : `notices/${due.length}`,
    dataset,
    payload: { notices: due.map(({ id }) => id) },
  });
  await finaliseSamples(act, dataset, [...new Set(due.map(({ sampleId }) => sampleId))]);
};

/** Who was silent where silence counts as confirmed; where it does not, people must ask again, and nobody else waits for them. */
const pass = async (act: Act, dataset: Dataset, limit: number): Promise<number> => {
  const days = await daysOfSilence(act.tx, dataset, act.call.today);
  const confirmed = days.filter((day) => act.law.get<boolean>('spot-checks.silence-confirms', day).value);
  const due = await silentSince(act.tx, dataset, act.call.today, confirmed, limit);
  await storeSilence(
    act.tx,
    due.map(({ id }) => id),
  );
  await lapse(act, dataset, 'pass', due);
  return due.length;
};

const steps: readonly ((act: Act, dataset: Dataset, limit: number) => Promise<number>)[] = [
  pass,
  async (act, dataset, limit) => {
    const due = await lapseClocks(act.tx, dataset, act.call.today, limit);
    await lapse(act, dataset, 'lapse', due);
    return due.length;
  },
  async (act, dataset, limit) => {
    const due = await abandonRetests(act.tx, dataset, act.call.today, limit);
    await giveUpRetests(act, dataset, due);
    return due.length;
  },
  async (act, dataset, limit) => {
    const due = await settleTold(act.tx, dataset, act.call.today, limit);
    await finishTold(act, dataset, due);
    return due.length;
  },
];

/**
 * Ends every clock that is over: answers that did not come, objections that were not filed, formalities that were not done. Each once,
 * however many servers run it; a pile is worked off in several transactions of at most `limit` things.
 */
export const endClocks = async (call: Call, limit = batch): Promise<void> => {
  for (const dataset of datasets)
    for (const step of steps)
      for (let full = true; full;) {
        const done = await perform(call, { permission: null, act: 'spot-checks.lapse-notice' }, async (act) => {
          await act.asEngine();
          return ok(await step(act, dataset, limit));
        });
        full = done.ok && done.value === limit;
      }
};
