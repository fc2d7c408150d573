import { cite } from '#foundation/citation.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import {
  issuePapers,
  type PaperKind,
  passNumbers,
  recordNumbers,
  sharePapers,
  voidPapers,
} from '#platform/documents/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { bureauOf } from '#registers/authorities/index.ts';
import { type LockedCard, storeNumbers } from './acts-storage.ts';
import { orderPaper } from './rectification/documents.ts';
import type { PaperEra } from './paper-era.ts';
import { transferPaper, yellowCardPaper } from './documents.ts';
import { type CardPaperFacts, cardPaperFacts } from './papers-storage.ts';

const subjectOf = (id: number): string => `card/${id}`;

/** Issues the papers of one kind, in sets, and gives their numbers in order. */
const issueKind = async (act: Act, kind: PaperKind, cards: readonly CardPaperFacts[]) => {
  const { services, today } = act.call;
  const authority = await bureauOf(act.tx, services.province, today);
  const mark = act.law.get<string>('warning-cards.mark', today).value;
  const fields = { authority, basis: cite('notice', '4.3.1').text.zh, rectifyDays: act.law.get<number>('warning-cards.rectify-days', today).value }; // prettier-ignore
  return issuePapers(
    act,
    kind.key,
    cards.map((card) => ({
      subject: subjectOf(card.id),
      dataset: card.dataset,
      authority: { name: authority, mark },
      place: (card.provinceCode === services.province ? (card.countyCode ?? card.cityCode) : null) ?? services.province,
      // The producer sees it once it was served.
      to: { name: kind === yellowCardPaper ? card.firm : `${card.province}产品质量监督主管部门` },
      fields: { ...card, ...fields },
    })),
  );
};

/**
 * Issues cards and letters as official papers, in sets: the number of a card is that of its paper. What is historical is recorded under a
 * number of its own and no paper goes out. Call as engine.
 */
export const issueCards = async (act: Act, cards: readonly LockedCard[]): Promise<Result<undefined>> => {
  const { today } = act.call;
  const mark = act.law.get<string>('warning-cards.mark', today).value;
  const isPublic = act.law.get<boolean>('warning-cards.public', today).value;
  const numbers = new Map<number, string>();
  for (const [yellow, group] of Map.groupBy(cards, ({ kind }) => kind === 'yellow')) {
    const kind = yellow ? yellowCardPaper : transferPaper;
    const past = group.filter(({ historical }) => historical);
    // What was issued on paper keeps its number.
    for (const { id, paperEra } of group) if (paperEra !== null) numbers.set(id, paperEra.number);
    for (const [dataset, recorded] of Map.groupBy(past, (card) => card.dataset)) {
      const given = await recordNumbers(act, kind.key, { mark, dataset, count: recorded.length });
      for (const [at, { id }] of recorded.entries()) numbers.set(id, given[at] ?? '');
    }
    const facts = await cardPaperFacts(act.tx, group.filter(({ historical, paperEra }) => !historical && paperEra === null).map(({ id }) => id)); // prettier-ignore
    const issued = await issueKind(act, kind, facts);
    if (!issued.ok) return issued;
    for (const [at, { id }] of facts.entries()) numbers.set(id, issued.value[at]?.number ?? '');
  }
  await storeNumbers(
    act.tx,
    cards.map(({ id, kind }) => ({ id, number: numbers.get(id) ?? '', public: isPublic && kind === 'yellow' })),
  );
  return ok(undefined);
};

/** The series of cards and of orders go on behind the numbers that were given on paper, so that none is given twice. */
export const passPaperNumbers = async (act: Act, dataset: Dataset, eras: readonly PaperEra[]): Promise<void> => {
  const mark = act.law.get<string>('warning-cards.mark', act.call.today).value;
  await passNumbers(act, yellowCardPaper.key, { mark, dataset, numbers: eras.map(({ number }) => number) });
  await passNumbers(act, orderPaper.key, {
    mark,
    dataset,
    numbers: eras.flatMap(({ orderNumber }) => orderNumber ?? []),
  });
};

/** A card was served with its order: the producer has its copy. */
export const shareCard = (
  act: Act,
  { cardId, dataset, enterpriseId }: { readonly cardId: number; readonly dataset: Dataset; readonly enterpriseId: number }, // prettier-ignore
): Promise<void> =>
  sharePapers(act, {
    dataset,
    subjects: [subjectOf(cardId)],
    kinds: [yellowCardPaper.key],
    party: `enterprise/${enterpriseId}`,
  });

/** Papers of cards that are revoked for error are void. */
export const voidCards = (act: Act, dataset: Dataset, ids: readonly number[]): Promise<void> =>
  voidPapers(act, {
    dataset,
    subjects: ids.map(subjectOf),
    kinds: [yellowCardPaper.key, transferPaper.key],
    reason: '经复核，黄牌或移送函已撤销',
  });
