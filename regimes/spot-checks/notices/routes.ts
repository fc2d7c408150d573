import type { Result } from '#foundation/refusal.ts';
import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import { identityVerbs } from './notice.ts';
import { listRetestLaboratories } from './operations-laboratories.ts';
import { publishResults } from './operations-final.ts';
import {
  answerIdentity,
  fileObjection,
  recordWaiver,
  rejectWaiver,
  serveNotice,
  waiveObjection,
} from './operations-notices.ts';
import { actOnObjection, recordWithdrawal, rejectWithdrawal, tellAbandonment } from './operations-objections.ts';
import { getMyEnterprise, getNotice, getObjection, listNotices, listObjections } from './operations-read.ts';
import { designateLaboratory, orderRetest, recordFormalities } from './operations-retests.ts';

/** The page reads the thing anew: who acted may no longer see it (a notice of another's place). */
const said = async (acting: Promise<Result<undefined>>) => {
  const done = await acting;
  return done.ok ? ({ ok: true, value: { done: true } } as const) : done;
};

export const noticeRoutes: readonly BoundRoute[] = [
  bind(contract.listNotices, (call, { query }) => listNotices(call, query)),
  bind(contract.getNotice, (call, { params }) => getNotice(call, params.noticeId, 'spot-checks.see-visits')),
  bind(contract.listObjections, (call, { query }) => listObjections(call, query)),
  bind(contract.getObjection, (call, { params }) => getObjection(call, params.objectionId)),
  bind(contract.myEnterprise, (call) => getMyEnterprise(call)),
  bind(contract.myNotice, (call, { params }) => getNotice(call, params.noticeId, 'spot-checks.answer')),
  bind(contract.serveNotice, (call, { params, body }) => said(serveNotice(call, params.noticeId, body))),
  bind(contract.waivers.waive, (call, { params, body }) => said(waiveObjection(call, params.noticeId, 'waive', body))),
  bind(contract.recordWaiver, (call, { params, body }) => said(recordWaiver(call, params.noticeId, body))),
  bind(contract.waivers['confirm-waiver'], (call, { params, body }) =>
    said(waiveObjection(call, params.noticeId, 'confirm-waiver', body)),
  ),
  bind(contract.waivers['reject-waiver'], (call, { params, body }) => said(rejectWaiver(call, params.noticeId, body))),
  bind(contract.recordWithdrawal, (call, { params, body }) => said(recordWithdrawal(call, params.objectionId, body))),
  bind(contract.objectionActs['reject-withdrawal'], (call, { params, body }) =>
    said(rejectWithdrawal(call, params.objectionId, body)),
  ),
  bind(contract.fileObjection, (call, { params, body }) => said(fileObjection(call, params.noticeId, 'object', body))),
  bind(contract.registerObjection, (call, { params, body }) =>
    said(fileObjection(call, params.noticeId, 'register-objection', body)),
  ),
  ...identityVerbs.map((verb) =>
    bind(contract.identityActs[verb], (call, { params, body }) =>
      said(answerIdentity(call, params.noticeId, verb, body)),
    ),
  ),
  ...(['accept', 'refuse', 'uphold', 'withdraw', 'confirm-withdrawal'] as const).map((verb) =>
    bind(contract.objectionActs[verb], (call, { params, body }) =>
      said(actOnObjection(call, params.objectionId, verb, body)),
    ),
  ),
  bind(contract.tellAbandonment, (call, { params, body }) => said(tellAbandonment(call, params.objectionId, body))),
  bind(contract.orderRetest, (call, { params, body }) => said(orderRetest(call, params.noticeId, body.reason))),
  bind(contract.recordFormalities, (call, { params, body }) => said(recordFormalities(call, params.retestId, body))),
  bind(contract.retestLaboratories, (call, { params }) => listRetestLaboratories(call, params.retestId)),
  bind(contract.designateLaboratory, (call, { params, body }) =>
    said(designateLaboratory(call, params.retestId, body)),
  ),
  bind(contract.publishResults, (call, { params }) => publishResults(call, params.planId)),
];
