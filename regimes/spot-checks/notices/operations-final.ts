import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import { resultsChangedType } from '../facts.ts';
import { lockPlan, planIsVisible } from '../plans/storage.ts';
import { planProcess } from '../plans/plan.ts';
import { takeTurn } from '../storage/locks.ts';
import { decideFinal } from './rules.ts';
import { enterRefusals, enterResults, finalCandidates, lockSamples, publishCheck, type Ready, refusedVisits, withheldCheck } from './storage-final.ts'; // prettier-ignore

const tell = (act: Act, dataset: Dataset, producers: readonly number[]): void =>
  act.emit({ type: resultsChangedType, payload: { dataset, producers: [...producers], cause: 'final' } });

/**
 * Makes final what is ready among these samples: the results enter the record, are counted, and follow-up is proposed, in this
 * transaction. Call as engine, after the notices were locked.
 * @returns how many became final
 */
export const finaliseSamples = async (act: Act, dataset: Dataset, sampleIds: readonly number[]): Promise<number> => {
  const { tx, call } = act;
  if (sampleIds.length === 0) return 0;
  await lockSamples(tx, sampleIds);
  const ready = (await finalCandidates(tx, sampleIds)).flatMap((candidate): Ready[] => {
    const decided = decideFinal(candidate);
    if (decided.outcome === 'wait') return [];
    const reportId = decided.by === 'retest' ? candidate.again : candidate.first;
    return reportId === null ? [] : [{ sampleId: candidate.id, reportId, producerDenied: decided.producerDenied }];
  });
  if (ready.length === 0) return 0;
  await takeTurn(tx);
  const producers = await enterResults(tx, dataset, ready, call.today);
  const at = call.services.now();
  await recordEvents(
    tx,
    ready.map(({ sampleId }) => ({
      kind: 'sample',
      id: sampleId,
      verb: 'finalise',
      state: 'final',
      account: null,
      at,
    })),
  );
  const [only] = ready;
  act.journal({
    act: 'spot-checks.finalise-sample',
    subject: ready.length === 1 && only ? `sample/${only.sampleId}` : `samples/${ready.length}`,
    dataset,
    payload: { samples: ready.map(({ sampleId, reportId }) => [sampleId, reportId]) },
  });
  tell(act, dataset, producers);
  return ready.length;
};

const countings = ['card', 'streak', 'rate'] as const;

/** Enters the refusals that stand among visits that ended, counted as the law of their day says. Call as engine. */
export const enterRefusedVisits = async (act: Act, dataset: Dataset, visitIds: readonly number[]): Promise<void> => {
  const refused = await refusedVisits(act.tx, visitIds);
  if (refused.length === 0) return;
  await takeTurn(act.tx);
  const visits = refused.map((visit) => ({
    ...visit,
    counts: countings.filter((what) => act.law.get<boolean>(`spot-checks.refusal-counts-for-${what}`, visit.on).value),
  }));
  const producers = await enterRefusals(act.tx, dataset, visits);
  if (producers.length === 0) return;
  const [only] = visits;
  act.journal({
    act: 'spot-checks.enter-refusal',
    subject: visits.length === 1 && only ? `visit/${only.id}` : `visits/${visits.length}`,
    dataset,
    payload: { visits: visits.map(({ id, counts }) => [id, counts]) },
  });
  tell(act, dataset, producers);
};

/** Publishes the final results of a plan: from now on the public sees them, and those that become final later. */
export const publishResults = (call: Call, planId: number): Promise<Result<{ readonly results: number }>> =>
  perform(call, { permission: 'spot-checks.approve', act: 'spot-checks.publish-results' }, async (act) => {
    const missing = refuse('not-found', { thing: planProcess.name });
    if (!(await planIsVisible(act.tx, planId))) return missing;
    await act.asEngine();
    // The turn comes before the plan: whoever makes results final takes the two in this order.
    await takeTurn(act.tx);
    const plan = await lockPlan(act.tx, planId);
    if (!plan) return missing;
    const refused = await act.authorise(plan.regionCode);
    if (refused) return refused;
    const check = await withheldCheck(act.tx, planId);
    if (!check || check.results === 0) return refuse('nothing-to-publish');
    tell(act, plan.dataset, await publishCheck(act.tx, check.id, call.today));
    const { accountId: account } = call.actor;
    await recordEvents(act.tx, [
      { kind: 'plan', id: planId, verb: 'publish', state: plan.state, account, at: call.services.now() },
    ]);
    act.journal({
      act: 'spot-checks.publish-results',
      subject: `plan/${planId}`,
      dataset: plan.dataset,
      region: plan.regionCode,
      payload: { check: check.id, results: check.results, publishedOn: call.today },
    });
    return ok({ results: check.results });
  });
