import { datasetLabel, datasets } from '#foundation/dataset.ts';
import { journalWordsOf } from '#foundation/process.ts';
import { byNumber, inPages } from '#foundation/paging.ts';
import { ok, refuse } from '#foundation/refusal.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import { bind, type Manifest, type WorkQueue } from '#platform/manifest.ts';
import { type Actor, observe } from '#platform/operation/index.ts';
import * as contract from './contract.ts';
import { enterpriseFacts } from './facts.ts';
import { confirmRegions, decideMatch, renameEnterprise, setStatus } from './operations.ts';
import { mandateProcess } from './mandates/mandate.ts';
import { mandateReactions, mandateRoutes } from './mandates/index.ts';
import { countAddresses, countMatches, listAddresses, listMatches } from './queues-storage.ts';
import { findEnterprise, findOwnEnterprises, searchEnterprises } from './storage.ts';

export { confirmRegions, decideMatch, renameEnterprise, setStatus } from './operations.ts';
export {
  matchKeyOfSighting,
  openSightings,
  resolveEnterprises,
  type Resolution,
  type Sighting,
  sightingColumns,
  sightingRow,
  sightingTable,
} from './sightings-storage.ts';
export { restateGivenCities } from './given-cities-storage.ts';
export { countAddresses, countMatches } from './queues-storage.ts';
export { nameSearch } from './name-search.ts';
export { findEnterprise, searchEnterprises } from './storage.ts';
export type { Enterprise, EnterpriseId, EnterpriseSummary } from './enterprise.ts';

const read = { permission: 'enterprises.read' } as const;

/** Provinces in which an actor may settle; the program itself works nowhere in particular. */
const provincesOf = (actor: Actor): string[] => [
  ...new Set((actor.permissions.get('enterprises.settle') ?? []).map((region) => `${region.slice(0, 2)}0000`)),
];

/** Numbers of the enterprises for which an actor holds anything. */
const ownOf = (actor: Actor): number[] => [
  ...new Set(
    [...actor.permissions.values()]
      .flat()
      .flatMap((place) => (place.startsWith('enterprise/') ? [Number(place.slice(11))] : [])),
  ),
];

/** Two piles a dataset: no figure mixes two. */
const queues = datasets.flatMap((dataset): WorkQueue[] => {
  const of = datasetLabel[dataset];
  return [
    {
      key: `enterprises.matches.${dataset}`,
      title: fill(pair('疑似同一企业，待确认（{of}）', 'Uncertain matches of enterprises ({of})'), { of }),
      permission: 'enterprises.settle',
      count: (tx) => countMatches(tx, dataset),
      link: `/enterprise-matches?dataset=${dataset}`,
    },
    {
      key: `enterprises.addresses.${dataset}`,
      title: fill(
        pair('所在市未确定的不合格企业（{of}）', 'Enterprises with failures whose city is not known ({of})'),
        { of },
      ),
      permission: 'enterprises.settle',
      count: async (tx, actor) => {
        const counts = await Promise.all(provincesOf(actor).map((province) => countAddresses(tx, dataset, province)));
        return counts.reduce((sum, count) => sum + count, 0);
      },
      link: `/enterprise-addresses?dataset=${dataset}`,
    },
  ];
});

const mandateWords = journalWordsOf(mandateProcess, '/mandates', {
  file: pair('提交授权委托书', 'Filed it'),
});

export const manifest: Manifest = {
  name: 'enterprises',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'enterprises.read': pair('查看企业质量档案', 'See enterprise files'),
    'enterprises.own': pair('查看本企业页面', 'See the page of one’s own enterprise'),
    'enterprises.mandate': pair('委托代理人', 'Name agents of the enterprise'),
    'enterprises.settle': pair('确认企业匹配和所在地', 'Decide matches and addresses of enterprises'),
  },
  facts: enterpriseFacts,
  journal: {
    acts: {
      'enterprises.same': pair('认定为同一企业，合并', 'Decided to be one enterprise, merged'),
      'enterprises.different': pair('认定为不同企业', 'Decided to be different enterprises'),
      'enterprises.confirm-region': pair('确认企业所在市县', 'Confirmed the place of an enterprise'),
      'enterprises.rename': pair('登记企业更名', 'Recorded a new name of an enterprise'),
      ...mandateWords.acts,
      'enterprises.set-status': pair('登记企业状态', 'Recorded the status of an enterprise'),
    },
    subjects: {
      ...mandateWords.subjects,
      enterprise: { name: pair('企业', 'Enterprise'), link: '/enterprises/$id' },
      match: { name: pair('疑似同一企业', 'Uncertain match') },
    },
  },
  queues,
  reactions: mandateReactions,
  routes: [
    ...mandateRoutes,
    bind(contract.searchEnterprises, (call, { query }) =>
      observe(call, read, async ({ tx }) => ok(await searchEnterprises(tx, query.q, query.dataset, query.limit))),
    ),
    bind(contract.getEnterprise, (call, { params }) =>
      observe(call, read, async ({ tx }) => {
        const enterprise = await findEnterprise(tx, params.id);
        return enterprise ? ok(enterprise) : refuse('not-found', { thing: pair('该企业', 'The enterprise') });
      }),
    ),
    bind(contract.ownEnterprises, (call) =>
      observe(call, { permission: null }, async ({ tx }) =>
        ok({ enterprises: await findOwnEnterprises(tx, ownOf(call.actor)) }),
      ),
    ),
    bind(contract.confirmRegions, (call, { body }) => confirmRegions(call, body.items, body.reason)),
    bind(contract.renameEnterprise, (call, { params, body }) => renameEnterprise(call, params.id, body)),
    bind(contract.setStatus, (call, { params, body }) => setStatus(call, params.id, body)),
    bind(contract.listMatches, (call, { query: { cursor, limit, ...filter } }) =>
      inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
        observe(call, read, async ({ tx }) => {
          const { rows: items, next } = cut(await listMatches(tx, { ...filter, after: after ?? 0, limit: most }));
          return ok({ total: await countMatches(tx, filter.dataset, filter.state, filter.reason), items, next });
        }),
      ),
    ),
    bind(contract.decideMatch, (call, { params, body }) => decideMatch(call, params.id, body)),
    bind(contract.listAddresses, (call, { query: { dataset, ...page } }) =>
      inPages(byNumber, page, ({ after, most, cut }) =>
        observe(call, read, async ({ tx }) => {
          const { province } = call.services;
          const { rows: items, next } = cut(
            await listAddresses(tx, { dataset, province, after: after ?? 0, limit: most }),
          );
          return ok({ total: await countAddresses(tx, dataset, province), items, next });
        }),
      ),
    ),
  ],
};
