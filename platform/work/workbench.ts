import { ok, refuseFields } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { listEntries } from '#platform/journal/list.ts';
import type { Change } from '#platform/manifest.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import type { WorkFilter, WorkLine } from './contract.ts';
import { countItems, listItems, type WorkPlace } from './storage.ts';

const cursorOf = (line: WorkLine): string =>
  Buffer.from(`${line.dueOn ?? 'infinity'} ${line.priority} ${line.id}`).toString('base64url');

const placeOf = (cursor: string): WorkPlace | undefined => {
  const match = /^(infinity|\d{4}-\d\d-\d\d) ([012]) (\d{1,15})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  );
  const [, due, priority, id] = match ?? [];
  return due === undefined ? undefined : [due, Number(priority), Number(id)];
};

/** What waits for the actor: items of the permissions and regions that the actor holds. */
export const myWork = async (
  call: Call,
  { cursor, limit, ...filter }: WorkFilter & { readonly cursor?: string; readonly limit: number },
) => {
  const after = cursor === undefined ? undefined : placeOf(cursor);
  if (cursor !== undefined && after === undefined)
    return refuseFields({
      cursor: pair('翻页位置无效，请从第一页重新查看', 'This place in the list is not valid; start at the first page'),
    });
  return observe(call, { permission: null }, async ({ tx }) => {
    const rows = await listItems(tx, filter, { today: call.today, after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last ? cursorOf(last) : null;
    return ok({ items, next, ...(await countItems(tx, filter, call.today)) });
  });
};

/** The queues of the rooms that the actor may work on and that are not empty. */
const queuesOf = async ({ call, tx }: View) => {
  const queues = [];
  for (const queue of call.services.composition.queues) {
    if (!holds(call.actor, queue.permission)) continue;
    const count = await queue.count(tx, call.actor);
    const oldestDue = count > 0 ? ((await queue.oldestDue?.(tx, call.actor)) ?? null) : null;
    if (count > 0) queues.push({ key: queue.key, title: queue.title, count, oldestDue, link: queue.link });
  }
  return queues;
};

/** What changed of late in the rooms that the actor may see, newest first. */
const changesFor = async ({ call, tx }: View, limit: number): Promise<Change[]> => {
  const changes: Change[] = [];
  for (const { permission, list } of call.services.composition.changes)
    if (holds(call.actor, permission)) changes.push(...(await list(tx, limit)));
  return changes.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit);
};

/** The first page after signing in: what waits for me, what is due, what changed. */
export const workbench = (call: Call) =>
  observe(call, { permission: null }, async (view) => {
    const { tx } = view;
    const { counts } = await countItems(tx, {}, call.today);
    const own = call.actor.accountId === null ? {} : { accountId: call.actor.accountId };
    return ok({
      counts,
      items: await listItems(tx, {}, { today: call.today, limit: 20 }),
      queues: await queuesOf(view),
      changed: await changesFor(view, 20),
      acts: (await listEntries(tx, call.services.composition, own, { limit: 10 })).items,
    });
  });
