import { createHash } from 'node:crypto';
import { yearOf } from '#foundation/local-date.ts';
import { ok, refusal, refuse, type Refusal, refuseFields, type Result } from '#foundation/refusal.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { applyStroke, freezeGrounds, lastEvents, lockCards, type LockedCard, selectVisible, storeNumbers, takeNumbers } from './acts-storage.ts'; // prettier-ignore
import { decideAct, needsReason } from './acts.ts';
import type { Selection } from './contract.ts';
import { cardGrounds, lawFor } from './explain.ts';
import { cardIssuedType, cardRevokedType } from './facts.ts';
import { numberOf, type NumberPrefix } from './numbers.ts';
import { closeReviews } from './operations-reviews.ts';
import { annulRectifications, openRectifications } from './rectification/operations-open.ts';
import { signedCards, storiesOf } from './storage.ts';
import { actPermissions, type CardAct, type CardState, verbLabels } from './warning-card.ts';

/** What came of an act on several cards. */
export interface ActAnswer {
  readonly done: number;
  readonly refused: number;
  readonly refusals: { readonly id: number; readonly refusal: Refusal }[];
}

const theCard = pair('该黄牌或移送函', 'The card');
/** Acts of the provincial bureau: their permission must hold for the whole province. */
const provincial: ReadonlySet<CardAct> = new Set(['return', 'issue', 'dismiss', 'keep', 'revoke']);
const mostRefusals = 100;
const mostAtOnce = 20_000;
const tooMany = pair(
  `一次最多办理 ${mostAtOnce} 件，请缩小范围分批办理`,
  `At most ${mostAtOnce} at once; narrow the filter and act in parts`,
);

/** Somebody was faster: says who and with what. */
const overtaken = async (act: Act, id: number): Promise<Refusal> => {
  const [last] = await lastEvents(act.tx, [id]);
  const plain = refusal('conflict');
  if (!last) return plain;
  const told = fill(pair('（最近一次：{by}{verb}）', ' (latest: {verb} by {by})'), {
    by: last.by ?? pair('系统', 'the program'),
    verb: verbLabels[last.verb as CardAct],
  });
  return { ...plain, text: { zh: plain.text.zh + told.zh, en: plain.text.en + told.en } };
};

const freeze = async (act: Act, ids: readonly number[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += 1000) {
    const stories = await storiesOf(act.tx, ids.slice(from, from + 1000));
    const law = lawFor(act.law, act.call);
    await freezeGrounds(
      act.tx,
      stories.map((story) => ({ id: story.id, grounds: cardGrounds(story, law(story.check.lawDay)) })),
    );
  }
};

const giveNumbers = async (act: Act, cards: readonly LockedCard[]): Promise<void> => {
  const { today } = act.call;
  const prefixes = act.law.get<NumberPrefix>('warning-cards.number-prefix', today).value;
  const isPublic = act.law.get<boolean>('warning-cards.public', today).value;
  for (const [key, group] of Map.groupBy(cards, (card) => `${card.dataset}/${card.kind}`)) {
    const [dataset, kind] = key.split('/') as [LockedCard['dataset'], keyof NumberPrefix];
    const first = await takeNumbers(act.tx, dataset, prefixes[kind], yearOf(today), group.length);
    const numbered = group.map((card, index) => ({
      id: card.id,
      number: numberOf(prefixes[kind], yearOf(today), first + index, dataset),
      public: isPublic && kind === 'yellow',
    }));
    await storeNumbers(act.tx, numbered);
  }
};

/** What an act brings about before its state is stored: frozen grounds, numbers, closed reviews, the facts. */
const consequences = async (act: Act, verb: CardAct, cards: readonly LockedCard[]): Promise<void> => {
  const ids = cards.map((card) => card.id);
  if (verb === 'submit') await freeze(act, ids);
  if (verb === 'issue') await giveNumbers(act, cards);
  if (verb === 'keep' || verb === 'revoke') await closeReviews(act, ids);
  const type = verb === 'issue' ? cardIssuedType : verb === 'revoke' ? cardRevokedType : undefined;
  if (type === undefined) return;
  for (const [dataset, group] of Map.groupBy(cards, (card) => card.dataset))
    act.emit({ type, payload: { dataset, cardIds: group.map((card) => card.id) } });
};

/** What follows once the state is stored: orders to rectify go with yellow cards, and end with cards that are revoked for error. */
const followUp = async (act: Act, verb: CardAct, cards: readonly LockedCard[]): Promise<Result<undefined>> => {
  if (verb !== 'issue' && verb !== 'revoke') return ok(undefined);
  for (const [dataset, group] of Map.groupBy(cards, (card) => card.dataset)) {
    const ids = group.map((card) => card.id);
    if (verb === 'revoke') await annulRectifications(act, dataset, ids);
    else {
      const opened = await openRectifications(act, dataset, ids);
      if (!opened.ok) return opened;
    }
  }
  return ok(undefined);
};

/** Journal: a signed act of each card whole, so that it can be shown as it was; anything else by what was chosen. */
const note = async (act: Act, verb: CardAct, cards: readonly LockedCard[], reason: string | null): Promise<void> => {
  const why = reason === null ? {} : { reason };
  if (verb === 'issue' || verb === 'revoke') {
    for (const { id, dataset, cityCode, paper } of await signedCards(
      act.tx,
      cards.map((card) => card.id),
    ))
      act.journal({
        act: `warning-cards.${verb}`,
        subject: `card/${id}`,
        dataset,
        ...(cityCode === null ? {} : { region: cityCode }),
        payload: { ...paper, ...why },
      });
    return;
  }
  for (const [dataset, group] of Map.groupBy(cards, (card) => card.dataset)) {
    const ids = group.map((card) => card.id);
    const [only] = group;
    const one = group.length === 1 && only ? only : undefined;
    const chosen =
      ids.length <= 200 ? { cards: ids } : { sha256: createHash('sha256').update(ids.join()).digest('hex') };
    act.journal({
      act: `warning-cards.${verb}`,
      subject: one ? `card/${one.id}` : 'cards',
      dataset,
      ...(one?.cityCode ? { region: one.cityCode } : {}),
      payload: { count: ids.length, ...chosen, ...why },
    });
  }
};

const carryOut = async (
  act: Act,
  verb: CardAct,
  selection: Selection,
  reason: string | null,
): Promise<Result<ActAnswer>> => {
  const { actor } = act.call;
  const visible = await selectVisible(act.tx, selection, actPermissions[verb]);
  if ('filter' in selection && visible.length !== selection.count) return refuse('conflict');
  if (visible.length > mostAtOnce) return refuseFields({ selection: tooMany });
  await act.asEngine();
  const seen = new Map('cards' in selection ? selection.cards.map((card) => [card.id, card.version]) : []);
  const allowed = new Set(visible.filter((card) => card.allowed || actor.kind === 'system').map((card) => card.id));
  const refusals: { id: number; refusal: Refusal }[] = [];
  for (const id of seen.keys())
    if (!visible.some((card) => card.id === id))
      refusals.push({ id, refusal: refusal('not-found', { thing: theCard }) });
  for (const card of visible)
    if (!allowed.has(card.id)) refusals.push({ id: card.id, refusal: refusal('outside-your-region') });
  const byState = new Map<CardState, LockedCard[]>();
  for (const card of await lockCards(act.tx, [...allowed])) {
    const decided = decideAct(card, verb, actor.accountId);
    if (!decided.ok) refusals.push({ id: card.id, refusal: decided.refusal });
    else if (seen.size > 0 && seen.get(card.id) !== card.version)
      refusals.push({
        id: card.id,
        refusal: refusals.length < mostRefusals ? await overtaken(act, card.id) : refusal('conflict'),
      });
    else {
      const group = byState.get(decided.value);
      if (group) group.push(card);
      else byState.set(decided.value, [card]);
    }
  }
  const [first] = refusals;
  const cards = [...byState.values()].flat();
  if (cards.length === 0 && refusals.length === 1 && first) return { ok: false, refusal: first.refusal };
  for (const [state, group] of byState) {
    await consequences(act, verb, group);
    const stroke = { act: verb, state, account: actor.accountId, at: act.call.services.now(), reason };
    await applyStroke(act.tx, group.map((card) => card.id), stroke); // prettier-ignore
  }
  if (cards.length > 0) await note(act, verb, cards, reason);
  const followed = await followUp(act, verb, cards);
  if (!followed.ok) return followed;
  return ok({ done: cards.length, refused: refusals.length, refusals: refusals.slice(0, mostRefusals) });
};

/**
 * Takes an act on a selection of cards, in one transaction. What can't be taken is told card by card; a selection of one card
 * that is refused gives its refusal.
 */
export const actOnCards = (
  call: Call,
  verb: CardAct,
  selection: Selection,
  reason?: string,
): Promise<Result<ActAnswer>> => {
  const given = reason === undefined || reason === '' ? null : reason;
  if (needsReason(verb) && given === null) return Promise.resolve(refuse('reason-required'));
  const demand = {
    permission: actPermissions[verb],
    ...(provincial.has(verb) ? { region: call.services.province } : {}),
    act: `warning-cards.${verb}`,
  };
  return perform(call, demand, (act) => carryOut(act, verb, selection, given));
};
