import type { Dataset } from '#foundation/dataset.ts';
import { numbersInEntry } from '#platform/journal/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { heldType, holdEndedType, licenceRevokedType } from './facts.ts';
import { askBodies, lapse, tellBodies } from './operations-bodies.ts';
import { issueSuspensions, voidSuspensions } from './operations-papers.ts';
import { findLeads } from './operations-leads.ts';
import {
  cardsWithoutLicence,
  type EndCause,
  endSuspensions,
  type HoldChange,
  matchHolds,
  openSuspensions,
} from './storage-holds.ts';
import { tellEnded, tellHeld } from './operations-told.ts';
import { takeTurn } from './storage.ts';

/** One entry in the journal for any number of holds. */
const note = (
  act: Act,
  verb: 'hold' | 'end-hold',
  dataset: Dataset,
  changes: readonly HoldChange[],
  more: object,
): void => {
  const licences = [...new Set(changes.map(({ licenceId }) => licenceId))];
  const [only] = licences;
  const listed = numbersInEntry('licences', licences);
  act.journal({
    act: `licences.${verb}`,
    subject: licences.length === 1 && only !== undefined ? `licence/${only}` : 'licences',
    dataset,
    payload: {
      holds: changes.length,
      ...listed,
      ...('sha256' in listed ? { count: licences.length } : {}),
      ...more,
    },
  });
};

const emit = (act: Act, type: string, dataset: Dataset, changes: readonly HoldChange[]): void =>
  act.emit({
    type,
    payload: {
      dataset,
      cardIds: [...new Set(changes.map(({ cardId }) => cardId))],
      licenceIds: [...new Set(changes.map(({ licenceId }) => licenceId))],
    },
  });

/** Gives licences the holds that open cards demand: after a card, a table, a renewal, a merger. */
export const matchAll = async (act: Act, dataset: Dataset): Promise<void> => {
  const { call, tx } = act;
  const held = await matchHolds(tx, call.today, call.services.now(), call.actor.accountId);
  if (held.length > 0) {
    await issueSuspensions(act, held);
    await tellHeld(act, held);
    emit(act, heldType, dataset, held);
    note(act, 'hold', dataset, held, {});
  }
  await askBodies(act, dataset);
};

/** Use is suspended for the product of each card; a producer that needs a licence and has none becomes a lead (notice 4.3.1, 3.1.1). */
export const holdForCards = async (act: Act, dataset: Dataset, cardIds: readonly number[]): Promise<void> => {
  const { call, tx } = act;
  await takeTurn(tx);
  const opened = await openSuspensions(tx, cardIds, call.today, call.services.now());
  if (opened.length === 0) return;
  await matchAll(act, dataset);
  await findLeads(
    act,
    dataset,
    opened.map(({ cardId }) => cardId),
  );
};

/** A card that is lifted, revoked or ended lets go of what it held, and of nothing else. */
export const endHolds = async (
  act: Act,
  dataset: Dataset,
  cardIds: readonly number[],
  cause: EndCause,
): Promise<void> => {
  const { call, tx } = act;
  await takeTurn(tx);
  const ended = await endSuspensions(tx, cardIds, cause, call.today, call.services.now(), call.actor.accountId);
  if (ended.length === 0) return;
  if (cause === 'card-revoked') await voidSuspensions(act, ended);
  await tellEnded(act, ended);
  await tellBodies(act, ended.map(({ holdId }) => holdId)); // prettier-ignore
  await lapse(act, dataset);
  emit(act, holdEndedType, dataset, ended);
  note(act, 'end-hold', dataset, ended, { cause });
};

/** Says that licences were revoked, with the cards that have nothing left to suspend. */
export const emitRevoked = async (act: Act, dataset: Dataset, licenceIds: readonly number[]): Promise<void> =>
  act.emit({
    type: licenceRevokedType,
    payload: { dataset, licenceIds: [...licenceIds], cardIds: await cardsWithoutLicence(act.tx, licenceIds) },
  });
