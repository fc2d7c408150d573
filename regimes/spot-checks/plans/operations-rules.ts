import { parseLimit } from '#foundation/conformity/parse-limit.ts';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, holds, observe, perform, type View } from '#platform/operation/index.ts';
import { type ActInput, offerActs } from '#foundation/process.ts';
import { type Keeping, takeAct, wordEvents } from '#platform/process/index.ts';
import { eventsOf, recordEvents } from '../common/events-storage.ts';
import type { RuleDetail, RuleFilter } from './contract-rules.ts';
import { type RuleInput, ruleEventWords, ruleProcess, type RuleState, type RuleVerb } from './inspection-rule.ts';
import { categoryExists, enforceRule, findOpenRevision, findRule, insertRule, listRuleLines, type LockedRule, lockRule, ruleIsVisible, storeRuleState, storeRuleSubmitter, updateRule } from './storage-rules.ts'; // prettier-ignore

const missing = () => refuse('not-found', { thing: ruleProcess.name });
const read = { permission: 'spot-checks.plans' } as const;

/** Rules hold for the whole province, whoever's plan uses them. */
const keepingIn = (province: string): Keeping<RuleState, RuleVerb, LockedRule> => ({
  flow: ruleProcess,
  isVisible: ruleIsVisible,
  lock: lockRule,
  placeOf: () => province,
  notBy: ({ draftedBy, submittedBy }, verb) => (verb === 'enforce' ? [draftedBy, submittedBy] : []),
  storeState: storeRuleState,
});

/** Inspection rules, by category, the newest revision first. */
export const listRules = (call: Call, { limit, ...filter }: RuleFilter & { readonly limit: number }) =>
  observe(call, read, async ({ tx }) => ok({ rows: await listRuleLines(tx, filter, limit) }));

const detailOf = async ({ call, tx }: Pick<View | Act, 'call' | 'tx'>, id: number): Promise<Result<RuleDetail>> => {
  const found = await findRule(tx, id);
  if (!found) return missing();
  const { draftedBy, submittedBy, ...rule } = found;
  const may = (permission: string): boolean => holds(call.actor, permission, call.services.province);
  return ok({
    ...rule,
    items: rule.items.map((item) => ({ ...item, readable: parseLimit(item.limit).kind !== 'unreadable' })),
    acts: offerActs(ruleProcess, rule.state, call.actor.accountId, may, (verb) =>
      verb === 'enforce' ? [draftedBy, submittedBy] : [],
    ),
    mayEdit: rule.state === 'draft' && may('spot-checks.plan'),
    mayRevise: rule.state === 'in-force' && may('spot-checks.plan'),
    events: wordEvents(await eventsOf(tx, 'rule', id), ruleEventWords),
  });
};

/** One set of rules as its page shows it. */
export const getRule = (call: Call, id: number): Promise<Result<RuleDetail>> =>
  observe(call, read, (view) => detailOf(view, id));

const demandOf = (call: Call, verb: string) => ({
  permission: 'spot-checks.plan',
  region: call.services.province,
  act: `spot-checks.${verb}-rule`,
});

const note = async (act: Act, id: number, dataset: Dataset, verb: string, title: string): Promise<void> => {
  const { actor, services } = act.call;
  await recordEvents(act.tx, [
    { kind: 'rule', id, verb, state: 'draft', account: actor.accountId, at: services.now() },
  ]);
  act.journal({ act: `spot-checks.${verb}-rule`, subject: `rule/${id}`, dataset, payload: { title } });
};

const draft = async (act: Act, dataset: Dataset, categoryId: number, rule: RuleInput): Promise<Result<RuleDetail>> => {
  if (!(await categoryExists(act.tx, dataset, categoryId)))
    return refuseFields({ categoryId: pair('请选择产品种类', 'Choose a product category') });
  if ((await findOpenRevision(act.tx, dataset, categoryId)) !== undefined)
    return refuse('already-exists', {
      thing: pair('该产品种类未定稿的检验细则', 'A draft of inspection rules for this category'),
    });
  const id = await insertRule(act.tx, dataset, categoryId, rule, act.call.actor.accountId);
  await note(act, id, dataset, 'create', rule.title);
  return detailOf(act, id);
};

/** Drafts the rules of a category; one draft at a time. */
export const createRule = (
  call: Call,
  input: { readonly dataset: Dataset; readonly categoryId: number; readonly rule: RuleInput },
): Promise<Result<RuleDetail>> =>
  perform(call, demandOf(call, 'create'), async (act) => {
    await act.asEngine();
    return draft(act, input.dataset, input.categoryId, input.rule);
  });

/** Drafts the next revision from the rules in force. */
export const reviseRule = (call: Call, id: number): Promise<Result<RuleDetail>> =>
  perform(call, demandOf(call, 'create'), async (act) => {
    await act.asEngine();
    const rule = await findRule(act.tx, id);
    if (!rule) return missing();
    const { items, ...rest } = rule;
    return draft(act, rule.dataset, rule.category.id, { ...rest, items: [...items] });
  });

/** Changes a draft, as a whole. */
export const editRule = (call: Call, id: number, version: number, rule: RuleInput): Promise<Result<RuleDetail>> =>
  perform(call, demandOf(call, 'edit'), async (act) => {
    await act.asEngine();
    const stored = await lockRule(act.tx, id);
    if (!stored) return missing();
    if (stored.state !== 'draft')
      return refuse('state-not-allowed', {
        state: ruleProcess.states[stored.state],
        act: pair('修改，请起草新版', 'change it; draft the next revision'),
      });
    if (stored.version !== version) return refuse('conflict');
    await updateRule(act.tx, id, rule, call.actor.accountId);
    await note(act, id, stored.dataset, 'edit', rule.title);
    return detailOf(act, id);
  });

/** Submits, returns or puts in force; the revision that was in force is withdrawn. */
export const actOnRule = async (
  call: Call,
  id: number,
  verb: RuleVerb,
  input: ActInput,
): Promise<Result<RuleDetail>> => {
  const done = await takeAct(call, keepingIn(call.services.province), id, verb, input, async ({ act, account }) => {
    if (verb === 'submit') await storeRuleSubmitter(act.tx, id, account);
    if (verb !== 'enforce') return ok({ value: undefined });
    const at = call.services.now();
    const former = await enforceRule(act.tx, id, account, at);
    if (former !== undefined)
      await recordEvents(act.tx, [{ kind: 'rule', id: former, verb: 'replace', state: 'withdrawn', account, at }]);
    return ok({ value: undefined, payload: { replaces: former ?? null } });
  });
  return done.ok ? getRule(call, id) : done;
};
