import type { Dataset } from '#foundation/dataset.ts';
import { localDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { type PaperEra, stepsOfPaper } from '../paper-era.ts';
import { termsOfService } from './operations-terms.ts';
import { followWork, openRecheckClock, openRectifyClock } from './operations-work.ts';
import { insertRectifications, lockRectifications, storeAdopted } from './storage.ts';

const kind = 'rectification';
const onPaper = '据纸质材料补录';

/**
 * Goes on with rectifications that began on paper: under their old numbers and days, their terms counted from the service by the law of
 * that day. No paper goes out. Call as engine, once the cards are issued.
 */
export const adoptRectifications = async (
  act: Act,
  dataset: Dataset,
  cards: readonly { readonly id: number; readonly era: PaperEra }[],
): Promise<Result<undefined>> => {
  const { today, services, actor } = act.call;
  const eras = new Map(cards.map(({ id, era }) => [id, era]));
  const opened = await insertRectifications(act.tx, [...eras.keys()], today, services.now());
  const things = await lockRectifications(
    act.tx,
    opened.map(({ id }) => id),
  );
  const adopted = [];
  for (const thing of things) {
    const era = eras.get(thing.cardId);
    if (!era) continue;
    const terms = era.service && termsOfService(act, 'order', { manner: era.service.manner, day: localDate(era.service.day) }); // prettier-ignore
    if (terms && !terms.ok) return terms;
    adopted.push({ thing: { ...thing, dueOn: terms?.value.dueOn ?? null }, era, terms: terms?.value ?? null });
  }
  await storeAdopted(
    act.tx,
    adopted.map(({ thing, era, terms }) => ({
      id: thing.id,
      number: era.orderNumber ?? era.number,
      state: era.state,
      ordered_on: era.issuedOn,
      served_on: era.service?.day ?? null,
      manner: era.service?.manner ?? null,
      proof: era.service?.proof ?? null,
      effective_on: terms?.effectiveOn ?? null,
      due_on: terms?.dueOn ?? null,
      recheck_due_on: terms?.recheckDueOn ?? null,
      answered_on: era.answeredOn,
      visited_on: era.visitedOn,
    })),
  );
  const steps = adopted.flatMap(({ thing, era }) => stepsOfPaper(era.state).map((step) => ({ ...step, id: thing.id })));
  await eventsIn('warning-cards').recordEvents(
    act.tx,
    steps.map(({ id, verb, state }) => ({ kind, id, verb, state, account: actor.accountId, at: services.now(), reason: onPaper })),
  ); // prettier-ignore
  for (const [verb, taken] of Map.groupBy(steps, (step) => step.verb))
    act.journal({
      act: `warning-cards.${verb}-${kind}`,
      subject: taken.length === 1 ? `${kind}/${taken[0]?.id}` : `${kind}s`,
      dataset,
      payload: {
        count: taken.length,
        reason: onPaper,
        ...(taken.length <= 200 ? { rectifications: taken.map(({ id }) => id) } : {}),
      },
    });
  for (const { thing, era, terms } of adopted) {
    if (terms === null) continue;
    // A term that is over already ends tonight, and is not lost.
    if (era.state === 'rectifying') await openRectifyClock(act, thing, terms.dueOn);
    await openRecheckClock(act, thing, terms.recheckDueOn);
  }
  for (const [state, group] of Map.groupBy(adopted, ({ era }) => era.state))
    await followWork(
      act,
      group.map(({ thing }) => thing),
      state,
    );
  return ok(undefined);
};
