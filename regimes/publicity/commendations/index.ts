import { journalWordsOf } from '#foundation/process.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { commendationActs, commendationOwnWords, commendationProcess } from './commendation.ts';
import * as contract from './contract.ts';
import { actOnCommendation, proposeCommendation } from './operations.ts';
import { endCommendationClocks, reviewCommendations } from './operations-follow.ts';
import { commendationDetail, listOfCommendations, ownCommendationsOf } from './operations-read.ts';
import { reactions } from './reactions.ts';

export { countCommendations } from './storage.ts';
export * as commendationRecord from './storage-portal.ts';

const words = journalWordsOf(commendationProcess, '/commendations/$id', commendationOwnWords);
const plainActs = commendationActs.filter((verb) => verb !== 'schedule');

/** What the room of publicity takes into its manifest. */
export const commendations = {
  acts: words.acts,
  subjects: words.subjects,
  /** Behind those of the room: an exposure that the room proposes bars a commendation. */
  reactions,
  jobs: [
    { name: 'publicity.review-commendations', schedule: '30 3 * * *', run: reviewCommendations },
    { name: 'publicity.commendation-clocks', schedule: '* * * * *', run: endCommendationClocks },
  ],
  routes: [
    bind(contract.listCommendations, (call, { query }) => listOfCommendations(call, query)),
    bind(contract.getCommendation, (call, { params }) => commendationDetail(call, params.commendationId)),
    bind(contract.proposeCommendation, async (call, { body }) => {
      const proposed = await proposeCommendation(call, body);
      return proposed.ok ? commendationDetail(call, proposed.value.id) : proposed;
    }),
    ...plainActs.map((verb) =>
      bind(contract.commendationRoutes[verb], (call, { params, body }) =>
        actOnCommendation(call, params.commendationId, verb, body),
      ),
    ),
    bind(contract.scheduleCommendation, (call, { params, body: { releaseAt, ...body } }) =>
      actOnCommendation(call, params.commendationId, 'schedule', { ...body, releaseAt: new Date(releaseAt) }),
    ),
    bind(contract.myCommendations, (call) => ownCommendationsOf(call)),
  ],
} as const satisfies Partial<Manifest> & { readonly subjects: object; readonly acts: object };
