import { bind, type BoundRoute } from '#platform/manifest.ts';
import type { SpotCheckPorts } from '../ports.ts';
import * as contract from './contract.ts';
import { actOnDraw, commitDraw } from './operations.ts';
import {
  drawsOfPlan,
  enterMakers,
  getDraw,
  listExclusions,
  openProof,
  ownEntries,
  seeEntries,
} from './operations-read.ts';

export const drawRoutes = (ports: Pick<SpotCheckPorts, 'exemptionsOn'>): readonly BoundRoute[] => [
  bind(contract.drawsOfPlan, (call, { params }) => drawsOfPlan(call, params.planId)),
  bind(contract.commitDraw, (call, { params, body }) => commitDraw(call, params.planId, body)),
  bind(contract.getDraw, (call, { params }) => getDraw(call, params.drawId)),
  bind(contract.seeEntries, (call, { params, body }) => seeEntries(call, params.drawId, body)),
  bind(contract.listExclusions, (call, { params, query }) => listExclusions(call, params.drawId, query)),
  bind(contract.downloadProof, async (call, { params }) => {
    const proof = await openProof(call, params.drawId);
    return proof.ok
      ? { ok: true, stream: proof.value, fileName: `draw-${params.drawId}.json`, mediaType: 'application/json' }
      : proof;
  }),
  bind(contract.ownEntries, (call, { params }) => ownEntries(call, params.enterpriseId)),
  bind(contract.enterMakers, (call, { body }) => enterMakers(call, body)),
  bind(contract.actOnDraw, (call, { params, body }) => actOnDraw(call, ports, params.drawId, params.verb, body)),
];
