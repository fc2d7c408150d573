import { bind, type BoundRoute } from '#platform/manifest.ts';
import type { SpotCheckPorts } from '../ports.ts';
import * as contract from './contract.ts';
import * as field from './contract-field.ts';
import * as inspectors from './contract-inspectors.ts';
import * as samples from './contract-samples.ts';
import { actOnVisit, nameTarget } from './operations.ts';
import { decideFieldMessage, listFieldVisits, receiveFile, receiveMessage } from './operations-field.ts';
import { createInspector, declareConflict, editInspector, listInspectors } from './operations-inspectors.ts';
import { getVisit, getVisitFile, listMyVisits, listVisits } from './operations-read.ts';
import { getSample, listArriving, listSamples } from './operations-read-samples.ts';
import { actOnReserve } from './operations-reserves.ts';
import { actOnSample, correctSheet, takeSample } from './operations-samples.ts';
import { reserveVerbs, sampleVerbs } from './sample.ts';
import { visitVerbs } from './visit.ts';

/** Routes of visits, samples, the field and the register of inspectors. */
export const visitRoutes = (ports: Pick<SpotCheckPorts, 'exemptionOn'>): readonly BoundRoute[] => [
  bind(contract.listVisits, (call, { query }) => listVisits(call, query)),
  bind(contract.listMyVisits, (call, { query }) => listMyVisits(call, query.dataset)),
  bind(contract.getVisit, (call, { params }) => getVisit(call, params.visitId)),
  bind(contract.nameTarget, (call, { body }) => nameTarget(call, body)),
  ...visitVerbs.map((verb) =>
    bind(contract.visitActs[verb], (call, { params, body }) => actOnVisit(call, ports, params.visitId, verb, body)),
  ),
  bind(contract.getVisitFile, (call, { params }) => getVisitFile(call, params.visitId, params.fileId)),
  bind(samples.listSamples, (call, { query }) => listSamples(call, query)),
  bind(samples.listArriving, (call, { query }) => listArriving(call, query.dataset)),
  bind(samples.getSample, (call, { params }) => getSample(call, params.sampleId)),
  bind(samples.takeSample, (call, { params, body }) => takeSample(call, params.visitId, body.version, body.sheet)),
  bind(samples.correctSheet, (call, { params, body }) => correctSheet(call, params.sampleId, body)),
  ...sampleVerbs.map((verb) =>
    bind(samples.sampleActs[verb], (call, { params, body }) => actOnSample(call, params.sampleId, verb, body)),
  ),
  ...reserveVerbs.map((verb) =>
    bind(samples.reserveActs[verb], (call, { params, body }) => actOnReserve(call, params.sampleId, verb, body)),
  ),
  bind(field.listFieldVisits, (call) => listFieldVisits(call)),
  bind(field.sendFieldMessage, (call, { body }) => receiveMessage(call, ports, body)),
  bind(field.sendFieldFile, (call, { body }, uploads) => receiveFile(call, body, uploads)),
  bind(field.decideFieldMessage, (call, { params, body }) => decideFieldMessage(call, ports, params.messageId, body)),
  bind(inspectors.listInspectors, (call, { query }) => listInspectors(call, query)),
  bind(inspectors.createInspector, (call, { body }) => createInspector(call, body.dataset, body.inspector)),
  bind(inspectors.editInspector, (call, { params, body }) => editInspector(call, params.inspectorId, body.inspector)),
  bind(inspectors.declareConflict, (call, { params, body }) => declareConflict(call, params.inspectorId, body)),
];
