import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { testCall } from '../../../tests/services.ts';
import type { PlanDetail } from '../plans/contract.ts';
import { nameTarget } from './operations.ts';
import { listFieldVisits } from './operations-field.ts';
import { declareConflict } from './operations-inspectors.ts';
import { getVisit, listMyVisits, listVisits } from './operations-read.ts';
import { code, follow, visitDesk } from './testing/visit-desk.ts';

const { services, made, officer, dispatcher, lead, mate, laboratoryId, plan, planWith, visitTo, act } =
  await visitDesk();

describe('a named target', () => {
  const wanted = async (of: PlanDetail, enterpriseId: number) => ({
    planId: of.id,
    lineId: of.lines[0]?.id ?? 0,
    enterpriseId,
    site: 'factory',
    inspectorIds: [lead.id, mate.id],
    leaderId: lead.id,
    reason: '群众举报',
  });
  test('is of a follow-up or urgent plan alone, within its region, open, with two inspectors', async () => {
    const urgent = await planWith('urgent');
    expect(code(await nameTarget(officer, await wanted(plan, await made.enterprise())))).toBe('plan-must-be-drawn');
    const outside = await made.enterprise(undefined, { city: '330100' });
    expect(code(await nameTarget(officer, await wanted(urgent, outside)))).toBe('validation-failed');
    const one = { ...(await wanted(urgent, await made.enterprise())), inspectorIds: [lead.id] };
    expect(code(await nameTarget(officer, one))).toBe('two-inspectors');
    const elsewhere = { ...(await wanted(urgent, await made.enterprise())), site: 'shop' };
    expect(await nameTarget(officer, elsewhere)).toMatchObject({
      refusal: { code: 'validation-failed', fields: { site: { zh: expect.stringContaining('抽样地点') } } },
    });
    expect(unwrap(await nameTarget(officer, await wanted(urgent, await made.enterprise())))).toMatchObject({
      state: 'assigned',
      unconfirmed: true,
      namedBecause: '群众举报',
      laboratory: { id: laboratoryId },
    });
  });

  test('is visited only when another person, who does not go there, has confirmed it', async () => {
    const urgent = await planWith('urgent');
    const both = await testCall(services, { permissions: [...follow, 'spot-checks.plan', 'spot-checks.approve', 'spot-checks.dispatch'] }); // prettier-ignore
    const decider = await testCall(services, { permissions: [...follow, 'spot-checks.approve'], name: '签发庚' });
    const name = async () => unwrap(await nameTarget(both, await wanted(urgent, await made.enterprise())));
    const visit = await name();
    expect(code(await act(lead.call, visit, 'start'))).toBe('target-not-confirmed');
    expect(unwrap(await listMyVisits(lead.call, 'demo')).rows.map(({ id }) => id)).not.toContain(visit.id);
    expect(unwrap(await listFieldVisits(lead.call)).visits.map(({ id }) => id)).not.toContain(visit.id);
    expect(code(await act(both, visit, 'confirm'))).toBe('four-eyes-same-person');
    const { rows } = unwrap(await listVisits(decider, { dataset: 'demo', waiting: 'naming', limit: 50 }));
    expect(rows.map(({ id }) => id)).toContain(visit.id);
    const seen = unwrap(await getVisit(decider, visit.id));
    expect(seen.acts.filter(({ refusal }) => refusal === null).map(({ act: verb }) => verb)).toEqual([
      'confirm',
      'dismiss',
    ]);
    unwrap(await declareConflict(dispatcher, mate.id, { enterpriseId: visit.enterprise.id, reason: '曾任职', from: '2026-01-01', to: null })); // prettier-ignore
    expect(code(await act(decider, visit, 'confirm'))).toBe('inspector-conflict');
    await made.asOwner((tx) =>
      tx.query('delete from spot_checks.inspector_conflict where enterprise_id = $1', [visit.enterprise.id]),
    );
    expect(unwrap(await act(decider, visit, 'confirm'))).toMatchObject({ state: 'assigned', unconfirmed: false });
    expect(code(await act(decider, visit, 'confirm'))).toBe('target-confirmed');
    expect(code(await act(lead.call, visit, 'start'))).toBe('ok');
    const unwanted = await name();
    expect(code(await act(decider, unwanted, 'dismiss'))).toBe('reason-required');
    expect(unwrap(await act(decider, unwanted, 'dismiss', { reason: '举报不属实' }))).toMatchObject({
      state: 'cancelled',
      reason: '举报不属实',
    });
    expect(code(await act(decider, await visitTo(), 'confirm'))).toBe('target-confirmed');
  });
});
