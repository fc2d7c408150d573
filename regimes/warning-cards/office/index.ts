import { useApi, type OfficeRoom, type TimelineEntry } from '#platform/office/index.ts';
import { enterpriseCards } from '../contract.ts';
import { rectificationBlocks, rectificationPages } from '../rectification/office/index.ts';
import { cardKindLabels, cardStateLabels } from '../warning-card.ts';

const useEnterpriseTimeline: NonNullable<OfficeRoom['useEnterpriseTimeline']> = (enterpriseId) => {
  const query = useApi(enterpriseCards, { params: { enterpriseId } });
  const entries = (query.data?.rows ?? []).map((card): TimelineEntry => ({
    key: `card-${card.id}`,
    date: (card.decidedAt ?? card.publishedOn ?? '').slice(0, 10),
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

/** Pages of the warning cards. */
export const warningCardsOffice: OfficeRoom = {
  accountBlocks: rectificationBlocks,
  pages: [
    {
      path: '/cards',
      title: { zh: '黄牌与移送函', en: 'Cards' },
      permission: 'warning-cards.read',
      menu: { section: 'follow-up', order: 1 },
      load: () => import('./cards-page.tsx'),
    },
    {
      path: '/cards/$id',
      title: { zh: '黄牌', en: 'Card' },
      permission: 'warning-cards.read',
      load: () => import('./card-page.tsx'),
    },
    ...rectificationPages,
  ],
  useEnterpriseTimeline,
};
