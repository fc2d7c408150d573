import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import { listItems } from './storage.ts';
import {
  countHeld,
  findPerson,
  itemIsMine,
  lockHeld,
  lockItem,
  type Person,
  setHolder,
  visibleHeld,
} from './storage-holders.ts';

const theItem = pair('该待办事项', 'The item');
const everything = { limit: 1000 } as const;

/** Takes an item: from now on the others see whose it is. Refused where somebody else has it; that one hands it over. */
export const takeItem = (call: Call, id: number): Promise<Result<Record<string, never>>> =>
  perform(call, { permission: null, act: 'work.take' }, async (act) => {
    if (!(await itemIsMine(act.tx, id))) return refuse('not-found', { thing: theItem });
    await act.asEngine();
    const item = await lockItem(act.tx, id);
    if (!item) return refuse('not-found', { thing: theItem });
    const { accountId } = call.actor;
    if (item.holder !== null && item.holder !== accountId) return refuse('work-held-by-another');
    await setHolder(act.tx, [id], accountId, call.services.now());
    note(act, 'work.take', item, {});
    return ok({});
  });

/** Puts an item back that one holds. */
export const putItemBack = (call: Call, id: number): Promise<Result<Record<string, never>>> =>
  perform(call, { permission: null, act: 'work.put-back' }, async (act) => {
    await act.asEngine();
    const item = await lockItem(act.tx, id);
    if (!item || item.holder !== call.actor.accountId) return refuse('not-found', { thing: theItem });
    await setHolder(act.tx, [id], null, call.services.now());
    note(act, 'work.put-back', item, {});
    return ok({});
  });

const note = (
  act: Act,
  name: string,
  item: {
    readonly subject: string;
    readonly dataset: 'demo' | 'historical' | 'live' | null;
    readonly region: string | null;
  },
  payload: Readonly<Record<string, unknown>>,
): void =>
  act.journal({
    act: name,
    subject: item.subject,
    ...(item.dataset === null ? {} : { dataset: item.dataset }),
    ...(item.region !== null && /^\d{6}$/.test(item.region) ? { region: item.region } : {}),
    payload,
  });

const unseen = (id: number): TextPair =>
  pair(`待办 ${id} 号（不在您可查看的范围内）`, `Item ${id}, which you may not see`);

const noAccount = (field: string) =>
  refuseFields({
    [field]: pair('没有这个账号，请填写登录用的账号', 'There is no such account; give the name used for signing in'),
  });

/** What a person has open: items that he holds, items that he alone can do, and things in which the rooms name him. */
export const openWorkOf = async (call: Call, loginName: string) => {
  const counted = await withTransaction(call.services.database, 'system', async (tx) => {
    const person = await findPerson(tx, loginName);
    if (!person) return undefined;
    const named = [];
    for (const { title, count } of call.services.composition.handOvers)
      named.push({ title, count: await count(tx, person.id) });
    return { person, named, ...(await countHeld(tx, person.id)) };
  });
  return observe(call, { permission: 'work.hand-over' }, async ({ tx }) => {
    if (!counted) return noAccount('account');
    const { person, ...rest } = counted;
    return ok({
      name: person.name,
      items: await listItems(tx, { holder: person.id }, { today: call.today, ...everything }),
      ...rest,
    });
  });
};

const partiesOf = async (
  act: Act,
  from: string,
  to: string,
): Promise<Result<{ readonly giver: Person; readonly taker: Person }>> => {
  const [giver, taker] = [await findPerson(act.tx, from), await findPerson(act.tx, to)];
  if (!giver) return noAccount('from');
  if (!taker) return noAccount('to');
  if (giver.id === taker.id) return refuseFields({ to: pair('接办人与原承办人是同一人', 'Both are the same person') });
  if (!taker.active) return refuseFields({ to: pair('接办人的账号已停用', 'That account is disabled') });
  return ok({ giver, taker });
};

/**
 * Hands a person's open work over to another, with a reason: the items that he holds, and where none are chosen also the things in which rooms
 * name him. What the other may not do (no such post there, or he took the step before) stays, and is told with why.
 */
export const handOver = (
  call: Call,
  {
    from,
    to,
    reason,
    items,
  }: {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly items?: readonly number[] | undefined;
  },
) =>
  perform(call, { permission: 'work.hand-over', act: 'work.hand-over' }, async (act) => {
    const parties = await partiesOf(act, from, to);
    if (!parties.ok) return parties;
    const { giver, taker } = parties.value;
    // Under row-level security: what he may not see is named by its number alone.
    const seen = new Set(await visibleHeld(act.tx, giver.id));
    await act.asEngine();
    const offered = await lockHeld(act.tx, giver.id, taker.id, items ?? null);
    const left: { what: TextPair; why: TextPair }[] = [];
    const moved = [];
    const mine = new Map<string | null, boolean>();
    for (const item of offered) {
      // A party has no place among divisions: whoever hands over for the whole province does it.
      const place = item.region !== null && /^\d{6}$/.test(item.region) ? item.region : null;
      if (!mine.has(place)) mine.set(place, (await act.authorise(place)) === undefined);
      const why =
        mine.get(place) === false
          ? pair('不在您管辖的地区', 'Outside your region')
          : item.barred
            ? pair('接办人经办过上一步，不能办理（四眼）', 'The other took the step before and may not take this one')
            : item.suitable
              ? undefined
              : pair(
                  '接办人在该地没有办理此事的岗位，请先在“账号”中授予',
                  'The other has no post there that may do it; give it under Accounts first',
                );
      if (why) left.push({ what: seen.has(item.id) ? item.title : unseen(item.id), why });
      else moved.push(item);
    }
    await setHolder(
      act.tx,
      moved.map(({ id }) => id),
      taker.id,
      call.services.now(),
    );
    for (const item of moved) note(act, 'work.hand-over', item, { from: giver.id, to: taker.id, reason });
    const named = [];
    if (items === undefined)
      for (const part of call.services.composition.handOvers) {
        const outcome = await part.handOver(act, { from: giver.id, to: taker.id, reason });
        left.push(...outcome.left);
        named.push({ title: part.title, count: outcome.moved });
      }
    const count = named.reduce((sum, one) => sum + one.count, moved.length);
    if (count === 0 && left.length === 0) return refuse('nothing-to-hand-over', { name: giver.name });
    return ok({ moved: moved.length, left, named });
  });
