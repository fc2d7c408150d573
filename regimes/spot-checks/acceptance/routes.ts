import { declarationWords } from '#foundation/acceptance-sampling/declaration-words.ts';
import { assessDeclaration } from '#foundation/acceptance-sampling/declared-quality.ts';
import { operatingCharacteristic } from '#foundation/acceptance-sampling/operating-characteristic.ts';
import { planWords } from '#foundation/acceptance-sampling/plan-words.ts';
import { samplingPlan } from '#foundation/acceptance-sampling/sampling-plan.ts';
import { ok } from '#foundation/refusal.ts';
import { bind, type BoundRoute } from '#platform/manifest.ts';
import { getDeclaredQualityPlan, getSamplingPlan } from './contract.ts';

/** Routes that calculate sampling plans; nothing is read or kept. */
export const acceptanceRoutes: readonly BoundRoute[] = [
  bind(getSamplingPlan, async (_, { query }) => {
    const plan = samplingPlan(query);
    if (!plan.ok) return plan;
    const curve = operatingCharacteristic(plan.value) ?? null;
    return ok({
      ...plan.value,
      words: [...planWords(plan.value)],
      curve: curve && { ...curve, points: [...curve.points] },
    });
  }),
  bind(getDeclaredQualityPlan, async (_, { query }) => {
    const assessment = assessDeclaration(query);
    return assessment.ok ? ok({ ...assessment.value, words: [...declarationWords(assessment.value)] }) : assessment;
  }),
];
