import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import * as rules from './contract-rules.ts';
import { actOnPlan, copyPlan, createPlan, editPlan } from './operations.ts';
import { decideAmendment, proposeAmendment } from './operations-amendments.ts';
import { getPlan, listPlans } from './operations-read.ts';
import { actOnRule, createRule, editRule, getRule, listRules, reviseRule } from './operations-rules.ts';
import { ruleVerbs } from './inspection-rule.ts';
import { planVerbs } from './plan.ts';

export const planRoutes: readonly BoundRoute[] = [
  bind(contract.listPlans, (call, { query }) => listPlans(call, query)),
  bind(contract.getPlan, (call, { params }) => getPlan(call, params.planId)),
  bind(contract.createPlan, (call, { body }) => createPlan(call, body.dataset, body.plan)),
  bind(contract.copyPlan, (call, { params }) => copyPlan(call, params.planId)),
  bind(contract.editPlan, (call, { params, body }) => editPlan(call, params.planId, body.version, body.plan)),
  ...planVerbs.map((verb) =>
    bind(contract.planActs[verb], (call, { params, body }) => actOnPlan(call, params.planId, verb, body)),
  ),
  bind(contract.proposeAmendment, (call, { params, body }) => proposeAmendment(call, params.planId, body)),
  bind(contract.decideAmendment, (call, { params, body }) => decideAmendment(call, params.planId, body)),
  bind(rules.listRules, (call, { query }) => listRules(call, query)),
  bind(rules.getRule, (call, { params }) => getRule(call, params.ruleId)),
  bind(rules.createRule, (call, { body }) => createRule(call, body)),
  bind(rules.editRule, (call, { params, body }) => editRule(call, params.ruleId, body.version, body.rule)),
  bind(rules.reviseRule, (call, { params }) => reviseRule(call, params.ruleId)),
  ...ruleVerbs.map((verb) =>
    bind(rules.ruleActs[verb], (call, { params, body }) => actOnRule(call, params.ruleId, verb, body)),
  ),
];
