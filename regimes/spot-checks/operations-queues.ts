import type { Dataset } from '#foundation/dataset.ts';
import { byNumber, inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, refuseFields, type Refused, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { resultsChangedType, type ResultsChanged } from './facts.ts';
import { fieldLabels } from './recognition/fields.ts';
import type { Party } from './recognition/index.ts';
import { disagreement, rolesAreSound } from './rules.ts';
import { takeTurn } from './storage/locks.ts';
import { countQueues } from './storage/queue-counts.ts';
import * as queues from './storage/queues.ts';
import { linesOf } from './storage/results.ts';
import { bornOf } from './storage/born-results.ts';
import { mergeResults, settleCategory, settleCell } from './storage/settling.ts';
import { openTouched, settleTouched, touchPairs } from './storage/touched.ts';

const read = { permission: 'spot-checks.read' } as const;
const settle = { permission: 'spot-checks.settle' } as const;
const done = { done: true } as const;

interface Page extends PageQuery {
  readonly dataset: Dataset;
}

/** A page of rows in the order of their numbers. */
const pageOf = <Row extends { readonly id: number }, Out>(
  page: Page,
  load: (page: { readonly after: number; readonly limit: number }) => Promise<readonly Row[]>,
  shown: (rows: readonly Row[]) => Promise<Out[]> | Out[],
): Promise<Result<{ rows: Out[]; next: string | null }>> =>
  inPages(byNumber, page, async ({ after, most, cut }) => {
    const { rows, next } = cut(await load({ after: after ?? 0, limit: most }));
    return ok({ rows: await shown(rows), next });
  });

const changed = (act: Act, dataset: Dataset, cause: ResultsChanged['payload']['cause'], touched: number): void => {
  if (touched > 0) act.emit({ type: resultsChangedType, payload: { dataset, producers: 'all-of-import', cause } });
};

/** How many cases wait for a person. */
export const countWaiting = (call: Call, dataset: Dataset) =>
  observe(call, read, async ({ tx }) => ok(await countQueues(tx, dataset)));

/** Producer cells in which it is not settled who produced. */
export const listRoleCases = (call: Call, { state, ...page }: Page & { readonly state: string }) =>
  observe(call, read, ({ tx }) =>
    pageOf(
      page,
      (at) => queues.pageOfRoleCases(tx, page.dataset, state, at),
      (rows) => [...rows],
    ),
  );

/** Settles who is who in a cell, for every row that has it and for later imports. At most one is the factory. */
export const decideRoleCase = (
  call: Call,
  id: number,
  { parties, reason }: { readonly parties: readonly Party[]; readonly reason: string },
) =>
  perform(call, settle, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const found = await queues.lockRoleCase(act.tx, id);
    if (!found) return refuse('not-found', { thing: pair('该事项', 'The case') });
    if (found.state !== 'open') return refuse('conflict');
    if (!rolesAreSound(parties))
      return refuseFields({
        parties: pair(
          '至多只能有一家生产厂，且各企业名称不能重复',
          'There can be one factory at most, and no firm twice in one role',
        ),
      });
    await queues.storeRoleDecision(act.tx, id, parties, reason, call.actor.accountId);
    const touched = await settleCell(act.tx, found.dataset, found.cell, parties);
    act.journal({
      act: 'spot-checks.settle-roles',
      subject: `role-case/${id}`,
      dataset: found.dataset,
      payload: { cell: found.cell, parties, reason },
    });
    changed(act, found.dataset, 'roles', touched);
    return ok(done);
  });

const comparedLabels: Readonly<Record<string, TextPair>> = {
  category_id: fieldLabels.category,
  producer_cell: fieldLabels.producer,
  province_code: fieldLabels.province,
  product_name: fieldLabels.product,
  brand: fieldLabels.brand,
  model: fieldLabels.model,
  grade: fieldLabels.grade,
  production_batch: fieldLabels.productionBatch,
  verdict: fieldLabels.verdictNormalised,
  published_verdict: fieldLabels.verdict,
  failing_items: fieldLabels.failingItems,
  laboratory_id: fieldLabels.laboratory,
  seller_id: fieldLabels.inspected,
  sampled_on: fieldLabels.sampledOn,
  standard: fieldLabels.standard,
  check_id: pair('抽查批次', 'Spot check'),
  details: pair('其他栏目', 'Other columns'),
};

/** Pairs of nearly equal rows, side by side. */
export const listNearCases = (call: Call, { state, ...page }: Page & { readonly state: string }) =>
  observe(call, read, ({ tx }) =>
    pageOf(
      page,
      (at) => queues.pageOfNearCases(tx, page.dataset, state, at),
      async (rows) => {
        const ids = rows.flatMap(({ leftId, rightId }) => [leftId, rightId]);
        const [lines, texts, own] = await Promise.all([linesOf(tx, ids), queues.comparable(tx, ids), bornOf(tx, ids)]);
        return rows.map(({ leftId, rightId, differences, ...row }) => ({
          ...row,
          left: lines.get(leftId) ?? null,
          right: lines.get(rightId) ?? null,
          ofPlan: own.includes(leftId) ? ('left' as const) : own.includes(rightId) ? ('right' as const) : null,
          differences: differences.map((column) => ({
            label: comparedLabels[column] ?? pair(column, column),
            left: texts.get(leftId)?.[column] ?? '',
            right: texts.get(rightId)?.[column] ?? '',
          })),
        }));
      },
    ),
  );

interface NearDecision {
  readonly decision: 'same' | 'different';
  readonly keep: 'left' | 'right';
  readonly reason: string;
}

/** Decides whether two nearly equal rows are one sample; then one of them stands for both, with the sources of both. */
export const decideNearCase = (call: Call, id: number, { decision, keep, reason }: NearDecision) =>
  perform(call, settle, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const found = await queues.lockNearCase(act.tx, id);
    if (!found) return refuse('not-found', { thing: pair('该事项', 'The case') });
    if (found.state !== 'open') return refuse('conflict');
    await queues.storeNearDecision(act.tx, id, decision, reason, call.actor.accountId);
    // A result of a plan stands on its sample: whichever was chosen, it is kept.
    const [own] = await bornOf(act.tx, [found.left, found.right]);
    const [kept, gone] =
      (own ?? (keep === 'left' ? found.left : found.right)) === found.left
        ? [found.left, found.right]
        : [found.right, found.left];
    const touched = decision === 'same' ? await mergeResults(act.tx, kept, gone) : 0;
    act.journal({
      act: 'spot-checks.settle-near-equal',
      subject: `near-case/${id}`,
      dataset: found.dataset,
      payload: { decision, kept, other: gone, reason },
    });
    changed(act, found.dataset, 'near-equal', touched);
    return ok(done);
  });

/** Refusals whose category is open. */
export const listOpenRefusals = (call: Call, page: Page) =>
  observe(call, read, ({ tx }) =>
    pageOf(
      page,
      (at) => queues.pageOfOpenRefusals(tx, page.dataset, at),
      (rows) => [...rows],
    ),
  );

const noCategory = (): Refused =>
  refuseFields({ categoryId: pair('请选择同一数据集内的产品种类', 'Choose a category of the same dataset') });

/** Says which category a refusal belongs to. */
export const decideRefusal = (call: Call, id: number, categoryId: number) =>
  perform(call, settle, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    const found = await queues.settleRefusal(act.tx, id, categoryId);
    if (!found) return refuse('not-found', { thing: pair('该拒检记录', 'The refusal') });
    if (!(await queues.isCategory(act.tx, found.dataset, categoryId))) return noCategory();
    await openTouched(act.tx);
    if (found.producerId !== null)
      await touchPairs(act.tx, found.producerId, found.before === null ? [categoryId] : [found.before, categoryId]);
    act.journal({
      act: 'spot-checks.settle-refusal',
      subject: `refusal/${id}`,
      dataset: found.dataset,
      payload: { categoryId },
    });
    changed(act, found.dataset, 'category', await settleTouched(act.tx));
    return ok(done);
  });

/** The name of a product is its place. */
const byProduct: Order<{ readonly product: string }, string> = {
  write: ({ product }) => product,
  read: (cursor) => cursor,
};

/** Results whose category is blank, by product. */
export const listUnassigned = (call: Call, { dataset, ...page }: Page) =>
  inPages(byProduct, page, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => ok(cut(await queues.pageOfUnassigned(tx, dataset, after ?? '', most)))),
  );

/** Gives a category to the results of a product, and to those that later imports bring. */
export const assignCategory = (
  call: Call,
  {
    dataset,
    product,
    categoryId,
  }: { readonly dataset: Dataset; readonly product: string; readonly categoryId: number },
) =>
  perform(call, settle, async (act) => {
    await act.asEngine();
    await takeTurn(act.tx);
    if (!(await queues.isCategory(act.tx, dataset, categoryId))) return noCategory();
    const { results, touched } = await settleCategory(act.tx, dataset, product, categoryId, call.actor.accountId);
    act.journal({
      act: 'spot-checks.settle-category',
      subject: `category/${categoryId}`,
      dataset,
      payload: { product, results },
    });
    changed(act, dataset, 'category', touched);
    return ok({ results });
  });

/** Results whose engine verdicts differ from the published one, with why. */
export const listDisagreements = (call: Call, page: Page) =>
  observe(call, read, ({ tx }) =>
    pageOf(
      page,
      async (at) => (await queues.pageOfDisagreements(tx, page.dataset, at)).map((id) => ({ id })),
      async (rows) => {
        const lines = await linesOf(
          tx,
          rows.map(({ id }) => id),
        );
        return rows.flatMap(({ id }) => {
          const line = lines.get(id);
          return line ? [{ ...line, explanation: disagreement(line.verdict) }] : [];
        });
      },
    ),
  );
