import { datasetLabel } from '#foundation/dataset.ts';
import { ok, refuseFields } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import * as storage from './storage/spot-checks.ts';

const read = { permission: 'spot-checks.read' } as const;

/** A page of spot checks, the latest publication first. */
export const listSpotChecks = async (
  call: Call,
  {
    cursor,
    limit,
    ...filter
  }: storage.SpotCheckFilter & { readonly cursor?: string | undefined; readonly limit: number },
) => {
  const [, day, id] = /^(-infinity|\d{4}-\d\d-\d\d)\.(\d{1,15})$/.exec(cursor ?? '') ?? [];
  if (cursor !== undefined && day === undefined)
    return refuseFields({
      cursor: pair('翻页位置无效，请从第一页重新查看', 'This place in the list is not valid; start at the first page'),
    });
  return observe(call, read, async ({ tx }) => {
    const rows = await storage.pageOfChecks(
      tx,
      filter,
      day === undefined ? undefined : { day, id: Number(id) },
      limit + 1,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return ok({
      rows: page,
      next: rows.length > limit && last ? `${last.publishedOn ?? '-infinity'}.${last.id}` : null,
    });
  });
};

/** The datasets and how much each holds. */
export const listDatasets = (call: Call) =>
  observe(call, read, async ({ tx }) => {
    const rows = await storage.countDatasets(tx);
    return ok({ rows: rows.map((row) => ({ ...row, label: datasetLabel[row.dataset] })) });
  });
