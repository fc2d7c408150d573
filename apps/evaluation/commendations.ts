import { addDays, type LocalDate } from '#foundation/local-date.ts';
import { type Services, systemCall } from '#platform/operation/index.ts';
import * as contract from '#regimes/publicity/commendations/contract.ts';
import { on, staffOf } from './days.ts';
import { use } from './people.ts';
import type { EvaluationResult } from './results.ts';
import { type EvaluationTable, resultTables } from './tables.ts';

/** A failure at a later municipal check, as its table tells it. */
const laterFailure = (passed: EvaluationResult, publishedOn: LocalDate): EvaluationTable[] =>
  resultTables([
    {
      ...passed,
      check: { ...passed.check, authority: `${passed.producer.place.cityName}市场监督管理局`, level: 'municipal', kind: 'regular', publishedOn }, // prettier-ignore
      sampledOn: addDays(publishedOn, -30),
      producedOn: addDays(publishedOn, -60),
      lot: '/演示补充',
      verdict: 'fail',
      failingItems: ['标识'],
      items: [],
      grade: '合格品',
    },
  ]).map((table) => ({ ...table, fileName: '演示数据-市级补充监督抽查结果.csv' }));

/**
 * Some products are commended: proposed, waiting for a decision or for the firm, ready, released; one is taken down again by a later failure,
 * which comes in by the same import as any table.
 */
export const commendSome = async (
  services: Services,
  today: LocalDate,
  results: readonly EvaluationResult[],
  importTable: (table: EvaluationTable) => Promise<void>,
): Promise<void> => {
  const job = (name: string, day: LocalDate) =>
    services.composition.jobs.find((one) => one.name === name)?.run(systemCall(on(services, day)), {});
  const back = (ago: number): LocalDate => addDays(today, -ago);
  const staff = staffOf(services);
  const editor = await staff('press-editor', back(39));
  const lines = async (state?: 'proposed' | 'submitted' | 'ready' | 'released') =>
    (await use(editor, contract.listCommendations, { query: { dataset: 'demo', limit: 200, state } })).rows;
  // A creation that was cut short had come so far.
  if ((await lines()).length > 0) return;
  const each = async (
    verb: 'submit' | 'decide' | 'release',
    role: 'press-editor' | 'press-approver',
    ago: number,
    chosen: Awaited<ReturnType<typeof lines>>,
    reason?: string,
  ): Promise<void> => {
    const actor = await staff(role, back(ago));
    for (const { id, version } of chosen)
      await use(actor, contract.commendationRoutes[verb], {
        params: { commendationId: id },
        body: { version, ...(reason === undefined ? {} : { reason }) },
      });
  };
  await job('publicity.review-commendations', back(40));
  await each('submit', 'press-editor', 39, (await lines('proposed')).slice(6));
  await each('decide', 'press-approver', 38, (await lines('submitted')).slice(4), '经核对抽查记录，符合条件');
  await job('publicity.commendation-clocks', back(15));
  await each('release', 'press-approver', 14, (await lines('ready')).slice(3));
  // Two more are told now, so that their firms still have time to answer.
  await each('decide', 'press-approver', 0, (await lines('submitted')).slice(2), '经核对抽查记录，符合条件');
  const [first] = await lines('released');
  const passed = first && results.find(({ producer, category }) => producer.name === first.producer.name && category.name === first.category.name); // prettier-ignore
  if (passed) for (const table of laterFailure(passed, back(3))) await importTable(table);
};
