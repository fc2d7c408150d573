import { pair } from '#foundation/text-pair.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork, type WorkItem } from '#platform/work/index.ts';
import { reviewedExposures } from './storage.ts';

const kind = 'publicity.review';

/** Asks the provincial bureau to decide about released exposures whose grounds are gone: revoke for error, or keep. */
export const openReviews = async (act: Act, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return;
  const exposures = await reviewedExposures(act.tx, ids);
  await openWork(
    act,
    exposures.map((exposure): WorkItem => ({
      kind,
      subject: `exposure/${exposure.id}`,
      title: pair(
        `对“${exposure.producer}”的曝光依据已消失，请复核`,
        `The grounds for exposing “${exposure.producer}” are gone: decide the review`,
      ),
      link: `/exposures/${exposure.id}`,
      permission: 'publicity.release',
      region: act.call.services.province,
      dataset: exposure.dataset,
      notBy: exposure.decidedBy,
      priority: 2,
    })),
  );
};

/** Closes the reviews of exposures that were decided, or whose grounds are back. */
export const closeReviews = (act: Act, ids: readonly number[]): Promise<number> =>
  closeWork(
    act,
    ids.map((id) => ({ kind, subject: `exposure/${id}` })),
  );
