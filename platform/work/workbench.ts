import { inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok } from '#foundation/refusal.ts';
import { listEntries } from '#platform/journal/list.ts';
import type { Change, Waiting } from '#platform/manifest.ts';
import { type Call, holds, observe, type View } from '#platform/operation/index.ts';
import type { WorkFilter, WorkLine } from './contract.ts';
import { countItems, listItems, type WorkPlace } from './storage.ts';

const mostUrgentFirst: Order<WorkLine, WorkPlace> = {
  write: ({ dueOn, priority, id }) => Buffer.from(`${dueOn ?? 'infinity'} ${priority} ${id}`).toString('base64url'),
  read: (cursor) => {
    const [, due, priority, id] =
      /^(infinity|\d{4}-\d\d-\d\d) ([012]) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
    return due === undefined ? undefined : [due, Number(priority), Number(id)];
  },
};

/** What waits for the actor: items of the permissions and regions that the actor holds. */
export const myWork = (call: Call, { cursor, limit, ...filter }: WorkFilter & PageQuery) =>
  inPages(mostUrgentFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: null }, async ({ tx }) => {
      const { rows: items, next } = cut(await listItems(tx, filter, { today: call.today, after, limit: most }));
      return ok({ items, next, ...(await countItems(tx, filter, call.today)) });
    }),
  );

/** The queues of the rooms that the actor may work on and that are not empty. */
const queuesOf = async ({ call, tx }: View) => {
  const queues = [];
  for (const queue of call.services.composition.queues) {
    if (!holds(call.actor, queue.permission)) continue;
    const found = await queue.count(tx, call.actor, call);
    const {
      count,
      oldest = null,
      elsewhere = 0,
      unplaced = 0,
    }: Waiting = typeof found === 'number' ? { count: found } : found;
    if (count === 0) continue;
    const oldestDue = (await queue.oldestDue?.(tx, call.actor)) ?? null;
    queues.push({
      key: queue.key,
      title: queue.title,
      count,
      oldestDue,
      oldest,
      elsewhere,
      unplaced,
      link: queue.link,
    });
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
      acts: await listEntries(tx, call.services.composition, own, { limit: 10 }),
    });
  });
