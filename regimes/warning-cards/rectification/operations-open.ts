import type { Dataset } from '#foundation/dataset.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { DeadlineKind } from '#platform/deadlines/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { pair } from '#foundation/text-pair.ts';
import { showPapersAt } from '#platform/documents/index.ts';
import { showEvidenceAt } from '#platform/evidence/index.ts';
import { cardLiftedType } from '../facts.ts';
import { annulAnnouncements, termAnnouncements } from './operations-announcements.ts';
import { issueLifts, issueOrders, issueSellerOrders, voidOrders } from './operations-papers.ts';
import { closeTasksOf, moveTasksOf } from './operations-tasks.ts';
import { tellOfRectifications, tellOfSellerOrders } from './operations-told.ts';
import { closeClocks, followWork, placeOf, recheckClock, rectifyClock, redirectClocks } from './operations-work.ts';
import type { OwnVerb, RectificationState } from './rectification.ts';
import { failuresCountFrom, recheckOutcome, underArticle17 } from './rules.ts';
import { type Followed, followMergedFirms, moveRectifications, openOfFirm } from './storage-firms.ts';
import { insertRectifications, insertSellerOrders, type LockedRectification, lockRectifications, recheckResults, rectificationsOfCards, storeRechecks, storeStates, voidSellerOrders } from './storage.ts'; // prettier-ignore
import { lockSellerOrders } from './storage-sellers.ts';
import { closeSellerClocks, redirectSellerClocks } from './operations-seller-work.ts';

const { recordEvents } = eventsIn('warning-cards');
type Kind = 'rectification' | 'seller-order';

const record = (
  act: Act,
  ids: readonly number[],
  verb: OwnVerb | 'open' | 'move' | 'record-revocation',
  state: string,
  kind: Kind = 'rectification',
): Promise<void> =>
  recordEvents(
    act.tx,
    ids.map((id) => ({
      kind,
      id,
      verb,
      state,
      account: verb === 'open' ? act.call.actor.accountId : null,
      at: act.call.services.now(),
    })),
  );

const note = (act: Act, verb: string, dataset: Dataset, ids: readonly number[], kind: Kind = 'rectification'): void =>
  act.journal({
    act: `warning-cards.${verb}-${kind}`,
    subject: ids.length === 1 ? `${kind}/${ids[0]}` : `${kind}s`,
    dataset,
    payload: { count: ids.length, ...(ids.length <= 200 ? { [`${kind}s`]: ids } : {}) },
  });

/**
 * What goes with yellow cards that are issued: orders to rectify, and orders to the sellers, with their papers, in sets. Historical cards
 * start nothing. Call as engine, once the cards have their numbers.
 */
export const openRectifications = async (
  act: Act,
  dataset: Dataset,
  cardIds: readonly number[],
): Promise<Result<undefined>> => {
  const { today, services } = act.call;
  const ids = (await insertRectifications(act.tx, cardIds, today, services.now())).map(({ id }) => id);
  if (ids.length === 0) return ok(undefined);
  const ordered = await issueOrders(act, ids);
  if (!ordered.ok) return ordered;
  await record(act, ids, 'open', 'to-serve');
  note(act, 'open', dataset, ids);
  const sellers = (await insertSellerOrders(act.tx, cardIds, today)).map(({ id }) => id);
  if (sellers.length === 0) return ok(undefined);
  const told = await issueSellerOrders(act, sellers);
  if (!told.ok) return told;
  await record(act, sellers, 'open', 'to-serve', 'seller-order');
  note(act, 'open', dataset, sellers, 'seller-order');
  return ok(undefined);
};

/** Moves rectifications on by the program, all to one state, with their events and one entry of the journal. */
const moveOn = async (
  act: Act,
  verb: OwnVerb | 'record-revocation',
  state: RectificationState,
  things: readonly LockedRectification[],
): Promise<void> => {
  for (const [dataset, group] of Map.groupBy(things, (thing) => thing.dataset)) {
    const ids = group.map(({ id }) => id);
    await storeStates(act.tx, ids, state);
    await record(act, ids, verb, state);
    note(act, verb, dataset, ids);
    await followWork(act, group, state);
    await tellOfRectifications(act, verb, group);
  }
};

/** A card was revoked for error: what followed from it ends with it. */
export const annulRectifications = async (act: Act, dataset: Dataset, cardIds: readonly number[]): Promise<void> => {
  const ids = (await rectificationsOfCards(act.tx, cardIds)).map(({ id }) => id);
  const things = await lockRectifications(act.tx, ids);
  await closeClocks(act, ids);
  await closeTasksOf(act, ids);
  await moveOn(act, 'annul', 'void', things);
  await annulAnnouncements(act, ids);
  await voidOrders(act, 'rectification', dataset, ids);
  const voided = await voidSellerOrders(act.tx, cardIds);
  const sellers = voided.map(({ id }) => id);
  if (sellers.length === 0) return;
  await closeSellerClocks(act, sellers);
  await record(act, sellers, 'annul', 'void', 'seller-order');
  note(act, 'annul', dataset, sellers, 'seller-order');
  await voidOrders(act, 'seller-order', dataset, sellers);
  await tellOfSellerOrders(act, 'annul', voided);
};

/**
 * Follow-up results became final, or came by an import: they decide the re-checks of the producers × categories that were touched, or of these
 * rectifications alone. Lifts what passed, also where the next step waits for its approval, and says of the others that they failed.
 */
export const decideRechecks = async (act: Act, of?: readonly number[]): Promise<void> => {
  const { today } = act.call;
  const articled = underArticle17(act.law.profile, today);
  const { from } = act.law.get<{ from: number }>('warning-cards.announced-recheck', today).value;
  const found = [...Map.groupBy(await recheckResults(act.tx, of), ({ id }) => id)].flatMap(([id, results]) => {
    const [first] = results;
    const found = first && recheckOutcome(results, first.recheckFrom, failuresCountFrom(first, articled, from));
    // What is proposed already has its ground: a failure adds nothing before that is decided.
    return found && !(first.state === 'proposed' && found.outcome === 'fail')
      ? [{ id, checkId: found.by.checkId, outcome: found.outcome }]
      : [];
  });
  if (found.length === 0) return;
  const things = await lockRectifications(
    act.tx,
    found.map(({ id }) => id),
  );
  await storeRechecks(act.tx, found, act.call.today);
  await closeClocks(
    act,
    found.map(({ id }) => id),
  );
  const outcomes = new Map(found.map(({ id, outcome }) => [id, outcome]));
  const passed = things.filter(({ id }) => outcomes.get(id) === 'pass');
  const failed = things.filter(({ id }) => outcomes.get(id) === 'fail');
  await moveOn(act, 'fail', 'failed', failed);
  if (passed.length === 0) return;
  await closeTasksOf(
    act,
    passed.map(({ id }) => id),
  );
  await moveOn(act, 'pass', 'lifted', passed);
  await termAnnouncements(
    act,
    passed.map(({ id }) => id),
  );
  const papers = await issueLifts(
    act,
    passed.map(({ id }) => id),
    false,
  );
  // A reaction can't refuse: what can't be printed undoes the whole act.
  if (!papers.ok) throw new Error(papers.refusal.text.en);
  for (const [dataset, group] of Map.groupBy(passed, (thing) => thing.dataset))
    act.emit({ type: cardLiftedType, payload: { dataset, cardIds: group.map(({ cardId }) => cardId) } });
};

/**
 * The licence of a card was revoked, and none is left that the card suspends: where that is what the rectification waited for, it has reached
 * its end. In any other step it goes on; what stands is looked at by people. Under article 17 it waits for the business licence, which the
 * commerce authority revokes, and no production licence ends it.
 */
export const endWithLicence = async (act: Act, cardIds: readonly number[]): Promise<void> => {
  if (underArticle17(act.law.profile, act.call.today)) return;
  const found = await rectificationsOfCards(act.tx, cardIds);
  const things = await lockRectifications(
    act.tx,
    found.map(({ id }) => id),
  );
  const waiting = things.filter(({ state }) => state === 'revocation');
  await closeTasksOf(
    act,
    waiting.map(({ id }) => id),
  );
  await moveOn(act, 'record-revocation', 'licence-revoked', waiting);
};

/** Whoever goes on with things sees their papers and the files of evidence; whoever began them keeps them. */
const showAtPlaces = async (
  act: Act,
  things: readonly { readonly place: Parameters<typeof placeOf>[0]; readonly subject: string }[],
): Promise<void> => {
  const { province } = act.call.services;
  for (const [place, group] of Map.groupBy(things, (thing) => placeOf(thing.place, province))) {
    if (place === null) continue;
    const subjects = group.map(({ subject }) => subject);
    await showPapersAt(act, subjects, place);
    await showEvidenceAt(act, subjects, place);
  }
};

/** What followed a firm is its new authority's: clocks that run, stand still or are overdue, tasks and items of work. Terms stay. */
const handOn = async (act: Act, { rectifications, moved, sellerOrders }: Followed): Promise<void> => {
  const things = await lockRectifications(act.tx, rectifications);
  await redirectClocks(act, things);
  await moveTasksOf(act, rectifications);
  for (const [state, group] of Map.groupBy(things, (thing) => thing.state)) await followWork(act, group, state);
  for (const thing of things.filter(({ id }) => moved.includes(id))) {
    await record(act, [thing.id], 'move', thing.state);
    note(act, 'move', thing.dataset, [thing.id]);
  }
  await redirectSellerClocks(act, sellerOrders);
  const orders = await lockSellerOrders(act.tx, sellerOrders);
  await showAtPlaces(act, [
    ...things.flatMap((thing) => [
      { place: thing, subject: `rectification/${thing.id}` },
      { place: thing, subject: `card/${thing.cardId}` },
    ]),
    ...orders.map((order) => ({ place: order, subject: `seller-order/${order.id}` })),
  ]);
};

/** A firm moved: its new authority goes on with what is open. */
export const moveWithFirm = async (
  act: Act,
  { enterpriseId, cityCode, countyCode }: { readonly enterpriseId: number; readonly cityCode: string; readonly countyCode: string | null }, // prettier-ignore
): Promise<void> => handOn(act, await moveRectifications(act.tx, enterpriseId, cityCode, countyCode));

/** A firm has another name: what is to be done about it bears that one. */
export const renameWithFirm = async (act: Act, enterpriseId: number): Promise<void> =>
  handOn(act, await openOfFirm(act.tx, enterpriseId));

/** Two entries are one enterprise: what is open goes on with the one that remains, at its place. */
export const mergeWithFirm = async (act: Act, from: number, into: number): Promise<void> =>
  handOn(act, await followMergedFirms(act.tx, from, into));

/** The terms of what follows a card, as `platform/deadlines` runs them. */
export const rectificationDeadlines: readonly DeadlineKind[] = [
  {
    name: rectifyClock,
    title: pair('完成整改并报告', 'Rectify and report'),
    warnDays: 7,
    escalate: { afterDays: 10, to: 'superior' },
    onDue: async (act, due) => {
      const things = await lockRectifications(
        act.tx,
        due.map(({ id }) => id),
      );
      await moveOn(
        act,
        'expire',
        'overdue',
        things.filter(({ state }) => state === 'rectifying'),
      );
    },
  },
  {
    name: recheckClock,
    title: pair('完成复查', 'Re-check'),
    asItFalls: true,
    warnDays: 10,
    escalate: { afterDays: 10, to: 'superior' },
    // Nothing happens to the firm because its authority is late: the item becomes urgent and goes up.
    onDue: () => Promise.resolve(),
  },
];
