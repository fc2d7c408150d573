import { levelInWords } from '#foundation/check-level.ts';
import { byDay, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Call, observe, type View } from '#platform/operation/index.ts';
import { eventsIn, offerOne } from '#platform/process/index.ts';
import { type ExportColumn, exportTable } from '#platform/spreadsheets/index.ts';
import { cardPlace, cardRules, consequenceOf, nextStep } from './acts.ts';
import type { CardFilter, CardLine, cardDetailSchema } from './contract.ts';
import type { z } from 'zod';
import { cardGrounds, lawFor } from './explain.ts';
import { allCards, type CardRecord, cardsOfProducer, countByState, findCard, licencesSuspendedBy, pageOfCards, storiesOf } from './storage.ts'; // prettier-ignore
import { cardActs, type CardAct, cardKindLabels, cardProcess, cardStateLabels, cardStates, verbLabels } from './warning-card.ts'; // prettier-ignore

export type CardDetail = z.output<typeof cardDetailSchema>;
const { eventsOf } = eventsIn(cardProcess.room);
const read = { permission: 'warning-cards.read' } as const;

const latestFirst = byDay<CardLine>(({ publishedOn }) => publishedOn, '-infinity');

/** A page of cards that match, latest publication first, with the number of all and the counts per state. */
export const listCards = (call: Call, { cursor, limit, ...filter }: CardFilter & PageQuery) =>
  inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => {
      const [rows, groups] = await Promise.all([pageOfCards(tx, filter, after, most), countByState(tx, filter)]);
      return ok({ ...cut(rows), ...countStates(cardStates, groups, filter.state) });
    }),
  );

/** Acts shown on the page of a card: those its state leads on with, and the main one greyed while it is too early. */
const shownActs = (card: CardRecord): readonly CardAct[] => {
  const onward = cardActs.filter((act) => act in cardProcess.transitions[card.state]);
  return card.state === 'proposed' || card.state === 'held' ? [...onward, 'issue'] : onward;
};

/** Where the permission for each act on a card must hold. */
const placesOf =
  ({ call }: View, { province, city, countyCode }: CardRecord) =>
  (act: CardAct): string | null =>
    cardPlace(
      { provinceCode: province?.code ?? null, cityCode: city?.code ?? null, countyCode },
      act,
      call.services.province,
    );

const proposed: TextPair = pair('系统提出建议', 'Proposed by the program');

const detailOf = async (view: View, id: number): Promise<Result<CardDetail>> => {
  const { tx } = view;
  const card = await findCard(tx, id);
  if (!card) return refuse('not-found', { thing: pair('该黄牌或移送函', 'The card') });
  const [events, related, suspends, stories] = await Promise.all([
    eventsOf(tx, cardProcess.kind, id),
    cardsOfProducer(tx, card.producer.id, id),
    licencesSuspendedBy(tx, id),
    card.grounds === null ? storiesOf(tx, [id]) : [],
  ]);
  const [story] = stories;
  const grounds = card.grounds ?? (story && cardGrounds(story, lawFor(view.law, view.call)(story.check.lawDay)));
  if (!grounds) throw new Error(`card ${id} has neither grounds nor a story`);
  const timeline = events.map((event) => ({
    ...event,
    verb: event.verb as CardAct,
    words: verbLabels[event.verb as CardAct],
  }));
  return ok({
    ...card,
    grounds,
    next: nextStep(card),
    acts: shownActs(card).map((act) => offerOne(view.call.actor, cardRules, card, act, placesOf(view, card))),
    consequence: consequenceOf(
      { ...card, onPaper: card.paperEra !== null },
      view.law.get<number>('warning-cards.rectify-days', view.call.today).value,
    ),
    suspends,
    timeline: [{ at: card.proposedAt, verb: 'propose' as const, words: proposed, by: null, reason: null }, ...timeline],
    related,
  });
};

/** One card: its grounds in words, what may be done next and by whom, what happened. */
export const getCard = (call: Call, id: number): Promise<Result<CardDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

/** The cards of one enterprise, latest first. */
export const cardsOfEnterprise = (call: Call, enterpriseId: number) =>
  observe(call, read, async ({ tx }) => ok({ rows: await cardsOfProducer(tx, enterpriseId) }));

const columns: readonly ExportColumn<CardLine>[] = [
  { header: pair('种类', 'Kind'), width: 10, value: (card, say) => say(cardKindLabels[card.kind]) },
  { header: pair('状态', 'State'), width: 10, value: (card, say) => say(cardStateLabels[card.state]) },
  { header: pair('编号', 'Number'), width: 24, value: (card) => card.number },
  { header: pair('生产企业', 'Producer'), width: 36, value: (card) => card.producer.name },
  { header: pair('省份', 'Province'), width: 12, value: (card) => card.province?.name },
  {
    header: pair('地市', 'City'),
    width: 12,
    value: (card, say) => card.city?.name ?? say(pair('未确定', 'not determined')),
  },
  { header: pair('产品种类', 'Category'), width: 24, value: (card) => card.category.name },
  { header: pair('产品', 'Products'), width: 36, value: (card) => card.products.join('、') },
  { header: pair('抽查', 'Spot check'), width: 36, value: (card) => card.check.title },
  { header: pair('级别', 'Level'), width: 8, value: (card, say) => say(levelInWords(card.check.level)) },
  { header: pair('公布日期', 'Published on'), width: 12, value: (card) => card.publishedOn },
  { header: pair('不合格批次', 'Failing samples'), width: 10, value: (card) => card.failingSamples },
  {
    header: pair('历史', 'Historical'),
    width: 8,
    value: (card, say) => (card.historical ? say(pair('是', 'yes')) : ''),
  },
  {
    header: pair('复核中', 'Under review'),
    width: 8,
    value: (card, say) => (card.underReview ? say(pair('是', 'yes')) : ''),
  },
];

/** Streams every card that matches as a file. */
export const exportCards = (call: Call, { format, ...filter }: CardFilter & { readonly format: 'xlsx' | 'csv' }) =>
  exportTable(call, read, {
    format,
    name: pair('黄牌和移送函', 'Warning cards'),
    columns,
    pieces: ({ tx }) => allCards(tx, filter),
  });
