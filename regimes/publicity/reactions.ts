import { z } from 'zod';
import { type Dataset, datasetSchema } from '#foundation/dataset.ts';
import type { Fact } from '#foundation/fact.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { CopyRow } from '#platform/database/index.ts';
import type { Reaction } from '#platform/manifest.ts';
import type { Act } from '#platform/operation/types.ts';
import type { Reconciled } from '#platform/process/index.ts';
import {
  cardEndedType,
  cardLiftedType,
  cardRevokedType,
  foundFakeType,
  rectificationRefusedType,
  turnedRedType,
} from '#regimes/warning-cards/facts.ts';
import { resultsChangedType, type ResultsChanged } from '#regimes/spot-checks/facts.ts';
import { mergedType, regionConfirmedType, type RegionConfirmed } from '#registers/enterprises/facts.ts';
import { type ExposedSample, type ExposureBasis, productLine, sellersOf } from './basis.ts';
import {
  fakeCards,
  judgedGroups,
  type JudgedRow,
  type ProducerFacts,
  publicationDays,
  refusalGroups,
  refusedCards,
  seriousGroups,
  type SeriousRow,
} from './cases-storage.ts';
import { lawFor } from './explain.ts';
import { endHearing } from './operations-papers.ts';
import { closeReviews, openReviews } from './operations-reviews.ts';
import { restate } from './proposal-rules.ts';
import { type StatedExposure, statedExposures } from './proposals-storage.ts';
import {
  copyDecided,
  followMergedParties,
  followMerges,
  moveExposures,
  noteAftermath,
  openDecided,
  reconcile,
  reconcileCards,
  takeTurn,
} from './reconcile-storage.ts';
import {
  decideConsecutive,
  decideFake,
  decideRectification,
  decideRefusal,
  decideSerious,
  type JudgedCheck,
} from './rules.ts';

const latest = (rows: readonly JudgedRow[]): JudgedRow['sampledOn'] =>
  rows.reduce<JudgedRow['sampledOn']>(
    (last, { sampledOn }) => (sampledOn !== null && (last === null || sampledOn > last) ? sampledOn : last),
    null,
  );

const sampleOf = ({ resultId, product, brand, model, batch, items, sellerId, sellerName }: SeriousRow): ExposedSample => ({
  resultId, product, brand, model, batch, items, seller: sellerId === null || sellerName === null ? null : { id: sellerId, name: sellerName },
}); // prettier-ignore

/** What each check found, out of the samples of one producer and category. */
const checksOf = (rows: readonly JudgedRow[]): JudgedCheck[] =>
  [...Map.groupBy(rows, (row) => row.checkId).values()].map((samples) => {
    const { checkId, authority, level, kind, checkBatch, publishedOn } = samples[0] as JudgedRow;
    const lawDay = samples.reduce<JudgedRow['lawDay']>(
      (last, one) => (one.lawDay !== null && (last === null || one.lawDay > last) ? one.lawDay : last),
      null,
    );
    const failing = samples.filter((sample) => sample.verdict === 'fail').map(sampleOf);
    return {
      checkId,
      authority,
      level,
      kind,
      checkBatch,
      publishedOn,
      lawDay,
      sampledOn: latest(samples),
      failing,
      passed: samples.length - failing.length,
    };
  });

const lastDayOf = (basis: ExposureBasis): LocalDate | null => {
  switch (basis.ground) {
    case 'consecutive-failures':
      return basis.checks.at(-1)?.on ?? null;
    case 'rectification':
      return basis.refusedOn;
    case 'fake':
      return basis.foundOn;
    case 'refusal':
    case 'serious':
    case 'stated':
      return basis.check.publishedOn;
  }
};

const rowOf = (producer: ProducerFacts, basis: ExposureBasis, key: string, categoryId: number | null): CopyRow => [
  producer.producerId, basis.ground, key, producer.dataset, 'proposed', categoryId, productLine(basis), producer.provinceCode, producer.cityCode,
  producer.countyCode, producer.dataset === 'historical', lastDayOf(basis),
  sellersOf(basis).map((seller) => seller.id), JSON.stringify(basis),
]; // prettier-ignore

/** An officer's exposure as it stands now; none where its ground is gone. */
const stillStated = (stated: StatedExposure): CopyRow[] => {
  const basis = restate(stated.basis, stated.check, stated.standing);
  if (basis === null) return [];
  const { producerId, ground, key, dataset, categoryId, product, provinceCode, cityCode, countyCode } = stated;
  const { historical, lastOn, sellerIds } = stated;
  return [[
    producerId, ground, key, dataset, 'proposed', categoryId, product, provinceCode, cityCode, countyCode, historical, lastOn, sellerIds,
    JSON.stringify(basis),
  ]]; // prettier-ignore
};

/** Recomputes the proposals of everything touched, and what officers stated: streams what was judged and refused, decides, and reconciles in sets. */
const recompute = async (act: Act, dataset: Dataset, cause: string): Promise<void> => {
  const { tx, call } = act;
  await takeTurn(tx);
  await followMerges(tx);
  await followMergedParties(tx);
  await openDecided(tx);
  const lawOn = lawFor(act.law, call.today);
  const days = await publicationDays(tx, dataset);
  const least = days.reduce((fewest, day) => Math.min(fewest, lawOn(day).consecutive.value), Infinity);
  for await (const groups of judgedGroups(tx, Number.isFinite(least) ? least : 1))
    await copyDecided(
      tx,
      groups.flatMap((rows): CopyRow[] => {
        const first = rows[0] as JudgedRow;
        const basis = decideConsecutive(checksOf(rows), first.retailer, lawOn);
        return basis ? [rowOf(first, basis, `category/${first.categoryId}`, first.categoryId)] : [];
      }),
    );
  for await (const groups of refusalGroups(tx))
    await copyDecided(
      tx,
      groups.flatMap((rows): CopyRow[] => {
        const [first] = rows;
        const basis = first && decideRefusal(first, rows, first.retailer, lawOn);
        if (!basis) return [];
        const categories = new Set(basis.refused.map((refused) => refused.categoryId));
        const [only = null] = categories.size === 1 ? categories : [];
        return [rowOf(first, basis, `check/${first.checkId}`, only)];
      }),
    );
  for await (const groups of seriousGroups(tx))
    await copyDecided(
      tx,
      groups.flatMap((rows): CopyRow[] => {
        const first = rows[0] as SeriousRow;
        const basis = decideSerious(first, rows.map(sampleOf), first.retailer, lawOn);
        return basis
          ? [rowOf(first, basis, `check/${first.checkId}/category/${first.categoryId}`, first.categoryId)]
          : [];
      }),
    );
  await copyDecided(tx, (await statedExposures(tx, dataset)).flatMap(stillStated));
  await followUp(act, await reconcile(tx, call.services.now(), dataset), dataset, cause);
};

/** Reviews of what is public, notices of what is not, and the journal. */
const followUp = async (act: Act, done: Reconciled, dataset: Dataset, cause: string): Promise<void> => {
  await openReviews(act, done.opened);
  await closeReviews(act, done.closed);
  await endHearing(act, done.returned, '所依据的结果或决定已变化，告知的事项不再成立');
  act.journal({ act: 'publicity.recompute', subject: cause, dataset, payload: { ...done.counts, by: done.by } });
};

/** Refusals to rectify or fakes were found, or the cards that they rest on revoked: proposes, or takes the ground away. */
const onCards = (found: 'rectification' | 'fake' | null) => async (act: Act, facts: readonly Fact[]) => {
  for (const fact of facts) {
    const { dataset, cardIds } = cardsPayload.parse(fact.payload);
    const { tx, call } = act;
    await takeTurn(tx);
    await openDecided(tx);
    const lawOn = lawFor(act.law, call.today);
    if (found === 'rectification')
      await copyDecided(
        tx,
        (await refusedCards(tx, cardIds)).flatMap((card): CopyRow[] => {
          const basis = decideRectification(card, call.today, lawOn);
          return basis ? [rowOf(card, basis, `card/${card.cardId}`, card.categoryId)] : [];
        }),
      );
    if (found === 'fake')
      await copyDecided(
        tx,
        (await fakeCards(tx, cardIds)).flatMap((card): CopyRow[] => {
          const basis = decideFake(card, lawOn);
          return basis ? [rowOf(card, basis, `card/${card.cardId}`, card.categoryId)] : [];
        }),
      );
    const grounds = found === null ? (['rectification', 'fake'] as const) : [found];
    const done = await reconcileCards(tx, call.services.now(), cardIds, grounds);
    if (Object.values(done.counts).some((count) => count > 0)) await followUp(act, done, dataset, 'exposures');
  }
};

/** What became of a card is shown with the exposures of the same producer and product. */
const onAftermath = (kind: 'card-lifted' | 'card-ended' | 'turned-red') => async (act: Act, facts: readonly Fact[]) => {
  for (const fact of facts) await noteAftermath(act.tx, kind, cardsPayload.parse(fact.payload).cardIds, act.call.today);
};

const cardsPayload = z.object({ dataset: datasetSchema, cardIds: z.array(z.number().int()) });

export const reactions: readonly Reaction[] = [
  {
    on: resultsChangedType,
    room: 'publicity',
    react: async (act, facts: readonly Fact[]) => {
      const [fact] = facts;
      if (fact === undefined) return;
      const { dataset, importId, cause } = fact.payload as ResultsChanged['payload'];
      // The temporary table holds what all facts of this transaction touched.
      await recompute(act, dataset, importId === undefined ? cause : `import/${importId}`);
    },
  },
  { on: rectificationRefusedType, room: 'publicity', react: onCards('rectification') },
  { on: foundFakeType, room: 'publicity', react: onCards('fake') },
  { on: cardRevokedType, room: 'publicity', react: onCards(null) },
  { on: cardLiftedType, room: 'publicity', react: onAftermath('card-lifted') },
  { on: cardEndedType, room: 'publicity', react: onAftermath('card-ended') },
  { on: turnedRedType, room: 'publicity', react: onAftermath('turned-red') },
  {
    // No result changes where a seller is merged, and yet the one that remains goes on with its case.
    on: mergedType,
    room: 'publicity',
    react: async (act) => {
      await takeTurn(act.tx);
      await followMergedParties(act.tx);
    },
  },
  {
    on: regionConfirmedType,
    room: 'publicity',
    react: async (act, facts) => {
      for (const fact of facts) {
        const place = fact.payload as RegionConfirmed;
        const moved = await moveExposures(act.tx, place.enterpriseId, place.cityCode, place.countyCode);
        if (moved > 0)
          act.journal({
            act: 'publicity.move',
            subject: `enterprise/${place.enterpriseId}`,
            dataset: place.dataset,
            region: place.cityCode,
            payload: { exposures: moved, cityCode: place.cityCode, countyCode: place.countyCode },
          });
      }
    },
  },
];
