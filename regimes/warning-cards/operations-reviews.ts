import { pair } from '#foundation/text-pair.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkItem } from '#platform/work/index.ts';
import { reviewedCards } from './storage.ts';

const kind = 'warning-cards.review';
const keysOf = (ids: readonly number[]) => ids.map((id) => ({ kind, subject: `card/${id}` }));

/** Asks the provincial bureau to decide about issued cards whose grounds are gone: revoke for error, or keep. */
export const openReviews = async (act: Act, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return;
  const cards = await reviewedCards(act.tx, ids);
  await openWork(
    act,
    cards.map((card): WorkItem => ({
      kind,
      subject: `card/${card.id}`,
      title: pair(
        `${card.number}（${card.producer}）的依据已消失，请复核`,
        `The grounds of ${card.number} (${card.producer}) are gone: decide the review`,
      ),
      link: `/cards/${card.id}`,
      permission: 'warning-cards.review',
      region: act.call.services.province,
      dataset: card.dataset,
      notBy: card.decidedBy,
      priority: 1,
    })),
  );
};

/** Closes the reviews of cards that were decided, or whose grounds are back. */
export const closeReviews = (act: Act, ids: readonly number[]): Promise<number> => closeWork(act, keysOf(ids));
