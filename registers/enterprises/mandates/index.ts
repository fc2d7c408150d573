import { bind, type BoundRoute, type Reaction } from '#platform/manifest.ts';
import { merged, mergedType } from '../facts.ts';
import * as contract from './contract.ts';
import { closeMandate, confirmMandate, fileMandate, listMandates, myMandates } from './operations.ts';
import { moveMandates } from './storage.ts';

export const mandateRoutes: readonly BoundRoute[] = [
  bind(contract.listMandates, (call, { query }) => listMandates(call, query)),
  bind(contract.myMandates, (call) => myMandates(call)),
  bind(contract.fileMandate, (call, { body }) => fileMandate(call, body)),
  bind(contract.endMandate, (call, { params, body }) => closeMandate(call, params.mandateId, 'end', body)),
  bind(contract.confirmMandate, (call, { params, body }) => confirmMandate(call, params.mandateId, body)),
  bind(contract.refuseMandate, (call, { params, body }) => closeMandate(call, params.mandateId, 'refuse', body)),
  bind(contract.stopMandate, (call, { params, body }) => closeMandate(call, params.mandateId, 'stop', body)),
];

export const mandateReactions: readonly Reaction[] = [
  {
    on: mergedType,
    room: 'enterprises',
    react: async (act, facts) => {
      for (const fact of facts) {
        const { from, into } = merged.parse(fact.payload);
        await moveMandates(act.tx, from, into);
      }
    },
  },
];
