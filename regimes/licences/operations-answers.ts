import type { LocalDate } from '#foundation/local-date.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { type IssuerAnswered, issuerAnsweredType } from './facts.ts';
import type { IssuerAnswer } from './licence.ts';
import { emitRevoked } from './operations-holds.ts';
import { tellRevokedByIssuer } from './operations-told.ts';
import { type LockedHold, openOwnHold, storeAnswer } from './storage-holds.ts';
import { storeTerm } from './storage.ts';

const { recordEvents } = eventsIn('licences');

/**
 * What the issuer does about a licence that a card holds takes effect: its own suspension of the product, the revocation of the licence, or
 * nothing; the timeline says it, and so does the card. Call as engine, with the hold locked.
 */
export const takeAnswer = async (
  act: Act,
  hold: LockedHold,
  { answer, on, words }: { readonly answer: IssuerAnswer; readonly on: LocalDate; readonly words: string },
): Promise<void> => {
  const { call, tx } = act;
  const { licenceId, dataset } = hold;
  const at = call.services.now();
  await storeAnswer(tx, hold.id, on, answer);
  if (answer === 'suspends') await openOwnHold(tx, hold, on, at);
  if (answer === 'withdraws') {
    await storeTerm(tx, licenceId, { revokedOn: on });
    await emitRevoked(act, dataset, [licenceId]);
    await tellRevokedByIssuer(act, [licenceId]);
  }
  await recordEvents(tx, [
    {
      kind: 'licence',
      id: licenceId,
      verb: `answer-${answer}`,
      state: answer,
      account: call.actor.accountId,
      at,
      reason: words,
      detail: { holdId: hold.id, categoryId: hold.categoryId, on },
    },
  ]);
  if (hold.cardId !== null)
    act.emit({
      type: issuerAnsweredType,
      payload: {
        dataset,
        cardId: hold.cardId,
        licenceId,
        answer,
        on,
        issuer: hold.issuer,
        number: hold.number,
        words,
      } satisfies IssuerAnswered,
    });
};
