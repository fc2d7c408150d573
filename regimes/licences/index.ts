import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { entryJournal, entryVerbs } from './catalogue-entry.ts';
import * as catalogue from './contracts/catalogue.ts';
import * as gate from './contracts/gate.ts';
import * as imports from './contracts/imports.ts';
import * as licences from './contracts/licences.ts';
import { law } from './law.ts';
import { licenceActLabels, licenceActs } from './licence.ts';
import { actOnEntry, listCatalogue, proposeEntry } from './operations-catalogue.ts';
import { askGate } from './operations-gate.ts';
import { importLicences } from './operations-import.ts';
import { withUploads } from './operations-tables.ts';
import { getLicence, licencesOfEnterprise, listLicences, recordLicenceAct } from './operations.ts';

export { importLicences } from './operations-import.ts';
export { filesOf } from './operations-tables.ts';
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
      'licences.import': pair('导入许可证和证书', 'Imported licences and certificates'),
    },
    subjects: {
      ...entryJournal.subjects,
      licence: { name: pair('许可证或证书', 'Licence or certificate'), link: '/licences/$id' },
      licences: { name: pair('许可证和证书', 'Licences and certificates'), link: '/licences' },
    },
  },
  routes: [
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
    bind(licences.enterpriseLicences, (call, { params }) => licencesOfEnterprise(call, params.enterpriseId)),
  ],
};
