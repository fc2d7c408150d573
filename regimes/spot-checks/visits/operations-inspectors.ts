import type { Dataset } from '#foundation/dataset.ts';
import { byNumber, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { findPlanAuthority } from '../plans/storage.ts';
import type { InspectorFilter, InspectorLine } from './contract-inspectors.ts';
import type { ConflictForm, InspectorForm } from './inspector.ts';
import * as storage from './storage-inspectors.ts';

const missing = () => refuse('not-found', { thing: pair('该抽样人员', 'The inspector') });

/** A page of the register, as far as the reader's region goes. */
export const listInspectors = (call: Call, { cursor, limit, ...filter }: InspectorFilter & PageQuery) =>
  inPages(byNumber, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'spot-checks.plans' }, async ({ tx }) =>
      ok(cut(await storage.pageOfInspectors(tx, filter, after ?? null, most))),
    ),
  );

/** The account of a form, and whether authority and place are good for the actor. */
const check = async (
  act: Act,
  dataset: Dataset,
  form: InspectorForm,
  former: string | null,
): Promise<Result<string | null>> => {
  if (!(await findPlanAuthority(act.tx, form.authorityId)))
    return refuseFields({ authorityId: pair('请选择质监（市场监管）机关', 'Choose a quality authority') });
  const refused = await act.authorise(form.regionCode);
  if (refused) return refused;
  if ((await storage.strangeCategories(act.tx, dataset, form.categories)) > 0)
    return refuseFields({
      categories: pair('请选择本数据集的产品种类', 'Choose categories of this dataset'),
    });
  const own = act.call.actor.accountId;
  const none = form.loginName === null || form.loginName === '';
  const account = none ? null : await storage.findAccountByLogin(act.tx, form.loginName ?? '');
  if (account === undefined)
    return refuseFields({
      loginName: pair('没有这个账号，请先在“账号”中新建', 'There is no such account; make it under Accounts first'),
    });
  // Whoever dispatches would make himself the inspector of visits that another person assigned, or have visited nothing himself.
  return account !== former && (account === own || former === own) && own !== null
    ? refuse('four-eyes-same-person')
    : ok(account);
};

const note = (act: Act, verb: string, id: number, dataset: Dataset, region: string, payload: object): void =>
  act.journal({
    act: `spot-checks.${verb}-inspector`,
    subject: `inspector/${id}`,
    dataset,
    region,
    payload: { ...payload },
  });

const answer = async (act: Act, id: number): Promise<Result<InspectorLine>> => {
  const line = await storage.oneInspector(act.tx, id);
  return line ? ok(line) : missing();
};

const dispatch = (verb: string) =>
  ({ permission: 'spot-checks.dispatch', act: `spot-checks.${verb}-inspector` }) as const;

/** Registers an inspector of a region in which the actor dispatches. */
export const createInspector = (call: Call, dataset: Dataset, form: InspectorForm): Promise<Result<InspectorLine>> =>
  perform(call, dispatch('register'), async (act) => {
    await act.asEngine();
    const account = await check(act, dataset, form, null);
    if (!account.ok) return account;
    if (await storage.certificateIsKnown(act.tx, dataset, form.certificateNo))
      return refuse('already-exists', { thing: pair('该执法证号的抽样人员', 'An inspector with this certificate') });
    const [id = 0] = await storage.recordInspectors(act.tx, dataset, [{ ...form, accountId: account.value }]);
    note(act, 'register', id, dataset, form.regionCode, { name: form.name, certificateNo: form.certificateNo });
    return answer(act, id);
  });

/** Changes an inspector, who must lie within the actor's region before and after. */
export const editInspector = (call: Call, id: number, form: InspectorForm): Promise<Result<InspectorLine>> =>
  perform(call, dispatch('edit'), async (act) => {
    await act.asEngine();
    const found = await storage.findInspector(act.tx, id);
    if (!found) return missing();
    const refused = await act.authorise(found.regionCode);
    if (refused) return refused;
    const account = await check(act, found.dataset, form, found.account);
    if (!account.ok) return account;
    if (form.certificateNo !== found.certificateNo) {
      if (await storage.certificateIsKnown(act.tx, found.dataset, form.certificateNo))
        return refuse('already-exists', { thing: pair('该执法证号的抽样人员', 'An inspector with this certificate') });
      await storage.renumberInspector(act.tx, id, form.certificateNo);
    }
    await storage.recordInspectors(act.tx, found.dataset, [{ ...form, accountId: account.value }]);
    note(act, 'edit', id, found.dataset, form.regionCode, { ...form });
    return answer(act, id);
  });

/** Declares a conflict of interest: from that day the inspector is neither drawn for the enterprise nor assigned to it. */
export const declareConflict = (call: Call, id: number, conflict: ConflictForm): Promise<Result<InspectorLine>> =>
  perform(call, dispatch('declare-conflict-of'), async (act) => {
    await act.asEngine();
    const found = await storage.findInspector(act.tx, id);
    if (!found) return missing();
    const refused = await act.authorise(found.regionCode);
    if (refused) return refused;
    if (!(await storage.enterpriseIsOf(act.tx, found.dataset, conflict.enterpriseId)))
      return refuseFields({ enterpriseId: pair('请选择本数据集的企业', 'Choose an enterprise of this dataset') });
    await storage.declareConflict(act.tx, id, { ...conflict, account: call.actor.accountId });
    note(act, 'declare-conflict-of', id, found.dataset, found.regionCode, { ...conflict });
    return answer(act, id);
  });
