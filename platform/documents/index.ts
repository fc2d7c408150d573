import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { z } from 'zod';
import * as contract from './contract.ts';
import { paperDroppedType, paperFactSchema, paperIssuedType, paperSharedSchema, paperSharedType, paperVoidedType } from './facts.ts'; // prettier-ignore
import { journalActs } from './life.ts';
import { strikePaper } from './operations.ts';
import { getPaperDetail, listOfPapers, serviceQueues } from './operations-read.ts';
import { drawIssued, paperFile, paperScan, uploadScan } from './paper-files.ts';
import * as templates from './templates/contract.ts';
import { decideTemplate, proposeTemplate, templateActs, templateFile, templateList } from './templates/operations.ts';

export { paperDroppedType, paperIssuedType, paperVoidedType, type PaperFact } from './facts.ts';
export { draftPaper, issuePaper, issuePapers, redraftPaper } from './issue.ts';
export type { PaperRequest } from './making.ts';
export { type IssuedPaper, passNumbers, recordNumbers } from './numbering.ts';
export type { PaperDraft } from './paper-content.ts';
export { paperKind, type ChainStep, type PaperKind } from './paper-kind.ts';
export { verificationPage } from './portal.ts';
export { paperFile } from './paper-files.ts';
export { sharePapers, sharePapersOf, showPapersAt, voidPapers } from './standing.ts';
export { checkFonts } from './check-fonts.ts';
export type { PaperSettings } from './settings.ts';

export const manifest: Manifest = {
  name: 'documents',
  migrations: new URL('migrations/', import.meta.url),
  permissions: {
    'documents.read': pair('查看文书登记簿', 'See the register of papers'),
    'documents.draft': pair('拟办文书、登记印制和用印', 'Draft papers, record printing and sealing'),
    'documents.review': pair('审核文书', 'Review papers'),
    'documents.countersign': pair('会签文书', 'Countersign papers'),
    'documents.sign': pair('签发文书', 'Sign papers'),
    'documents.void': pair('作废文书', 'Make papers void'),
    'documents.see-templates': pair('查看文书模板', 'See templates of papers'),
    'documents.propose-template': pair('提出文书模板', 'Propose templates of papers'),
    'documents.approve-template': pair('批准、停用文书模板', 'Approve templates of papers and end their use'),
    'documents.receive': pair('查看发给本单位的文书', 'See papers that went to one’s own firm or laboratory'),
  },
  journal: {
    acts: { ...journalActs, ...templateActs },
    subjects: {
      paper: { name: pair('文书', 'Paper'), link: '/papers/$id' },
      template: { name: pair('文书模板', 'Template'), link: '/paper-templates' },
    },
  },
  facts: {
    [paperIssuedType]: paperFactSchema,
    [paperSharedType]: paperSharedSchema,
    [paperVoidedType]: paperFactSchema,
    [paperDroppedType]: paperFactSchema,
  },
  queues: serviceQueues,
  jobs: [
    {
      name: 'documents.draw',
      run: (call, payload) => drawIssued(call, z.object({ paperIds: z.array(z.number()) }).parse(payload).paperIds),
    },
  ],
  routes: [
    bind(contract.listPapersRoute, (call, { query }) => listOfPapers(call, query)),
    bind(contract.getPaperRoute, (call, { params }) => getPaperDetail(call, params.paperId)),
    bind(contract.paperFileRoute, (call, { params, query }) => paperFile(call, params.paperId, query.format)),
    bind(contract.paperScanRoute, (call, { params }) => paperScan(call, params.paperId)),
    bind(contract.actOnPaperRoute, (call, { params, body }) => strikePaper(call, params.paperId, body)),
    bind(contract.servePaperRoute, (call, { params, body }) =>
      strikePaper(call, params.paperId, { act: 'serve', ...body }),
    ),
    bind(contract.scanPaperRoute, (call, { params }, uploads) => uploadScan(call, params.paperId, uploads)),
    bind(templates.listTemplates, (call) => templateList(call)),
    bind(templates.proposeTemplate, (call, { params }, uploads) => proposeTemplate(call, params.kind, uploads)),
    bind(templates.templateFile, (call, { params }) => templateFile(call, params.templateId)),
    bind(templates.decideTemplate, (call, { params, body }) => decideTemplate(call, params.templateId, body)),
  ],
};
