import { datasetLabel } from '#foundation/dataset.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { entryJournal, entryVerbs } from './catalogue-entry.ts';
import * as business from './contracts/business.ts';
import * as catalogue from './contracts/catalogue.ts';
import * as gate from './contracts/gate.ts';
import * as imports from './contracts/imports.ts';
import * as leads from './contracts/leads.ts';
import * as licences from './contracts/licences.ts';
import * as requests from './contracts/requests.ts';
import * as revocations from './contracts/revocations.ts';
import { licencePapers } from './documents.ts';
import { licenceFacts } from './facts.ts';
import { law } from './law.ts';
import { leadJournal, leadVerbs } from './lead.ts';
import { holdActLabels, holdActs, licenceActLabels, licenceActs } from './licence.ts';
import {
  endBusinessLicence,
  importBusinessLicences,
  listBusinessLicences,
  recordBusinessLicence,
} from './operations-business.ts';
import { actOnEntry, listCatalogue, proposeEntry } from './operations-catalogue.ts';
import { askGate } from './operations-gate.ts';
import { recordHoldAct, recordLicenceAct } from './operations-acts.ts';
import { importLicences } from './operations-import.ts';
import { actOnLead, compareAtNight, compareNow, getLead, listLeads } from './operations-leads.ts';
import { actOnRevocation, getRevocation, listRevocations, proposeRevocation } from './operations-revocations.ts';
import { withUploads } from '#platform/tables/index.ts';
import { getLicence, licencesOfEnterprise, listLicences, myLicences } from './operations.ts';
import { answerDeadline } from './operations-bodies.ts';
import { actOnRequest, getRequest, listRequests } from './operations-requests.ts';
import { renewDeadline, watchTermsAtNight } from './operations-terms.ts';
import { requestJournal } from './request.ts';
import { revocationJournal, revocationVerbs } from './revocation.ts';
import { reactions } from './reactions.ts';
import { countEntriesProposed } from './storage-catalogue.ts';
import { countToTell, pageOfHold, wordsOfHold } from './storage-holds.ts';
import { countOpenLeads } from './storage-leads.ts';
import { countToDecide } from './storage-revocations.ts';

export { importBusinessLicences } from './operations-business.ts';
export { compareAtNight } from './operations-leads.ts';
export { importLicences } from './operations-import.ts';
export { seedEntries } from './storage-catalogue.ts';

/** Licences and certificates 许可证、认证证书: the catalogue, the register, and the gate before the business licence (notice 3.1.1). */
export const manifest: Manifest = {
  name: 'licences',
  migrations: new URL('migrations/', import.meta.url),
  law,
  permissions: {
    'licences.read': pair('查看许可证和认证证书', 'See licences and certificates'),
    'licences.record': pair('登记、导入许可证和认证证书', 'Enter and import licences and certificates'),
    'licences.catalogue': pair('提出目录条目', 'Propose entries of the catalogue'),
    'licences.approve': pair('审定目录条目', 'Decide entries of the catalogue'),
    'licences.gate': pair('营业执照登记前查询许可证', 'Ask before a business licence is given'),
    'licences.business': pair('登记营业执照的筹建和生产范围', 'Keep business licences of the catalogue'),
    'licences.see-revocations': pair('查看许可证吊销事项', 'See revocations of licences'),
    'licences.propose': pair('提出、办理吊销许可证', 'Propose and carry on revocations of licences'),
    'licences.revoke': pair('决定吊销许可证', 'Decide revocations of licences'),
    'licences.answer': pair('认证机构处理所发证书', 'Decide about the certificates that one’s own body has issued'),
    'licences.own': pair('查看本企业的许可证和证书', 'See the licences and certificates of one’s own enterprise'),
    'licences.leads': pair('核查无证生产线索', 'Look into leads of unlicensed production'),
  },
  journal: {
    acts: {
      ...entryJournal.acts,
      ...Object.fromEntries(
        licenceActs.map((act) => [
          `licences.${act}-licence`,
          pair(`许可证、证书：${licenceActLabels[act].zh}`, `${licenceActLabels[act].en} (licence)`),
        ]),
      ),
      ...Object.fromEntries(holdActs.map((act) => [`licences.${act}-hold`, holdActLabels[act]])),
      ...leadJournal.acts,
      ...revocationJournal.acts,
      ...requestJournal.acts,
      'licences.hold': pair('因黄牌、红牌暂停使用许可证、证书', 'Suspended licences after warning cards'),
      'licences.end-hold': pair('黄牌、红牌的暂停使用结束', 'Suspensions by warning cards ended'),
      'licences.move': pair('许可证随企业合并变更持证人', 'Licences went over with a merger'),
      'licences.record-business-licence': pair('登记营业执照范围', 'Entered a business licence'),
      'licences.end-business-licence': pair('登记营业执照注销', 'Recorded that a business licence ended'),
      'licences.import-business-licences': pair('导入营业执照登记', 'Imported business licences'),
      'licences.compare': pair('比对无证生产', 'Compared for unlicensed production'),
      'licences.import': pair('导入许可证和证书', 'Imported licences and certificates'),
    },
    subjects: {
      ...entryJournal.subjects,
      ...leadJournal.subjects,
      ...revocationJournal.subjects,
      ...requestJournal.subjects,
      requests: {
        name: pair('多件请认证机构处理的事项', 'Several requests to certification bodies'),
        link: '/licence-requests',
      },
      'business-licence': { name: pair('营业执照登记', 'Business licence') },
      'business-licences': { name: pair('营业执照登记', 'Business licences'), link: '/business-licences' },
      leads: { name: pair('无证生产线索', 'Leads of unlicensed production'), link: '/licence-leads' },
      licence: { name: pair('许可证或证书', 'Licence or certificate'), link: '/licences/$id' },
      hold: { name: pair('暂停使用', 'Suspension'), pageOf: pageOfHold, wordsOf: wordsOfHold },
      licences: { name: pair('许可证和证书', 'Licences and certificates'), link: '/licences' },
    },
  },
  facts: licenceFacts,
  papers: licencePapers,
  deadlines: [answerDeadline, renewDeadline],
  reactions,
  queues: (['demo', 'live'] as const).flatMap((dataset) => {
    const of = datasetLabel[dataset];
    const titled = (zh: string, en: string) =>
      dataset === 'live' ? pair(zh, en) : pair(`${zh}（${of.zh}）`, `${en} (${of.en})`);
    return [
      {
        key: `licences.leads.${dataset}`,
        title: titled('待核查的无证生产线索', 'Leads of unlicensed production to look into'),
        permission: 'licences.leads',
        count: (tx: Tx) => countOpenLeads(tx, dataset),
        link: `/licence-leads?dataset=${dataset}&state=open`,
      },
      {
        key: `licences.to-tell.${dataset}`,
        title: titled('暂停使用待通知发证方', 'Suspensions of which the issuer is to be told'),
        permission: 'licences.record',
        count: (tx: Tx) => countToTell(tx, dataset),
        link: `/licences?dataset=${dataset}&held=true`,
      },
      {
        key: `licences.revocations.${dataset}`,
        title: titled('待决定的许可证吊销', 'Revocations of licences to decide'),
        permission: 'licences.revoke',
        count: (tx: Tx) => countToDecide(tx, dataset),
        link: `/revocations?dataset=${dataset}`,
      },
      {
        key: `licences.entries.${dataset}`,
        title: titled('待审定的目录条目', 'Entries of the catalogue to decide'),
        permission: 'licences.approve',
        count: (tx: Tx) => countEntriesProposed(tx, dataset),
        link: `/licence-catalogue?dataset=${dataset}&state=proposed`,
      },
    ];
  }),
  // At night, after the figures of the spot checks.
  jobs: [
    { name: 'licences.compare', schedule: '50 3 * * *', run: compareAtNight },
    { name: 'licences.watch-terms', schedule: '20 4 * * *', run: watchTermsAtNight },
  ],
  routes: [
    bind(business.listBusinessLicences, (call, { query }) => listBusinessLicences(call, query)),
    bind(business.recordBusinessLicence, (call, { body }) => recordBusinessLicence(call, body)),
    bind(business.endBusinessLicence, (call, { params, body }) => endBusinessLicence(call, params.recordId, body)),
    bind(business.importBusinessLicences, (call, { query }, uploads) =>
      withUploads(call, uploads, (files) => importBusinessLicences(call, query.dataset, files)),
    ),
    bind(revocations.listRevocations, (call, { query }) => listRevocations(call, query)),
    bind(revocations.getRevocation, (call, { params }) => getRevocation(call, params.revocationId)),
    bind(revocations.proposeRevocation, (call, { params, body }) => proposeRevocation(call, params.licenceId, body)),
    ...revocationVerbs.map((verb) =>
      bind(revocations.revocationActs[verb], (call, { params, body }) =>
        actOnRevocation(call, params.revocationId, verb, body),
      ),
    ),
    bind(requests.listRequests, (call, { query }) => listRequests(call, query)),
    bind(requests.getRequest, (call, { params }) => getRequest(call, params.requestId)),
    ...(['suspend', 'withdraw', 'keep'] as const).map((verb) =>
      bind(requests.requestActs[verb], (call, { params, body }) => actOnRequest(call, params.requestId, verb, body)),
    ),
    bind(requests.requestActs.record, (call, { params, body }) => actOnRequest(call, params.requestId, 'record', body)),
    bind(leads.listLeads, (call, { query }) => listLeads(call, query)),
    bind(leads.getLead, (call, { params }) => getLead(call, params.leadId)),
    bind(leads.compareNow, (call, { body }) => compareNow(call, body.dataset)),
    ...leadVerbs.map((verb) =>
      bind(leads.leadActs[verb], (call, { params, body }) => actOnLead(call, params.leadId, verb, body)),
    ),
    bind(licences.recordHoldAct, (call, { params, body }) => recordHoldAct(call, params.holdId, body)),
    bind(gate.askGate, (call, { query }) => askGate(call, query)),
    bind(catalogue.listCatalogue, (call, { query }) => listCatalogue(call, query)),
    bind(catalogue.proposeEntry, (call, { body }) => proposeEntry(call, body)),
    ...entryVerbs.map((verb) =>
      bind(catalogue.entryActs[verb], (call, { params, body }) => actOnEntry(call, params.entryId, verb, body)),
    ),
    bind(licences.listLicences, (call, { query }) => listLicences(call, query)),
    bind(imports.importLicences, (call, { query }, uploads) =>
      withUploads(call, uploads, (files) => importLicences(call, query.dataset, files)),
    ),
    bind(licences.getLicence, (call, { params }) => getLicence(call, params.licenceId)),
    bind(licences.recordLicenceAct, (call, { params, body }) => recordLicenceAct(call, params.licenceId, body)),
    bind(licences.recordIssuerAct, (call, { params, body }) => recordLicenceAct(call, params.licenceId, body, 'licences.answer')), // prettier-ignore
    bind(licences.myLicences, (call) => myLicences(call)),
    bind(licences.enterpriseLicences, (call, { params }) => licencesOfEnterprise(call, params.enterpriseId)),
  ],
};
