import { pair } from '#foundation/text-pair.ts';
import type { Manifest } from '#platform/manifest.ts';
import { acceptanceRoutes } from './acceptance/routes.ts';
import { recountBoard } from './board/operations-recount.ts';
import { boardQueues } from './board/operations-work.ts';
import { boardRoutes } from './board/routes.ts';
import { spotCheckFacts } from './facts.ts';
import { journalWords } from './journal-manifest.ts';
import { law } from './law.ts';
import { workQueues } from './operations-work.ts';
import { drawRoutes } from './draws/routes.ts';
import { endClocks } from './notices/operations-clock.ts';
import { noticeReactions } from './notices/reactions.ts';
import { noticeRoutes } from './notices/routes.ts';
import { spotCheckPapers } from './papers/documents.ts';
import { planRoutes } from './plans/routes.ts';
import { type SpotCheckPorts } from './ports.ts';
import { reactions } from './reactions.ts';
import { importRoutes } from './routes-imports.ts';
import { reportRoutes } from './reports/routes.ts';
import { reportQueues } from './reports/operations-work.ts';
import { listImportChanges } from './storage/changes.ts';
import { queueRoutes } from './routes-queues.ts';
import { readingRoutes } from './routes-reading.ts';
import { visitHandOver } from './visits/operations-hand-over.ts';
import { visitQueues } from './visits/operations-work.ts';
import { visitRoutes } from './visits/routes.ts';

import { reportReaction } from './import/complete-report.ts';
import { resumeImports } from './import/import-files.ts';

export { importFiles, resumeImports, type ImportedFiles } from './import/import-files.ts';
export type { ProgressReport } from './import/progress.ts';
export { listPublicDraws } from './draws/portal-storage.ts';
export { takeValues as takeLaboratoryValues } from './reports/operations-values.ts';
export { judgeFile } from './operations-judge.ts';
export { simulate, type Simulation } from './operations-simulation.ts';
export { listDatasets } from './operations-checks.ts';
export { checksOfEnterprise, exportResults } from './operations-results.ts';
export type { SpotCheckPorts } from './ports.ts';
export { recordInspectors } from './visits/storage-inspectors.ts';

/** The room, given the answers of the rooms that react to it. */
export const spotChecks = (ports: SpotCheckPorts): Manifest => ({
  name: 'spot-checks',
  migrations: new URL('migrations/', import.meta.url),
  law,
  permissions: {
    'spot-checks.read': pair('查看抽查结果和统计', 'See results and statistics'),
    'spot-checks.import': pair('导入抽查结果', 'Import results'),
    'spot-checks.withdraw': pair('撤回导入', 'Withdraw an import'),
    'spot-checks.settle': pair('认定待核实事项', 'Settle cases'),
    'spot-checks.plans': pair('查看抽查计划、检验细则和进度', 'See plans, inspection rules and progress'),
    'spot-checks.plan': pair('起草计划、组织抽取', 'Draft plans, carry out draws'),
    'spot-checks.approve': pair('批准计划、检验细则和变更', 'Approve plans, rules and amendments'),
    'spot-checks.see-visits': pair('查看抽查对象、样品、报告和告知', 'See who is visited, samples, reports, notices'),
    'spot-checks.dispatch': pair('调度抽样、处理拒检', 'Dispatch visits, deal with refusals'),
    'spot-checks.sample': pair('现场抽样', 'Take samples'),
    'spot-checks.laboratory': pair('查看本机构的检验任务', 'See the laboratory’s own work'),
    'spot-checks.receive': pair('收样', 'Receive samples'),
    'spot-checks.test': pair('检验、录入数据', 'Test and enter values'),
    'spot-checks.verify': pair('审核检验报告', 'Review reports'),
    'spot-checks.certify': pair('批准检验报告', 'Approve reports'),
    'spot-checks.serve': pair('送达结果、登记异议', 'Serve results, register objections'),
    'spot-checks.decide': pair('审定异议、指定复检机构', 'Decide objections, designate retests'),
    'spot-checks.answer': pair('企业答复、提出异议', 'Answer and object, for an enterprise'),
  },
  papers: spotCheckPapers,
  journal: journalWords,
  facts: spotCheckFacts,
  reactions: [...reactions, ...noticeReactions, reportReaction(ports)],
  queues: [...workQueues, ...boardQueues, ...visitQueues, ...reportQueues],
  handOvers: [visitHandOver],
  changes: { permission: 'spot-checks.read', list: listImportChanges },
  // Every minute: an import whose program has died is taken up as soon as its last sign of life is old enough.
  jobs: [
    {
      name: 'spot-checks.resume-imports',
      schedule: '* * * * *',
      run: async (call) => void (await resumeImports(call, { ports })),
    },
    { name: 'spot-checks.end-clocks', schedule: '*/10 * * * *', run: (call) => endClocks(call) },
    // At night, so that the board adds up few rows.
    { name: 'spot-checks.recount-board', schedule: '20 3 * * *', run: recountBoard },
  ],
  routes: [
    ...planRoutes,
    ...boardRoutes,
    ...drawRoutes(ports),
    ...acceptanceRoutes,
    ...visitRoutes(ports),
    ...reportRoutes,
    ...noticeRoutes,
    ...readingRoutes,
    ...queueRoutes,
    ...importRoutes(ports),
  ],
});
