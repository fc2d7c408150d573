import { addDays } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { deliver } from '#platform/delivery/index.ts';
import type { Act } from '#platform/operation/index.ts';
import {
  freezeGrounds,
  type LockedExposure,
  misusedFirms,
  namedFirms,
  sparedSellers,
  storeShownUntil,
} from './acts-storage.ts';
import { withoutSellers } from './basis.ts';
import { exposureGrounds, lawFor } from './explain.ts';
import { exposureReleasedType } from './facts.ts';
import { releaseToMedia } from './operations-media.ts';
import { signedExposures, storiesOf } from './storage.ts';

/** Exposures whole, as the journal keeps them of what the public sees. */
export const papersOf = async (
  act: Act,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>> =>
  new Map((await signedExposures(act.tx, ids)).map(({ id, paper }) => [id, paper]));

/** Notes what the program itself did of each exposure whole, so that it can be shown as it was. */
export const journalWhole = async (act: Act, name: string, ids: readonly number[]): Promise<void> => {
  for (const { id, dataset, cityCode, paper } of await signedExposures(act.tx, ids))
    act.journal({
      act: name,
      subject: `exposure/${id}`,
      dataset,
      ...(cityCode === null ? {} : { region: cityCode }),
      payload: paper,
    });
};

/** The grounds as they are published leave out sellers who were spared. */
export const leaveOutSpared = async (act: Act, ids: readonly number[]): Promise<void> => {
  const spared = new Map((await sparedSellers(act.tx, ids)).map(({ id, sellers }) => [id, sellers]));
  if (spared.size === 0) return;
  const lawOn = lawFor(act.law, act.call.today);
  const stories = await storiesOf(act.tx, [...spared.keys()]);
  await freezeGrounds(
    act.tx,
    stories.map((story) => {
      const basis = withoutSellers(story.basis, spared.get(story.id) ?? []);
      return { id: story.id, grounds: exposureGrounds({ ...story, basis }, lawOn) };
    }),
  );
};

/** A firm whose name is misused learns it from its account: it is not what is exposed. */
const tellMisused = async (act: Act, ids: readonly number[]): Promise<void> => {
  const told = await misusedFirms(act.tx, ids);
  await deliver(
    act,
    told.map(({ id, dataset, firm, product }) => ({
      to: { party: `enterprise/${firm}` },
      kind: 'publicity.name-misused',
      subject: `exposure/${id}`,
      dataset,
      title: pair('有假冒产品冒用贵单位厂名，已曝光', 'A fake that bears your name was exposed'),
      body: pair(
        `“${product}”冒用贵单位厂名，已作为假冒产品公布。公布中写明贵单位是被冒用方，不是曝光对象。掌握制假线索的，请告知质量监督部门。`,
        `“${product}” bears your name without right and was published as a fake. The publication says that your name is misused and that you are not exposed. If you know who makes it, please tell the quality authority.`,
      ),
      link: '/my-enterprise',
      key: `publicity.name-misused exposure/${id}`,
    })),
  );
};

const namedWords = {
  released: pair('已公布', 'is published'),
  'taken-down': pair('的公布已撤下', 'is no longer shown'),
  revoked: pair('的公布有误，已撤销', 'was published in error, and the publication revoked'),
} as const satisfies Readonly<Record<string, TextPair>>;

/** The firms that exposures name learn from their accounts, and by mail, that they are public, or are so no more. Call as engine. */
export const tellNamed = async (act: Act, ids: readonly number[], what: keyof typeof namedWords): Promise<void> => {
  const words = namedWords[what];
  const told = await namedFirms(act.tx, ids);
  await deliver(
    act,
    told.map(({ id, dataset, firm, product }) => ({
      to: { party: `enterprise/${firm}` },
      kind: `publicity.${what}`,
      subject: `exposure/${id}`,
      dataset,
      title: pair(`曝光${words.zh}：${product}`, `The exposure of ${product} ${words.en}`),
      body: pair(
        `贵单位“${product}”的曝光${words.zh}。事由、陈述申辩和答复见“我的企业”，公众所见见公众网站。`,
        `The exposure of your “${product}” ${words.en}. Its ground, your statement and the answer stand on your own page; what the public sees, on the portal.`,
      ),
      link: '/my-enterprise',
      key: `publicity.${what} exposure/${id} enterprise/${firm}`,
    })),
  );
};

/** What being public brings, whether a person released it or its time came. Call as engine, once the state is stored and who was spared left out. */
export const makePublic = async (act: Act, exposures: readonly LockedExposure[]): Promise<void> => {
  const ids = exposures.map(({ id }) => id);
  const { today } = act.call;
  await tellMisused(act, ids);
  await tellNamed(act, ids, 'released');
  await storeShownUntil(act.tx, ids, addDays(today, act.law.get<number>('publicity.shown-days', today).value));
  for (const [dataset, group] of Map.groupBy(exposures, (exposure) => exposure.dataset)) {
    const exposureIds = group.map(({ id }) => id);
    await releaseToMedia(act, dataset, exposureIds);
    act.emit({ type: exposureReleasedType, payload: { dataset, exposureIds } });
  }
};
