import type { Dataset } from '#foundation/dataset.ts';
import type { Reaction } from '#platform/manifest.ts';
import { type Act, insist } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type ReportsChanged, reportsChangedType, type ReservesTampered, reservesTamperedType, type VisitsEnded, visitsEndedType } from '../facts.ts'; // prettier-ignore
import { issueResultNotices, voidResultNotices } from '../papers/operations-notices.ts';
import { enterRefusedVisits } from './operations-final.ts';
import { finishByReports, spoil } from './operations-retests.ts';
import { dueOrNull, placeWithin } from './rules.ts';
import { retestsUnderWay } from './storage-objections.ts';
import { insertNotices, moveSamples, voidNotices, wantedNotices } from './storage.ts';
import { answerKey, denialKey, serveKey, serveWork, wordKey } from './operations-work.ts';

/** Draws up the notices of reports that took effect, numbered, each with its day by which it is to be served. */
const openNotices = async (act: Act, dataset: Dataset, reportIds: readonly number[]): Promise<void> => {
  const { tx, call, law } = act;
  const wanted = await wantedNotices(tx, reportIds);
  if (wanted.length === 0) return;
  const dueOn = dueOrNull(
    call.today,
    law.get<number>('spot-checks.service-days', call.today).value,
    'working',
    law.calendar,
  );
  const ids = await insertNotices(tx, dataset, wanted, dueOn);
  const numbers = insist(await issueResultNotices(act, ids));
  const at = call.services.now();
  const samples = [...new Set(wanted.map(({ sampleId }) => sampleId))];
  const moved = await moveSamples(tx, samples, ['received', 'tested'], 'noticed');
  await recordEvents(tx, [
    ...ids.map((id) => ({ kind: 'notice', id, verb: 'open', state: 'to-serve', account: null, at })),
    ...moved.map((id) => ({ kind: 'sample', id, verb: 'notice', state: 'noticed', account: null, at })),
  ]);
  const items = wanted.map((notice, index) => ({
    ...notice,
    number: numbers[index] ?? '',
    dataset,
    id: ids[index] ?? 0,
    region: placeWithin(notice, call.services.province),
  }));
  await openWork(
    act,
    items.map((item) => serveWork(item, dueOn)),
  );
  act.journal({
    act: 'spot-checks.open-notice',
    subject: ids.length === 1 ? `notice/${ids[0]}` : `notices/${ids.length}`,
    dataset,
    payload: { reports: reportIds.length, numbers: [numbers[0], numbers.at(-1)] },
  });
};

/** A report lost effect: its notices are void, and a sample that waited for finality is tested again. */
const annulNotices = async (act: Act, dataset: Dataset, reportIds: readonly number[]): Promise<void> => {
  const voided = await voidNotices(act.tx, reportIds);
  if (voided.length === 0) return;
  const at = act.call.services.now();
  const samples = [...new Set(voided.map(({ sampleId }) => sampleId))];
  await voidResultNotices(
    act,
    dataset,
    voided.map(({ id }) => id),
  );
  const moved = await moveSamples(act.tx, samples, ['noticed'], 'received');
  await recordEvents(act.tx, [
    ...voided.map(({ id }) => ({ kind: 'notice', id, verb: 'annul', state: 'void', account: null, at })),
    ...moved.map((id) => ({ kind: 'sample', id, verb: 'reopen', state: 'received', account: null, at })),
  ]);
  await closeWork(
    act,
    voided.flatMap(({ id }) => [
      serveKey(id),
      answerKey(id),
      denialKey(id),
      wordKey({ noticeId: id, objectionId: null }),
    ]),
  );
  act.journal({
    act: 'spot-checks.annul-notice',
    subject: voided.length === 1 ? `notice/${voided[0]?.id}` : `notices/${voided.length}`,
    dataset,
    payload: { notices: voided.map(({ id }) => id), reports: reportIds },
  });
};

export const noticeReactions: readonly Reaction[] = [
  {
    on: reportsChangedType,
    room: 'spot-checks',
    react: async (act, facts) => {
      for (const { payload } of facts as ReportsChanged[]) {
        const { dataset, state, reportIds } = payload;
        if (state === 'void') await annulNotices(act, dataset, reportIds);
        else {
          await openNotices(act, dataset, reportIds);
          await finishByReports(act, dataset, await retestsUnderWay(act.tx, { reportIds }));
        }
      }
    },
  },
  {
    on: reservesTamperedType,
    room: 'spot-checks',
    react: async (act, facts) => {
      for (const { payload } of facts as ReservesTampered[])
        await spoil(act, payload.dataset, await retestsUnderWay(act.tx, { sampleIds: payload.sampleIds }));
    },
  },
  {
    on: visitsEndedType,
    room: 'spot-checks',
    react: async (act, facts) => {
      for (const { payload } of facts as VisitsEnded[])
        await enterRefusedVisits(act, payload.dataset, payload.visitIds);
    },
  },
];
