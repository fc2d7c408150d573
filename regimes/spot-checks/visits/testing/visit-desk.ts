import { type Result, unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Manifest, Reaction } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../../common/testing/loop.ts';
import { samplesReceivedType, visitsEndedType } from '../../facts.ts';
import { spotChecks } from '../../index.ts';
import type { PlanDetail } from '../../plans/contract.ts';
import type { SampleDetail } from '../contract-samples.ts';
import type { VisitDetail } from '../contract.ts';
import { getSample } from '../operations-read-samples.ts';
import { getVisit } from '../operations-read.ts';
import { actOnSample, takeSample } from '../operations-samples.ts';
import { actOnVisit } from '../operations.ts';
import type { VisitVerb } from '../visit.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from './visits.ts';

export const follow = ['spot-checks.plans', 'spot-checks.see-visits'];
/** The code of a refusal, or ok. */
export const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
type Extra = Partial<Omit<Parameters<typeof actOnVisit>[4], 'version'>>;

/** An approved plan with its laboratory, who plans, dispatches, samples and receives, and what other rooms hear of it; a database of the file's own. */
export const visitDesk = async () => {
  const { database } = await testDatabase();
  const heard: { readonly type: string; readonly payload: unknown }[] = [];
  const listen = (on: string): Reaction => ({
    on,
    room: 'listener',
    react: async (_act, facts) => void heard.push(...facts.map(({ type, payload }) => ({ type, payload }))),
  });
  const others: Manifest = { name: 'others', reactions: [listen(visitsEndedType), listen(samplesReceivedType)] };
  const services = testServices(database, { manifests: [others, documents, spotChecks(portsOfNobody)] });
  const made = await loopRegisters(database);

  const officer = await testCall(services, { permissions: [...follow, 'spot-checks.plan'], name: '承办甲' });
  const approver = await testCall(services, { permissions: [...follow, 'spot-checks.approve'], name: '签发乙' });
  const dispatching = { permissions: [...follow, 'spot-checks.dispatch'], region: '440600' };
  const dispatcher = await testCall(services, { ...dispatching, name: '调度丙' });
  const second = await testCall(services, { ...dispatching, name: '调度丁' });
  const lead = await inspectorWithAccount(officer, made, { name: '抽样戊' });
  const mate = await inspectorWithAccount(officer, made, { name: '抽样己' });
  const laboratoryId = await made.laboratory();

  const planWith = async (kind: PlanDetail['kind']): Promise<PlanDetail> => {
    const categoryId = await made.category();
    const ruleId = await rulesInForce(officer, approver, categoryId);
    const line = {
      categoryId,
      ruleId,
      quotas: [{ regionCode: '440600', targets: 3 }],
      laboratories: [laboratoryId],
      retestLaboratories: [],
    };
    return approvedPlan(
      officer,
      approver,
      planOf({ authorityId: await made.authorityOf('440000'), lines: [line], kind }),
    );
  };
  const plan = await planWith('regular');
  const clerk = await testCall(services, {
    permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
    region: `laboratory/${laboratoryId}`,
    name: '收样庚',
  });

  const visitTo = async (enterpriseId?: number, of = plan): Promise<VisitDetail> => {
    const [id = 0] = await openedVisits(testSystemCall(services), [
      {
        planId: of.id,
        lineId: of.lines[0]?.id ?? 0,
        drawId: null,
        enterpriseId: enterpriseId ?? (await made.enterprise()),
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
    return unwrap(await getVisit(dispatcher, id));
  };
  const act = async (call: Call, visit: { readonly id: number }, verb: VisitVerb, extra: Extra = {}) => {
    const { version } = unwrap(await getVisit(dispatcher, visit.id));
    return actOnVisit(call, {}, visit.id, verb, { version, ...extra });
  };

  return {
    services, made, heard, officer, dispatcher, second, lead, mate, clerk, laboratoryId, plan, planWith, visitTo, act,
    started: async (enterpriseId?: number): Promise<VisitDetail> =>
      unwrap(await act(lead.call, await visitTo(enterpriseId), 'start')),
    sealed: async (visit: VisitDetail, more: Parameters<typeof madeUpSheet>[1] = {}): Promise<SampleDetail> => {
      const { version } = unwrap(await getVisit(dispatcher, visit.id));
      return unwrap(await takeSample(lead.call, visit.id, version, madeUpSheet(visit.enterprise.name, more)));
    },
    onSample: async (call: Call, id: number, verb: Parameters<typeof actOnSample>[2], extra: object = {}) => {
      const { version } = unwrap(await getSample(dispatcher, id));
      return actOnSample(call, id, verb, { version, ...extra });
    },
  };
}; // prettier-ignore
