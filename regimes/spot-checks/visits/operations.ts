import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { visitsEndedType } from '../facts.ts';
import { planProcess } from '../plans/plan.ts';
import { planIsVisible } from '../plans/storage.ts';
import type { SpotCheckPorts } from '../ports.ts';
import type { VisitActInput, VisitDetail } from './contract.ts';
import { getVisit } from './operations-read.ts';
import { workOnVisit } from './operations-visit-work.ts';
import { decideInspectors, excluded, visitNotBy } from './rules.ts';
import { cancelWithdrawn, findNamedTarget, insertVisits, inspectorFacts, type LockedVisit, lockVisit, storeVisitState, visitIsVisible, type VisitRow } from './storage.ts'; // prettier-ignore
import { isOver, visitProcess, type VisitState, type VisitVerb } from './visit.ts';

const visitKeeping: Keeping<VisitState, VisitVerb, LockedVisit> = {
  flow: visitProcess,
  isVisible: visitIsVisible,
  lock: lockVisit,
  placeOf: ({ place }) => place,
  notBy: visitNotBy,
  confidential: (state) => !isOver(state),
  storeState: storeVisitState,
};

/** Takes an act on a visit: start, one of its outcomes, the order to admit and what becomes of it, other inspectors. */
export const actOnVisit = async (
  call: Call,
  ports: Pick<SpotCheckPorts, 'exemptionOn'>,
  id: number,
  verb: VisitVerb,
  input: VisitActInput,
): Promise<Result<VisitDetail>> => {
  const done = await takeAct(call, visitKeeping, id, verb, input, async ({ act, thing, next, reason, account }) => {
    const acting = { account, at: call.services.now(), today: call.today, crew: true, ports };
    const worked = await workOnVisit(act, thing, verb, next, input, reason, acting);
    return worked.ok ? ok({ value: undefined, payload: worked.value.payload }) : worked;
  });
  return done.ok ? getVisit(call, id) : done;
};

/**
 * Opens visits in sets, for a draw or for named targets: each with two inspectors, one of them leading. Call as engine; whoever calls has
 * decided on the inspectors and writes the journal. Gives the numbers in the order given.
 */
export const openVisits = async (
  act: Act,
  dataset: Dataset,
  visits: readonly VisitRow[],
  verb: 'assign' | 'name' = 'assign',
): Promise<readonly number[]> => {
  if (visits.length === 0) return [];
  const { services, actor } = act.call;
  const ids = await insertVisits(act.tx, dataset, visits, services.now());
  await recordEvents(
    act.tx,
    ids.map((id) => ({
      kind: 'visit',
      id,
      verb,
      state: 'assigned',
      account: actor.accountId,
      at: services.now(),
    })),
  );
  return ids;
};

/**
 * Stops the visits that have not begun where an amendment withdraws a category of a plan (`regionCode` null) or a division of it; what
 * has begun goes on. Call as engine; whoever calls writes the journal.
 * @returns how many were stopped
 */
export const stopVisits = async (
  act: Act,
  plan: { readonly id: number; readonly dataset: Dataset },
  withdrawn: readonly { readonly lineId: number; readonly regionCode: string | null }[],
  reason: string,
): Promise<number> => {
  if (withdrawn.length === 0) return 0;
  const at = act.call.services.now();
  const ids = await cancelWithdrawn(act.tx, plan.id, withdrawn, reason, at);
  if (ids.length === 0) return 0;
  const account = act.call.actor.accountId;
  await recordEvents(
    act.tx,
    ids.map((id) => ({ kind: 'visit', id, verb: 'cancel', state: 'cancelled', account, at, reason })),
  );
  act.emit({ type: visitsEndedType, payload: { dataset: plan.dataset, visitIds: [...ids] } });
  return ids.length;
};

/** A target that a person names, with its inspectors and the reason. */
export interface NamedTarget {
  readonly planId: number;
  readonly lineId: number;
  readonly enterpriseId: number;
  readonly site: string;
  readonly laboratoryId?: number | undefined;
  readonly dueOn?: string | undefined;
  readonly inspectorIds: readonly number[];
  readonly leaderId: number;
  readonly reason: string;
}

const openNamed = async (act: Act, wanted: NamedTarget): Promise<Result<number>> => {
  const { call } = act;
  const missing = refuse('not-found', { thing: planProcess.name });
  if (!(await planIsVisible(act.tx, wanted.planId))) return missing;
  await act.asEngine();
  const target = await findNamedTarget(act.tx, wanted.planId, wanted.lineId, wanted.enterpriseId);
  if (!target) return missing;
  const refused = await act.authorise(target.planRegion);
  if (refused) return refused;
  if (target.kind === 'regular' || target.kind === 'special') return refuse('plan-must-be-drawn');
  if (target.state !== 'approved')
    return refuse('state-not-allowed', {
      state: pair('未批准或已办结', 'Not approved, or closed'),
      act: pair('指定对象', 'name a target'),
    });
  if (target.withdrawn)
    return refuseFields({ lineId: pair('该产品种类已从计划撤出', 'The category was withdrawn from the plan') });
  if (!target.sites.includes(wanted.site))
    return refuseFields({
      site: pair('请选择计划确定的抽样地点', 'Choose a site of the plan; another needs an amendment'),
    });
  if (!target.inRegion)
    return refuseFields({
      enterpriseId: pair('该企业不在计划的地域范围内', 'The enterprise lies outside the plan’s region'),
    });
  if (target.status === 'closed' || target.status === 'deregistered')
    return refuse('visit-excluded', { why: excluded[target.status] });
  const laboratoryId = wanted.laboratoryId ?? target.laboratories[0] ?? null;
  if (laboratoryId === null || !target.laboratories.includes(laboratoryId))
    return refuseFields({ laboratoryId: pair('请选择计划确定的承检机构', 'Choose a laboratory of the plan') });
  const facts = await inspectorFacts(
    act.tx,
    wanted.inspectorIds,
    { ...target, enterpriseId: wanted.enterpriseId },
    call.today,
  );
  const sound = decideInspectors(wanted.inspectorIds, wanted.leaderId, facts);
  if (!sound.ok) return sound;
  const row: VisitRow = {
    ...wanted,
    drawId: null,
    laboratoryId,
    dueOn: wanted.dueOn ?? target.endsOn,
    namedBecause: wanted.reason,
    namedBy: call.actor.accountId,
    inspectors: wanted.inspectorIds.map((id) => ({ id, leads: id === wanted.leaderId })),
  };
  const [id = 0] = await openVisits(act, target.dataset, [row], 'name');
  act.journal({
    act: 'spot-checks.name-visit',
    subject: `visit/${id}`,
    dataset: target.dataset,
    region: target.planRegion,
    confidential: true,
    payload: { ...wanted },
  });
  return ok(id);
};

/**
 * Names a target of a follow-up or urgent check with its inspectors; those of regular and special checks are drawn. Nobody goes there
 * before another person has confirmed it.
 */
export const nameTarget = async (call: Call, wanted: NamedTarget): Promise<Result<VisitDetail>> => {
  const done = await perform(call, { permission: 'spot-checks.plan', act: 'spot-checks.name-visit' }, (act) =>
    openNamed(act, wanted),
  );
  return done.ok ? getVisit(call, done.value) : done;
};
