import { dayOfInstant, type TimelineHook, useApi, type TimelineEntry } from '#platform/office/index.ts';
import { enterpriseExposures } from '../contract.ts';
import { exposureGroundLabels, exposureStateLabels } from '../exposure.ts';

/** What the room knows of an enterprise, for its timeline. */
const useEnterpriseTimeline: TimelineHook = (enterpriseId) => {
  const query = useApi(enterpriseExposures, { params: { enterpriseId } });
  const entries = (query.data?.rows ?? []).map((exposure): TimelineEntry => ({
    key: `exposure-${exposure.id}`,
    date: exposure.decidedAt === null ? (exposure.lastOn ?? '') : dayOfInstant(exposure.decidedAt),
    title: {
      zh: `曝光：${exposure.product}（${exposureStateLabels[exposure.state].zh}）`,
      en: `Exposure: ${exposure.product} (${exposureStateLabels[exposure.state].en})`,
    },
    detail: exposureGroundLabels[exposure.ground],
    tone: 'card',
    link: `/exposures/${exposure.id}`,
  }));
  return { entries, loading: query.isPending };
};

export default useEnterpriseTimeline;
