import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call, dayAt, holds, observe, perform } from '#platform/operation/index.ts';
import { type NextStep, offerActs } from '#foundation/process.ts';
import { wordEvents } from '#platform/process/index.ts';
import { eventsOf, recordEvents } from '../common/events-storage.ts';
import type { DrawDetail } from './contract.ts';
import { drawEventWords, drawProcess, type DrawState, type ExclusionReason } from './draw.ts';
import { drawNotBy } from './rules.ts';
import { countDraw, countExclusions, findDraw, findPublishedProof, listDraws, listOwnEntries, pageOfEntries, pageOfExclusions, storeMakers } from './storage-reading.ts'; // prettier-ignore

const missing = () => refuse('not-found', { thing: drawProcess.name });

/** Draws of a plan, the latest first. */
export const drawsOfPlan = (call: Call, planId: number) =>
  observe(call, { permission: 'spot-checks.plans' }, async ({ tx }) => ok({ rows: await listDraws(tx, planId) }));

const planner = pair('计划承办人', 'The officer who plans');

const nextStep = (state: DrawState, entropyDueAt: string, open: number): NextStep => {
  switch (state) {
    case 'committed':
      return {
        words: pair('在公开随机数公布之前冻结名单', 'Freeze the pool before the public number is published'),
        by: planner,
        due: dayAt(new Date(entropyDueAt)),
      };
    case 'frozen':
      return {
        words: pair('公开随机数公布后填入并抽取', 'Enter the public number once it is published, and draw'),
        by: planner,
        due: null,
      };
    case 'drawn':
      return open > 0
        ? {
            words: pair(
              `还有 ${open} 次抽样未了，全部结束后公开证明`,
              `${open} visits are open; publish the proof when all are over`,
            ),
            by: pair('抽样检查人员', 'The inspectors'),
            due: null,
          }
        : { words: pair('公开证明', 'Publish the proof'), by: planner, due: null };
    case 'published':
    case 'void':
      return null;
  }
};

/** One draw as its page shows it: states, digests and numbers, no names. */
export const getDraw = async (call: Call, id: number): Promise<Result<DrawDetail>> => {
  const seen = await observe(call, { permission: 'spot-checks.plans' }, async ({ tx }) => {
    const draw = await findDraw(tx, id);
    return draw ? ok({ draw, events: await eventsOf(tx, 'draw', id) }) : missing();
  });
  if (!seen.ok) return seen;
  const { draw, events } = seen.value;
  // The reader sees the draw; its numbers are counted over all divisions, so that they are the same for everybody.
  const counts = await withTransaction(call.services.database, 'system', (tx) => countDraw(tx, id), { readOnly: true });
  const { regionCode, drawnBy, ...shown } = draw;
  return ok({
    ...shown,
    ...counts,
    next: nextStep(draw.state, draw.entropyDueAt, counts.visits.open),
    acts: offerActs(
      drawProcess,
      draw.state,
      call.actor.accountId,
      (permission) => holds(call.actor, permission, regionCode),
      (verb) => drawNotBy({ state: draw.state, drawnBy }, verb),
    ),
    events: wordEvents(events, drawEventWords),
  });
};

/** Who is in the pool or drawn; that somebody looked goes into the journal, confidentially, before anything is shown. */
export const seeEntries = (
  call: Call,
  id: number,
  page: { readonly drawnOnly: boolean; readonly after: number; readonly limit: number },
) =>
  perform(call, { permission: 'spot-checks.see-visits', act: 'spot-checks.look-draw' }, async (act) => {
    const draw = await findDraw(act.tx, id);
    if (!draw) return missing();
    const entries = await pageOfEntries(act.tx, id, page);
    await act.asEngine();
    await recordEvents(act.tx, [
      { kind: 'draw', id, verb: 'look', state: draw.state, account: call.actor.accountId, at: call.services.now() },
    ]);
    act.journal({
      act: 'spot-checks.look-draw',
      subject: `draw/${id}`,
      dataset: draw.dataset,
      region: draw.regionCode,
      confidential: true,
      payload: { ...page, shown: entries.rows.length },
    });
    return ok(entries);
  });

/** The number of an exclusion is that of its entry and that of its enterprise. */
const byEntry: Order<{ readonly id: string }, readonly [entry: number, enterprise: number]> = {
  write: ({ id }) => id,
  read: (cursor) => {
    const [, entry, enterprise] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
    return entry === undefined ? undefined : [Number(entry), Number(enterprise)];
  },
};

/** Who was left out, and why. */
export const listExclusions = (
  call: Call,
  id: number,
  { reason, ...page }: PageQuery & { readonly reason?: ExclusionReason | undefined },
) =>
  inPages(byEntry, page, ({ after, most, cut }) =>
    observe(call, { permission: 'spot-checks.see-visits' }, async ({ tx }) => {
      if (!(await findDraw(tx, id))) return missing();
      const rows = await pageOfExclusions(tx, id, reason, after, most);
      return ok({ ...cut(rows), total: await countExclusions(tx, id, reason) });
    }),
  );

/** The proof of a published draw, for everybody. */
export const openProof = async (call: Call, id: number): Promise<Result<Readable>> => {
  const proof = await withTransaction(call.services.database, 'portal', (tx) => findPublishedProof(tx, id));
  return proof ? ok(Readable.from([proof]).pipe(createGunzip())) : missing();
};

/** A firm's own entries in published draws, with the salts by which it finds them in the proofs. */
export const ownEntries = (call: Call, enterpriseId: number) =>
  perform(
    call,
    { permission: 'spot-checks.answer', region: `enterprise/${enterpriseId}`, act: 'spot-checks.own-draw' },
    async (act) => {
      await act.asEngine();
      return ok({ rows: await listOwnEntries(act.tx, enterpriseId) });
    },
  );

/** Enters who makes or sells a category, for the pools of draws. */
export const enterMakers = (call: Call, given: Parameters<typeof storeMakers>[1]) =>
  perform(
    call,
    { permission: 'spot-checks.plan', region: call.services.province, act: 'spot-checks.enter-makers' },
    async (act) => {
      await act.asEngine();
      const entered = await storeMakers(act.tx, given, call.actor.accountId, call.services.now());
      act.journal({
        act: 'spot-checks.enter-makers',
        subject: `category/${given.categoryId}`,
        dataset: given.dataset as 'demo',
        payload: { role: given.role, source: given.source, entered },
      });
      return ok({ entered });
    },
  );
