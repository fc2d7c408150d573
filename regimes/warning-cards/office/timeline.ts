import { dayOfInstant, type TimelineHook, useApi, type TimelineEntry } from '#platform/office/index.ts';
import { enterpriseCards } from '../contract.ts';
import { cardKindLabels, cardStateLabels } from '../warning-card.ts';

/** What the room knows of an enterprise, for its timeline. */
const useEnterpriseTimeline: TimelineHook = (enterpriseId) => {
  const query = useApi(enterpriseCards, { params: { enterpriseId } });
  const entries = (query.data?.rows ?? []).map((card): TimelineEntry => ({
    key: `card-${card.id}`,
    date: card.decidedAt === null ? (card.publishedOn ?? '') : dayOfInstant(card.decidedAt),
    title: {
      zh: `${cardKindLabels[card.kind].zh}：${card.category.name}（${cardStateLabels[card.state].zh}）`,
      en: `${cardKindLabels[card.kind].en}: ${card.category.name} (${cardStateLabels[card.state].en})`,
    },
    ...(card.number === null ? {} : { detail: { zh: card.number, en: card.number } }),
    tone: 'card',
    link: `/cards/${card.id}`,
  }));
  return { entries, loading: query.isPending };
};

export default useEnterpriseTimeline;
