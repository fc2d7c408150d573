import { type TimelineHook, type TimelineEntry, useApi, useMay } from '#platform/office/index.ts';
import { enterpriseLicences } from '../contracts/licences.ts';
import { licenceKindLabels, standingLabels } from '../licence.ts';

/** What the room knows of an enterprise, for its timeline. */
const useEnterpriseTimeline: TimelineHook = (enterpriseId) => {
  const may = useMay('licences.read');
  const query = useApi(enterpriseLicences, { params: { enterpriseId } }, { enabled: may });
  const entries = (query.data?.rows ?? []).map((licence): TimelineEntry => {
    const kind = licenceKindLabels[licence.kind];
    const standing = standingLabels[licence.standing];
    const held = licence.held.length === 0 ? '' : `；暂停使用：${licence.held.join('、')}`;
    return {
      key: `licence-${licence.id}`,
      date: licence.validFrom,
      title: {
        zh: `${kind.zh}${licence.number}（${standing.zh}${held}）`,
        en: `${kind.en} ${licence.number} (${standing.en}${licence.held.length === 0 ? '' : '; suspended for some products'})`,
      },
      detail: { zh: licence.products.join('、'), en: licence.products.join(', ') },
      tone: licence.standing === 'valid' && licence.held.length === 0 ? 'good' : 'plain',
      link: `/licences/${licence.id}`,
    };
  });
  return { entries, loading: may && query.isPending };
};

export default useEnterpriseTimeline;
