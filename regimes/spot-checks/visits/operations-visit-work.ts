import { deadline } from '#foundation/deadline.ts';
import { type LocalDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import type { Act } from '#platform/operation/index.ts';
import { visitsEndedType } from '../facts.ts';
import { issueVisitNotice } from '../papers/operations.ts';
import type { SpotCheckPorts } from '../ports.ts';
import type { VisitActInput } from './contract.ts';
import { decideInspectors, decideReason, decideRefusal, exclusionOf } from './rules.ts';
import { changeVisit, checkedSince, crewConflicts, crewOf, decideReassignment, findReassignment, hasStandingSample, insertReassignment, inspectorFacts, type LockedVisit, replaceInspectors } from './storage.ts'; // prettier-ignore
import { isOver, outcomes, type VisitState, type VisitVerb } from './visit.ts';

/** Who acts on a visit and when. `crew` false: a dispatcher applies after all what an inspector sent. */
export interface Acting {
  readonly account: string | null;
  readonly at: Date;
  readonly today: LocalDate;
  readonly crew: boolean;
  readonly ports: Pick<SpotCheckPorts, 'exemptionOn'>;
}

/** What goes into the journal, and the number of the paper that the act brought about. */
type Work = Result<{ readonly payload: Readonly<Record<string, unknown>>; readonly number?: string }>;
const done = (payload: Readonly<Record<string, unknown>> = {}): Work => ok({ payload });

const byInspectors: readonly VisitVerb[] = ['start', ...outcomes];

const start = async (act: Act, visit: LockedVisit, { at, today, ports }: Acting): Promise<Work> => {
  if (visit.unconfirmed) return refuse('target-not-confirmed');
  const months = act.law.get<number>('spot-checks.no-repeat-months', today).value;
  const exclusion = exclusionOf({
    status: visit.enterpriseStatus,
    drawn: visit.planKind === 'regular' || visit.planKind === 'special',
    lately: await checkedSince(act.tx, visit, months, today),
    exempt: await ports.exemptionOn?.(act.tx, {
      dataset: visit.dataset,
      enterpriseId: visit.enterpriseId,
      categoryId: visit.categoryId,
      day: today,
    }),
  });
  if (exclusion) return refuse('visit-excluded', { why: exclusion.words });
  // A conflict may have been declared since they were drawn; certificate and division were looked at then.
  const [torn] = await crewConflicts(act.tx, visit.id, today);
  if (torn) return refuse('inspector-conflict', torn);
  const notice = await issueVisitNotice(act, visit.id);
  if (!notice.ok) return notice;
  const { number } = notice.value;
  await changeVisit(act.tx, visit.id, { startedAt: at, noticeNumber: number });
  return ok({ payload: { notice: number }, number });
};

const order = async (
  act: Act,
  visit: LockedVisit,
  reason: string | null,
  { account, today }: Acting,
): Promise<Work> => {
  const days = act.law.get<number>('spot-checks.admission-days', today).value;
  const until = deadline(today, { days, count: 'working' }, act.law.calendar);
  if (!until.ok) return until;
  await changeVisit(act.tx, visit.id, { orderedBy: account, orderedUntil: until.value.due, reason });
  return done({ until: until.value.due });
};

const propose = async (
  act: Act,
  visit: LockedVisit,
  input: VisitActInput,
  reason: string | null,
  acting: Acting,
): Promise<Work> => {
  if (await findReassignment(act.tx, visit.id)) return refuse('reassignment-open');
  const { inspectorIds = [], leaderId = 0 } = input;
  const sound = decideInspectors(
    inspectorIds,
    leaderId,
    await inspectorFacts(act.tx, inspectorIds, visit, acting.today),
  );
  if (!sound.ok) return sound;
  await insertReassignment(act.tx, visit.id, {
    leaderId,
    inspectorIds,
    reason,
    account: acting.account,
    at: acting.at,
  });
  return done({ inspectorIds, leaderId });
};

const reassign = async (act: Act, visit: LockedVisit, reason: string | null, acting: Acting): Promise<Work> => {
  const change = await findReassignment(act.tx, visit.id);
  if (!change) return refuse('no-reassignment');
  // A conflict may have been declared since it was proposed.
  const facts = await inspectorFacts(act.tx, change.inspectorIds, visit, acting.today);
  const sound = decideInspectors(change.inspectorIds, change.leaderId, facts);
  if (!sound.ok) return sound;
  await replaceInspectors(act.tx, visit.id, change.inspectorIds, change.leaderId);
  await changeVisit(act.tx, visit.id, { reasonCode: null, reason: null, endedAt: null });
  await decideReassignment(act.tx, change.id, { state: 'approved', account: acting.account, at: acting.at, reason });
  return done({ inspectorIds: change.inspectorIds, leaderId: change.leaderId });
};

const confirm = async (act: Act, visit: LockedVisit, { account, at, today }: Acting): Promise<Work> => {
  if (!visit.unconfirmed) return refuse('target-confirmed');
  const crew = await crewOf(act.tx, visit.id);
  const ids = crew.map(({ id }) => id);
  const leader = crew.find(({ leads }) => leads)?.id ?? 0;
  // A conflict may have been declared since it was named.
  const sound = decideInspectors(ids, leader, await inspectorFacts(act.tx, ids, visit, today));
  if (!sound.ok) return sound;
  await changeVisit(act.tx, visit.id, { confirmedBy: account, confirmedAt: at });
  return done({ inspectorIds: ids, leaderId: leader });
};

const lawfulReason = async (
  act: Act,
  visit: LockedVisit,
  key: string,
  input: VisitActInput,
  reason: string | null,
  today: LocalDate,
): Promise<Work> => {
  const decided = decideReason(input.reasonCode, act.law.get<readonly string[]>(key, today).value);
  if (!decided.ok) return decided;
  await changeVisit(act.tx, visit.id, { reasonCode: decided.value, reason });
  return done({ reasonCode: decided.value });
};

const workOf = async (
  act: Act,
  visit: LockedVisit,
  verb: VisitVerb,
  input: VisitActInput,
  reason: string | null,
  acting: Acting,
): Promise<Work> => {
  switch (verb) {
    case 'start':
      return start(act, visit, acting);
    case 'finish':
      return (await hasStandingSample(act.tx, visit.id)) ? done() : refuse('no-sheet');
    case 'no-sample':
      return lawfulReason(act, visit, 'spot-checks.no-sample-reasons', input, reason, acting.today);
    case 'rightful-refusal':
      return lawfulReason(act, visit, 'spot-checks.rightful-refusals', input, reason, acting.today);
    case 'order':
      return order(act, visit, reason, acting);
    case 'refuse': {
      const decided = decideRefusal(visit.orderedUntil, acting.today);
      if (!decided.ok) return decided;
      await changeVisit(act.tx, visit.id, { reason });
      return done();
    }
    case 'not-found':
    case 'stopped':
    case 'cancel':
      await changeVisit(act.tx, visit.id, { reason });
      return done();
    case 'admit':
      return done();
    case 'confirm':
      return confirm(act, visit, acting);
    case 'dismiss':
      if (!visit.unconfirmed) return refuse('target-confirmed');
      await changeVisit(act.tx, visit.id, { reason });
      return done();
    case 'propose':
      return propose(act, visit, input, reason, acting);
    case 'reassign':
      return reassign(act, visit, reason, acting);
    case 'decline': {
      const change = await findReassignment(act.tx, visit.id);
      if (!change) return refuse('no-reassignment');
      await decideReassignment(act.tx, change.id, {
        state: 'declined',
        account: acting.account,
        at: acting.at,
        reason,
      });
      return done();
    }
  }
};

/**
 * What an act on a visit does besides changing its state: checks, what is kept with the visit, the fact when it is over. Runs as engine
 * on a locked visit whose state allows the verb.
 */
export const workOnVisit = async (
  act: Act,
  visit: LockedVisit,
  verb: VisitVerb,
  next: VisitState,
  input: VisitActInput,
  reason: string | null,
  acting: Acting,
): Promise<Work> => {
  if (acting.crew && byInspectors.includes(verb) && !visit.accounts.includes(acting.account ?? ''))
    return refuse('visit-not-yours');
  const worked = await workOf(act, visit, verb, input, reason, acting);
  if (!worked.ok || !isOver(next)) return worked;
  await changeVisit(act.tx, visit.id, { endedAt: acting.at });
  act.emit({ type: visitsEndedType, payload: { dataset: visit.dataset, visitIds: [visit.id] } });
  return worked;
};
