import type { Dataset } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';
import type { CopyRow } from '#platform/database/index.ts';
import { messagesAnsweredType } from '#platform/delivery/facts.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/types.ts';
import { eventsIn } from '#platform/process/index.ts';
import { resultsChangedType, type ResultsChanged } from '#regimes/spot-checks/facts.ts';
import { mergedType, type Merged, regionConfirmedType, type RegionConfirmed, renamedType, type Renamed } from '#registers/enterprises/facts.ts'; // prettier-ignore
import { admittedKeys, failingGroups, type FailingRow } from './cases-storage.ts';
import { lawFor } from './explain.ts';
import {
  copyDecided,
  followMerges,
  moveCards,
  moveMergedCards,
  openDecided,
  reconcile,
  takeTurn,
} from './reconcile-storage.ts';
import { closeReviews, openReviews } from './operations-reviews.ts';
import { takeCommerceAnswers } from './rectification/operations-commerce.ts';
import { takeLetterAnswers } from './rectification/operations-tasks.ts';
import {
  decideRechecks,
  endWithLicence,
  mergeWithFirm,
  moveWithFirm,
  renameWithFirm,
} from './rectification/operations-open.ts';
import { decideCard, inOrder } from './rules.ts';
import { cardProcess, type FailingSample, type IssuerNote } from './warning-card.ts';
import { lockCards } from './acts-storage.ts';

const { recordEvents } = eventsIn('warning-cards');

const sampleOf = ({
  resultId,
  product,
  brand,
  model,
  batch,
  sampledOn,
  items,
  disagrees,
}: FailingRow): FailingSample => ({
  resultId,
  product,
  brand,
  model,
  batch,
  sampledOn,
  items,
  disagrees,
});

/** The day that selects the law: the same of all samples of a check but while they become final one by one. */
const lastLawDay = (group: readonly FailingRow[]): FailingRow['lawDay'] =>
  group.reduce<FailingRow['lawDay']>(
    (last, { lawDay }) => (lawDay !== null && (last === null || lawDay > last) ? lawDay : last),
    null,
  );

/** Recomputes the proposals of everything touched: streams the failing samples, decides, and reconciles in sets. */
const recompute = async (act: Act, dataset: Dataset, cause: string): Promise<void> => {
  const { tx, call } = act;
  await takeTurn(tx);
  await followMerges(tx);
  await openDecided(tx);
  const lawOn = lawFor(act.law, call);
  const admitted = await admittedKeys(tx);
  const notProposed: Record<string, number> = {};
  const rowOf = (group: readonly FailingRow[]): CopyRow | undefined => {
    const first = group[0];
    if (first === undefined) return undefined;
    const key = `${first.producerId}/${first.categoryId}/${first.checkId}`;
    const samples = inOrder(group.map(sampleOf));
    const decision = decideCard({ ...first, admitted: admitted.has(key), samples }, lawOn(lastLawDay(group)));
    if (decision.outcome === 'none') {
      notProposed[decision.reason] = (notProposed[decision.reason] ?? 0) + 1;
      return undefined;
    }
    const held = decision.outcome === 'hold' ? decision.reason : null;
    return [
      first.producerId, first.categoryId, first.checkId, first.dataset, decision.kind, held === null ? 'proposed' : 'held', held,
      first.provinceCode, first.cityCode, first.countyCode, decision.historical, first.publishedOn, samples.length, JSON.stringify(samples),
    ]; // prettier-ignore
  };
  for await (const groups of failingGroups(tx))
    await copyDecided(
      tx,
      groups.map(rowOf).filter((row) => row !== undefined),
    );
  const done = await reconcile(tx, call.services.now());
  await openReviews(act, done.opened);
  await closeReviews(act, done.closed);
  act.journal({
    act: 'warning-cards.recompute',
    subject: cause,
    dataset,
    payload: { ...done.counts, by: done.by, notProposed },
  });
};

/** Of `licences/issuer-answered@1`, written out: the room licences rests on this one, which therefore can't import its facts. */
interface IssuerAnswer {
  readonly dataset: Dataset;
  readonly cardId: number;
  readonly licenceId: number;
  readonly answer: 'suspends' | 'withdraws' | 'keeps' | 'noted';
  readonly issuer: string;
  readonly number: string;
  readonly words: string;
}

/** What the issuer of a licence that the card suspends does about it stands on the card too. */
const noteIssuer = async (act: Act, told: IssuerAnswer): Promise<void> => {
  const verb: IssuerNote = `issuer-${told.answer}`;
  const [card] = await lockCards(act.tx, [told.cardId]);
  if (!card) return;
  await recordEvents(act.tx, [
    {
      kind: cardProcess.kind,
      id: card.id,
      verb,
      state: card.state,
      account: act.call.actor.accountId,
      at: act.call.services.now(),
      reason: `${told.issuer}，${told.number}：${told.words}`,
    },
  ]);
  act.journal({
    act: `warning-cards.${verb}`,
    subject: `card/${card.id}`,
    dataset: told.dataset,
    ...(card.cityCode === null ? {} : { region: card.cityCode }),
    payload: { licenceId: told.licenceId, issuer: told.issuer },
  });
};

export const reactions: readonly Reaction[] = [
  {
    on: resultsChangedType,
    room: 'warning-cards',
    react: async (act, facts: readonly Fact[]) => {
      const [fact] = facts;
      if (fact === undefined) return;
      const { dataset, importId, cause } = fact.payload as ResultsChanged['payload'];
      // The temporary table holds what all facts of this transaction touched.
      await recompute(act, dataset, importId === undefined ? cause : `import/${importId}`);
      await decideRechecks(act);
    },
  },
  {
    on: regionConfirmedType,
    room: 'warning-cards',
    react: async (act, facts) => {
      for (const fact of facts) {
        const place = fact.payload as RegionConfirmed;
        await moveWithFirm(act, place);
        const moved = await moveCards(act.tx, place.enterpriseId, place.cityCode, place.countyCode);
        if (moved > 0)
          act.journal({
            act: 'warning-cards.move',
            subject: `enterprise/${place.enterpriseId}`,
            dataset: place.dataset,
            region: place.cityCode,
            payload: { cards: moved, cityCode: place.cityCode, countyCode: place.countyCode },
          });
      }
    },
  },
  {
    on: messagesAnsweredType,
    room: 'warning-cards',
    react: async (act, facts) => {
      await takeLetterAnswers(act, facts);
      await takeCommerceAnswers(act, facts);
    },
  },
  {
    on: renamedType,
    room: 'warning-cards',
    react: async (act, facts) => {
      for (const { payload } of facts) await renameWithFirm(act, (payload as Renamed).enterpriseId);
    },
  },
  {
    on: mergedType,
    room: 'warning-cards',
    react: async (act, facts) => {
      for (const { payload } of facts) {
        const { from, into } = payload as Merged;
        await mergeWithFirm(act, from, into);
        await moveMergedCards(act.tx, from, into);
      }
    },
  },
  {
    on: 'licences/issuer-answered@1',
    room: 'warning-cards',
    react: async (act, facts) => {
      for (const { payload } of facts) await noteIssuer(act, payload as IssuerAnswer);
    },
  },
  {
    on: 'licences/licence-revoked@1',
    room: 'warning-cards',
    react: async (act, facts) => {
      await endWithLicence(
        act,
        facts.flatMap(({ payload }) => (payload as { cardIds?: readonly number[] }).cardIds ?? []),
      );
    },
  },
];
