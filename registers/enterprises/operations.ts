import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { sharePapersOf } from '#platform/documents/index.ts';
import { shareEvidence } from '#platform/evidence/index.ts';
import { followParty } from '#platform/identity/index.ts';
import { followDeadlines } from '#platform/deadlines/index.ts';
import { moveWork } from '#platform/work/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import type { Enterprise, EnterpriseId, Status } from './enterprise.ts';
import { mergedType, regionConfirmedType, renamedType } from './facts.ts';
import { addFormerName, addMatchKey, findByMatchKey, storeName } from './names-storage.ts';
import { lockMatch, mergeInto, storeMatchDecision } from './queues-storage.ts';
import { keepsOf, keysOfName, matchKeyOf, placeProblem } from './rules.ts';
import {
  findEnterprise,
  type LockedEnterprise,
  lockEnterprises,
  placesByCode,
  storeRegions,
  storeStatus,
} from './storage.ts';

const theEnterprise = pair('该企业', 'The enterprise');
const theMatch = pair('该疑似匹配', 'The uncertain match');
const permission = 'enterprises.settle';

/** What an officer may settle: things in the own region; things of unknown place are for the whole province. */
const authoriseFor = async (act: Act, enterprises: readonly LockedEnterprise[]) => {
  for (const enterprise of enterprises) {
    const no = await act.authorise(enterprise.countyCode ?? enterprise.cityCode ?? null);
    if (no) return no;
  }
  return undefined;
};

const lockOne = async (act: Act, id: EnterpriseId): Promise<Result<LockedEnterprise>> => {
  await act.asEngine();
  const [enterprise] = await lockEnterprises(act.tx, [id]);
  if (!enterprise || enterprise.mergedInto !== null) return refuse('not-found', { thing: theEnterprise });
  return (await authoriseFor(act, [enterprise])) ?? ok(enterprise);
};

const asStored = async (act: Act, id: EnterpriseId): Promise<Result<Enterprise>> => {
  const enterprise = await findEnterprise(act.tx, id);
  return enterprise ? ok(enterprise) : refuse('not-found', { thing: theEnterprise });
};

/** Decides an uncertain match. The same: one entry leads to the other from now on, and its results go over by a fact. */
export const decideMatch = (
  call: Call,
  id: number,
  decision: {
    readonly decision: 'same' | 'different';
    readonly keep?: 'left' | 'right' | undefined;
    readonly reason: string;
  },
): Promise<Result<{ state: 'same' | 'different'; into: EnterpriseId | null }>> =>
  perform(call, { permission }, async (act) => {
    await act.asEngine();
    const found = await lockMatch(act.tx, id);
    if (!found) return refuse('not-found', { thing: theMatch });
    if (found.state !== 'open') return refuse('conflict');
    const [left, right] = await lockEnterprises(act.tx, [found.leftId, found.rightId]);
    if (!left || !right || left.mergedInto !== null || right.mergedInto !== null) return refuse('conflict');
    const no = await authoriseFor(act, [left, right]);
    if (no) return no;
    await storeMatchDecision(act.tx, id, {
      state: decision.decision,
      accountId: call.actor.accountId,
      reason: decision.reason,
    });
    const keepLeft = (decision.keep ?? keepsOf(left, right)) === 'left';
    const [into, from] = keepLeft ? [left, right] : [right, left];
    const same = decision.decision === 'same';
    if (same) {
      await mergeInto(act.tx, from.id, into.id);
      const [gone, stands] = [`enterprise/${from.id}`, `enterprise/${into.id}`];
      await followParty(act, gone, stands);
      await moveWork(act, gone, stands);
      await followDeadlines(act, gone, stands);
      await sharePapersOf(act, gone, stands);
      await shareEvidence(act, gone, stands);
      act.emit({ type: mergedType, payload: { dataset: found.dataset, from: from.id, into: into.id } });
    }
    act.journal({
      act: `enterprises.${decision.decision}`,
      subject: `match/${id}`,
      dataset: found.dataset,
      ...(into.cityCode === null ? {} : { region: into.cityCode }),
      payload: {
        left: left.id,
        right: right.id,
        into: same ? into.id : null,
        names: [left.name, right.name],
        reason: decision.reason,
      },
    });
    return ok({ state: decision.decision, into: same ? into.id : null });
  });

/** Stores where enterprises are, as a person gives or confirms it; an officer may place them within the own region only. */
export const confirmRegions = (
  call: Call,
  items: readonly {
    readonly enterpriseId: EnterpriseId;
    readonly cityCode: string;
    readonly countyCode: string | null;
  }[],
  reason: string,
): Promise<Result<{ confirmed: number }>> =>
  perform(call, { permission }, async (act) => {
    const places = await placesByCode(
      act.tx,
      items.flatMap((item) => (item.countyCode === null ? [item.cityCode] : [item.cityCode, item.countyCode])),
    );
    await act.asEngine();
    const locked = new Map(
      (
        await lockEnterprises(
          act.tx,
          items.map((item) => item.enterpriseId),
        )
      ).map((row) => [row.id, row]),
    );
    for (const item of items) {
      const enterprise = locked.get(item.enterpriseId);
      if (!enterprise || enterprise.mergedInto !== null) return refuse('not-found', { thing: theEnterprise });
      const problem = placeProblem(
        places.get(item.cityCode),
        item.countyCode === null ? null : places.get(item.countyCode),
      );
      if (problem) return refuse('bad-division-code', { value: item.countyCode ?? item.cityCode, why: problem });
      const no =
        (await act.authorise(item.countyCode ?? item.cityCode)) ??
        (enterprise.cityCode === null ? undefined : await authoriseFor(act, [enterprise]));
      if (no) return no;
    }
    await storeRegions(act.tx, items);
    for (const item of items) {
      const enterprise = locked.get(item.enterpriseId);
      if (!enterprise) continue;
      const { dataset } = enterprise;
      act.emit({ type: regionConfirmedType, payload: { dataset, ...item } });
      act.journal({
        act: 'enterprises.confirm-region',
        subject: `enterprise/${item.enterpriseId}`,
        dataset,
        region: item.cityCode,
        payload: { before: enterprise.cityCode, ...item, reason },
      });
    }
    return ok({ confirmed: items.length });
  });

/** Records a new name. The former one stays findable, and tables that use either name lead to this enterprise. */
export const renameEnterprise = (
  call: Call,
  id: EnterpriseId,
  change: { readonly name: string; readonly until: string | null; readonly reason: string },
): Promise<Result<Enterprise>> =>
  perform(call, { permission }, async (act) => {
    const locked = await lockOne(act, id);
    if (!locked.ok) return locked;
    const before = locked.value;
    const keys = keysOfName(change.name);
    const matchKey = matchKeyOf(keys.nameKey, before.provinceCode, before.creditCode);
    const holder = await findByMatchKey(act.tx, before.dataset, matchKey);
    // Two entries of one name are a match to decide, not a rename.
    if (holder !== undefined && holder !== id)
      return refuse('already-exists', { thing: pair(`企业“${change.name}”`, `The enterprise “${change.name}”`) });
    await storeName(act.tx, id, { name: change.name, ...keys });
    if (keys.nameKey !== before.nameKey)
      await addFormerName(act.tx, { id, name: before.name, nameKey: before.nameKey, until: change.until });
    if (holder === undefined) await addMatchKey(act.tx, id, matchKey);
    act.emit({ type: renamedType, payload: { dataset: before.dataset, enterpriseId: id, name: change.name } });
    act.journal({
      act: 'enterprises.rename',
      subject: `enterprise/${id}`,
      dataset: before.dataset,
      ...(before.cityCode === null ? {} : { region: before.cityCode }),
      payload: { from: before.name, to: change.name, until: change.until, reason: change.reason },
    });
    return asStored(act, id);
  });

/** Records that an enterprise stopped, closed, was deregistered, moved, or is active again. */
export const setStatus = (
  call: Call,
  id: EnterpriseId,
  change: { readonly status: Status; readonly reason: string },
): Promise<Result<Enterprise>> =>
  perform(call, { permission }, async (act) => {
    const locked = await lockOne(act, id);
    if (!locked.ok) return locked;
    await storeStatus(act.tx, id, change.status);
    act.journal({
      act: 'enterprises.set-status',
      subject: `enterprise/${id}`,
      dataset: locked.value.dataset,
      ...(locked.value.cityCode === null ? {} : { region: locked.value.cityCode }),
      payload: { ...change },
    });
    return asStored(act, id);
  });
