import type { Dataset } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/types.ts';
import { recordEvents } from './common/events-storage.ts';
import { mergedType, regionConfirmedType, type Merged, type RegionConfirmed } from '#registers/enterprises/facts.ts';
import { resultsChangedType, samplesReceivedType, type ResultsChanged } from './facts.ts';
import { openForReceived } from './reports/operations-open.ts';
import { followOpen } from './storage/following.ts';
import { followConfirmed, repointMerged } from './storage/repointing.ts';

/** Carries out `move` for the facts of each dataset, and tells who is touched. */
const eachDataset = async <Payload extends { readonly dataset: Dataset }>(
  act: Act,
  facts: readonly Fact[],
  cause: ResultsChanged['payload']['cause'],
  move: (payloads: readonly Payload[]) => Promise<number>,
  producers: (payload: Payload) => readonly number[],
): Promise<void> => {
  const payloads = facts.map((fact) => fact.payload as Payload);
  for (const [dataset, own] of Map.groupBy(payloads, (payload) => payload.dataset))
    if ((await move(own)) > 0)
      act.emit({ type: resultsChangedType, payload: { dataset, producers: own.flatMap(producers), cause } });
};

/** Open cases go on with the enterprise that stands, each with a remark of what its party was called. */
const followMerged = async (act: Act, merges: readonly Merged[]): Promise<void> => {
  const followed = await followOpen(act.tx, merges);
  if (followed.length === 0) return;
  const at = act.call.services.now();
  const { accountId: account } = act.call.actor;
  await recordEvents(
    act.tx,
    followed.map(({ kind, id, state, remark: reason }) => ({ kind, id, verb: 'merge', state, account, at, reason })),
  );
  act.journal({
    act: 'spot-checks.follow-merger',
    subject: `enterprise/${merges[0]?.into}`,
    dataset: merges[0]?.dataset ?? 'live',
    confidential: true,
    payload: { followed: followed.map(({ kind, id }) => `${kind}/${id}`), merges },
  });
};

/** Results follow their enterprises: to the one that a merged entry became, and to a confirmed city. A received sample opens a report. */
export const reactions: readonly Reaction[] = [
  {
    on: mergedType,
    room: 'spot-checks',
    react: (act, facts) =>
      eachDataset<Merged>(
        act,
        facts,
        'merge',
        async (merges) => {
          await followMerged(act, merges);
          return repointMerged(act.tx, merges);
        },
        ({ from, into }) => [from, into],
      ),
  },
  {
    on: regionConfirmedType,
    room: 'spot-checks',
    react: (act, facts) =>
      eachDataset<RegionConfirmed>(
        act,
        facts,
        'region',
        (places) =>
          followConfirmed(
            act.tx,
            places.map(({ enterpriseId }) => enterpriseId),
          ),
        ({ enterpriseId }) => [enterpriseId],
      ),
  },
  { on: samplesReceivedType, room: 'spot-checks', react: openForReceived },
];
