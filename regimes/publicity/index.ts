import { type Dataset, datasetLabel, datasets } from '#foundation/dataset.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { journalWordsOf } from '#foundation/process.ts';
import { ok } from '#foundation/refusal.ts';
import type { Tx } from '#platform/database/index.ts';
import { bind, type Manifest, type WorkQueue } from '#platform/manifest.ts';
import { bulletinEventWords, bulletinProcess, type BulletinAct } from './bulletin.ts';
import { countBulletinsInState } from './bulletins-storage.ts';
import { listPublicityChanges } from './changes-storage.ts';
import * as contract from './contract.ts';
import { publicityPapers } from './documents.ts';
import { verbLabels } from './exposure.ts';
import { exposureReleasedType, exposuresSchema, exposureTakenDownType } from './facts.ts';
import { law } from './law.ts';
import { notifications } from './notifications/index.ts';
import { actOnBulletin, composeBulletin, editBulletin, getBulletin, listBulletins, scheduleBulletin } from './operations-bulletins.ts'; // prettier-ignore
import {
  exportExposures,
  exposuresOfEnterprise,
  getExposure,
  listExposures,
  ownExposuresOf,
} from './operations-read.ts';
import { actOnExposures } from './operations.ts';
import { endClocks, releaseDue } from './operations-clock.ts';
import { proposeExposure } from './operations-proposals.ts';
import {
  answerStatement,
  fileLateStatement,
  pleadCase,
  recordStatement,
  serveParty,
  waiveStatement,
} from './operations-parties.ts';
import { countParties, pageOfParty } from './parties-storage.ts';
import { partyEventWords, partyProcess } from './party.ts';
import { reactions } from './reactions.ts';
import { handOver, listMedia, listReleases, packageOf, saveMedium } from './operations-media.ts';
import { commendations, countCommendations } from './commendations/index.ts';
import { countInState } from './storage.ts';

export { actOnExposures } from './operations.ts';
export {
  actOnBulletin,
  composeBulletin,
  editBulletin,
  getBulletin,
  listBulletins,
  scheduleBulletin,
} from './operations-bulletins.ts';
export {
  exposuresOfEnterprise,
  getExposure,
  listExposures,
  ownExposuresOf,
  type ExposureDetail,
} from './operations-read.ts';
export { handOver, listReleases, packageOf, saveMedium } from './operations-media.ts';
export { endClocks, releaseDue } from './operations-clock.ts';
export {
  answerStatement,
  fileLateStatement,
  pleadCase,
  recordStatement,
  serveParty,
  waiveStatement,
} from './operations-parties.ts';
export * as publicRecord from './portal-storage.ts';
export { commendationRecord } from './commendations/index.ts';
export type { OpenDataValue } from './portal-storage.ts';
export { countStanding as countExposures, listStandingExposures } from './storage.ts';

type Count = (tx: Tx, dataset: Dataset) => Promise<number>;
/** One pile a dataset: no figure mixes two. */
const queues = (key: string, permission: string, link: string, zh: string, en: string, count: Count): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `publicity.${key}.${dataset}`,
    title:
      dataset === 'live' ? pair(zh, en) : fill(pair(`${zh}（{of}）`, `${en} ({of})`), { of: datasetLabel[dataset] }),
    permission,
    count: (tx) => count(tx, dataset),
    link: `${link}&dataset=${dataset}`,
  }));

/** The verbs of exposures as the journal says them. */
const verbsInJournal = Object.fromEntries(
  Object.entries(verbLabels).map(([verb, words]) => [
    `publicity.${verb}`,
    fill(pair('曝光：{words}', 'Exposure: {words}'), { words }),
  ]),
);

const act = (route: typeof contract.submitExposures, verb: contract.BulkAct) =>
  bind(route, (call, { body }) => actOnExposures(call, verb, body.selection, body.reason));
const bulletinAct = (route: typeof contract.submitBulletin, verb: Exclude<BulletinAct, 'schedule'>) =>
  bind(route, (call, { params, body }) => actOnBulletin(call, params.bulletinId, verb, body));

const done = { done: true } as const;
const bulletinWords = journalWordsOf(bulletinProcess, '/bulletins/$id', bulletinEventWords);
const partyWords = journalWordsOf(partyProcess, undefined, partyEventWords);

export const manifest: Manifest = {
  name: 'publicity',
  papers: publicityPapers,
  jobs: [
    { name: 'publicity.release-due', schedule: '* * * * *', run: releaseDue },
    { name: 'publicity.end-clocks', schedule: '*/10 * * * *', run: endClocks },
    ...notifications.jobs,
    ...commendations.jobs,
  ],
  changes: { permission: 'publicity.read', list: listPublicityChanges },
  migrations: new URL('migrations/', import.meta.url),
  law,
  permissions: {
    'publicity.read': pair(
      '查看已公布的曝光、高标准产品和通报',
      'See exposures, commendations and bulletins that are public',
    ),
    'publicity.consider': pair('查看拟曝光、拟表扬和企业陈述', 'See what is being considered, and what firms state'),
    'publicity.answer': pair('对拟曝光陈述申辩（企业）', 'State one’s case on an exposure, for an enterprise'),
    'publicity.submit': pair('报审曝光', 'Submit exposures'),
    'publicity.release': pair(
      '曝光、撤下、复核，发布通报',
      'Release, take down and review exposures; release bulletins',
    ),
    'publicity.write': pair('起草通报', 'Write bulletins'),
    ...notifications.permissions,
  },
  journal: {
    acts: {
      ...verbsInJournal,
      ...partyWords.acts,
      ...bulletinWords.acts,
      ...commendations.acts,
      'publicity.propose': pair('曝光：承办人提出建议', 'Exposure: proposed by an officer'),
      'publicity.save-outlet': pair('媒体名单：修改', 'List of media: change'),
      'publicity.hand-over': pair('媒体发布：登记提供', 'For the media: noted as given'),
      'publicity.compose': pair('通报：起草', 'Bulletin: Draft'),
      'publicity.edit': pair('通报：修改', 'Bulletin: Edit'),
      'publicity.recompute': pair('程序重新提出曝光建议', 'The program proposed exposures anew'),
      'publicity.move': pair('曝光随企业所在地变更', 'Exposures followed the place of an enterprise'),
    },
    subjects: {
      exposure: { name: pair('曝光', 'Exposure'), link: '/exposures/$id' },
      party: { name: partyProcess.name, pageOf: pageOfParty },
      ...bulletinWords.subjects,
      release: { name: pair('媒体发布', 'Release to the media'), link: '/media' },
      outlet: { name: pair('媒体', 'Medium'), link: '/media' },
      exposures: { name: pair('多件曝光', 'Several exposures'), link: '/exposures' },
      ...notifications.subjects,
      ...commendations.subjects,
    },
  },
  facts: { [exposureReleasedType]: exposuresSchema, [exposureTakenDownType]: exposuresSchema },
  reactions: [...reactions, ...commendations.reactions],
  queues: [
    ...queues(
      'proposed',
      'publicity.submit',
      '/exposures?state=proposed',
      '待报审的曝光',
      'Exposures to check and submit',
      (tx, dataset) => countInState(tx, dataset, 'proposed'),
    ),
    ...queues(
      'submitted',
      'publicity.release',
      '/exposures?state=submitted',
      '待审核的曝光',
      'Exposures to examine',
      (tx, dataset) => countInState(tx, dataset, 'submitted'),
    ),
    ...queues(
      'to-serve',
      'publicity.submit',
      '/exposures?state=told',
      '待送达的拟曝光告知书',
      'Notices of exposure to serve',
      (tx, dataset) => countParties(tx, dataset, 'to-serve'),
    ),
    ...queues(
      'ready',
      'publicity.release',
      '/exposures?state=ready',
      '待发布的曝光',
      'Exposures ready for release',
      (tx, dataset) => countInState(tx, dataset, 'ready'),
    ),
    ...queues(
      'bulletins',
      'publicity.release',
      '/bulletins?state=submitted',
      '待审核的通报',
      'Bulletins to examine',
      (tx, dataset) => countBulletinsInState(tx, dataset, 'submitted'),
    ),
    ...(
      [
        ['proposed', 'publicity.submit', '待报审的高标准产品', 'Commendations to check and submit'],
        ['submitted', 'publicity.release', '待审核的高标准产品', 'Commendations to examine'],
        ['ready', 'publicity.release', '待发布的高标准产品', 'Commendations ready for release'],
      ] as const
    ).flatMap(([state, permission, zh, en]) =>
      queues(`commendations-${state}`, permission, `/commendations?state=${state}`, zh, en, async (tx, dataset) =>
        (await countCommendations(tx, { dataset })).reduce(
          (sum, group) => sum + (group.state === state ? group.n : 0),
          0,
        ),
      ),
    ),
  ],
  routes: [
    bind(contract.listExposures, (call, { query }) => listExposures(call, query)),
    bind(contract.exportExposures, (call, { query }) => exportExposures(call, query)),
    bind(contract.getExposure, (call, { params }) => getExposure(call, params.exposureId)),
    bind(contract.enterpriseExposures, (call, { params }) => exposuresOfEnterprise(call, params.enterpriseId)),
    act(contract.submitExposures, 'submit'),
    bind(contract.proposeExposure, async (call, { body }) => {
      const proposed = await proposeExposure(call, body);
      return proposed.ok ? getExposure(call, proposed.value) : proposed;
    }),
    act(contract.dropExposures, 'drop'),
    act(contract.returnExposures, 'return'),
    act(contract.decideExposures, 'decide'),
    act(contract.withdrawExposures, 'withdraw'),
    act(contract.releaseExposures, 'release'),
    act(contract.unscheduleExposures, 'unschedule'),
    bind(contract.scheduleExposures, (call, { body }) =>
      actOnExposures(call, 'schedule', body.selection, undefined, new Date(body.releaseAt)),
    ),
    bind(contract.serveParty, async (call, { params, body }) => {
      const served = await serveParty(call, params.partyId, body);
      return served.ok ? ok(done) : served;
    }),
    bind(contract.myExposures, (call) => ownExposuresOf(call)),
    bind(contract.pleadParty, async (call, { params, body }) => {
      const stated = await pleadCase(call, params.partyId, body);
      return stated.ok ? ok(done) : stated;
    }),
    bind(contract.stateParty, async (call, { params, body }) => {
      const stated = await recordStatement(call, params.partyId, body);
      return stated.ok ? ok(done) : stated;
    }),
    bind(contract.fileParty, async (call, { params, body }) => {
      const filed = await fileLateStatement(call, params.partyId, body);
      return filed.ok ? ok(done) : filed;
    }),
    bind(contract.waiveParty, async (call, { params, body }) => {
      const waived = await waiveStatement(call, params.partyId, body);
      return waived.ok ? ok(done) : waived;
    }),
    bind(contract.upholdParty, async (call, { params, body }) => {
      const upheld = await answerStatement(call, params.partyId, 'uphold', body);
      return upheld.ok ? ok(done) : upheld;
    }),
    bind(contract.rejectParty, async (call, { params, body }) => {
      const rejected = await answerStatement(call, params.partyId, 'reject', body);
      return rejected.ok ? ok(done) : rejected;
    }),
    act(contract.dismissExposures, 'dismiss'),
    act(contract.takeDownExposures, 'take-down'),
    bind(contract.reviewExposure, async (call, { params, body }) => {
      const selection = { exposures: [{ id: params.exposureId, version: body.version }] };
      const done = await actOnExposures(call, body.decision, selection, body.reason);
      return done.ok ? getExposure(call, params.exposureId) : done;
    }),
    bind(contract.listBulletins, (call, { query }) => listBulletins(call, query)),
    bind(contract.getBulletin, (call, { params }) => getBulletin(call, params.bulletinId)),
    bind(contract.composeBulletin, (call, { body }) => composeBulletin(call, body)),
    bind(contract.editBulletin, (call, { params, body }) => editBulletin(call, params.bulletinId, body)),
    bulletinAct(contract.submitBulletin, 'submit'),
    bulletinAct(contract.returnBulletin, 'return'),
    bulletinAct(contract.releaseBulletin, 'release'),
    bulletinAct(contract.unscheduleBulletin, 'unschedule'),
    bind(contract.scheduleBulletin, (call, { params, body }) =>
      scheduleBulletin(call, params.bulletinId, { version: body.version, releaseAt: new Date(body.releaseAt) }),
    ),
    bulletinAct(contract.discardBulletin, 'discard'),
    ...notifications.routes,
    ...commendations.routes,
    bind(contract.listMedia, (call) => listMedia(call)),
    bind(contract.addMedium, (call, { body }) => saveMedium(call, null, { ...body, version: 1 })),
    bind(contract.changeMedium, (call, { params, body }) => saveMedium(call, params.mediumId, body)),
    bind(contract.listReleases, (call, { query }) => listReleases(call, query)),
    bind(contract.downloadPackage, (call, { params }) => packageOf(call, params.releaseId)),
    bind(contract.handOver, (call, { params, body }) => handOver(call, params.releaseId, body.media)),
  ],
};
