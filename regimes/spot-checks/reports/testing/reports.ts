import { unwrap } from '#foundation/refusal.ts';
import { type Call, type Services } from '#platform/operation/index.ts';
import { testCall, testSystemCall } from '../../../../tests/services.ts';
import { approvedPlan, type loopRegisters, planOf, rulesInForce } from '../../common/testing/loop.ts';
import type { InspectionItem } from '../../plans/inspection-rule.ts';
import { actOnVisit } from '../../visits/operations.ts';
import { actOnSample, takeSample } from '../../visits/operations-samples.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from '../../visits/testing/visits.ts';

type Registers = Awaited<ReturnType<typeof loopRegisters>>;

/** The people of a laboratory, each with one role. */
export const laboratoryPeople = async (services: Services, laboratoryId: number) => {
  const person = (name: string, ...permissions: string[]): Promise<Call> =>
    testCall(services, {
      name,
      permissions: ['spot-checks.laboratory', ...permissions.map((permission) => `spot-checks.${permission}`)],
      region: `laboratory/${laboratoryId}`,
    });
  return {
    clerk: await person('收样甲', 'receive', 'test'),
    tester: await person('主检乙', 'test'),
    reviewer: await person('审核丙', 'verify'),
    approver: await person('批准丁', 'certify'),
    everything: await person('兼任戊', 'receive', 'test', 'verify', 'certify'),
  };
};

/** A plan with one category for laboratories, and a way to have samples received by the first of them. */
export const receivedSamples = async (
  services: Services,
  made: Registers,
  options: { readonly items?: InspectionItem[]; readonly city?: string } = {},
) => {
  const permissions = ['spot-checks.plans', 'spot-checks.plan', 'spot-checks.see-visits', 'spot-checks.dispatch'];
  const officer = await testCall(services, { permissions, name: '承办甲' });
  const signer = await testCall(services, {
    permissions: ['spot-checks.plans', 'spot-checks.approve'],
    name: '签发乙',
  });
  const [laboratoryId, retestId] = [await made.laboratory(), await made.laboratory()];
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, signer, categoryId, options.items);
  const regionCode = options.city ?? '440600';
  const plan = await approvedPlan(
    officer,
    signer,
    planOf({
      authorityId: await made.authorityOf('440000'),
      lines: [
        {
          categoryId,
          ruleId,
          quotas: [{ regionCode, targets: 3 }],
          laboratories: [laboratoryId],
          retestLaboratories: [retestId],
        },
      ],
    }),
  );
  const [lead, mate] = [
    await inspectorWithAccount(officer, made, { region: '440000' }),
    await inspectorWithAccount(officer, made, { region: '440000' }),
  ];
  const people = await laboratoryPeople(services, laboratoryId);
  /** One sample more, received intact: a visit of its own. */
  const receive = async () => {
    const enterpriseId = await made.enterprise(undefined, { city: regionCode });
    const [visit = 0] = await openedVisits(testSystemCall(services), [
      {
        planId: plan.id,
        lineId: plan.lines[0]?.id ?? 0,
        drawId: null,
        enterpriseId,
        site: 'factory',
        laboratoryId,
        dueOn: '2026-09-30',
        namedBecause: null,
        inspectors: [
          { id: lead.id, leads: true },
          { id: mate.id, leads: false },
        ],
      },
    ]);
    unwrap(await actOnVisit(lead.call, {}, visit, 'start', { version: 1 }));
    const sealed = unwrap(await takeSample(lead.call, visit, 2, madeUpSheet('虚构厂')));
    const sent = unwrap(await actOnSample(lead.call, sealed.id, 'send', { version: sealed.version, courierNumber: 'SF1' })); // prettier-ignore
    return unwrap(await actOnSample(people.clerk, sealed.id, 'receive', { version: sent.version }));
  };
  return { officer, signer, laboratoryId, retestId, categoryId, plan, people, receive, lead };
};
