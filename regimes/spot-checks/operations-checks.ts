import { datasetLabel } from '#foundation/dataset.ts';
import { byDay, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok } from '#foundation/refusal.ts';
import { type Call, observe } from '#platform/operation/index.ts';
import * as storage from './storage/spot-checks.ts';

const read = { permission: 'spot-checks.read' } as const;
const latestFirst = byDay<storage.SpotCheckLine>(({ publishedOn }) => publishedOn, '-infinity');

/** A page of spot checks, the latest publication first. */
export const listSpotChecks = (call: Call, { cursor, limit, ...filter }: storage.SpotCheckFilter & PageQuery) =>
  inPages(latestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => ok(cut(await storage.pageOfChecks(tx, filter, after, most)))),
  );

/** The datasets and how much each holds. */
export const listDatasets = (call: Call) =>
  observe(call, read, async ({ tx }) => {
    const rows = await storage.countDatasets(tx);
    return ok({ rows: rows.map((row) => ({ ...row, label: datasetLabel[row.dataset] })) });
  });
