import { labelsOf } from '#foundation/process-labels.ts';
import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';
import { checkKindSchema } from '../spot-check.ts';

export const sites = ['factory', 'shop', 'online'] as const;
export type Site = (typeof sites)[number];
export const siteLabels: Readonly<Record<Site, TextPair>> = {
  factory: pair('企业成品仓库待销产品', 'Goods for sale in the factory’s store'),
  shop: pair('市场（商店）', 'Shop'),
  online: pair('电商平台', 'Online'),
};

export const planStates = ['draft', 'submitted', 'approved', 'closed', 'discarded'] as const;
export type PlanState = (typeof planStates)[number];
export const planStateSchema = z.enum(planStates);

export const planVerbs = ['submit', 'discard', 'approve', 'return', 'close'] as const;
export type PlanVerb = (typeof planVerbs)[number];

/** A plan from draft to closing. Approved it is frozen: amendments alone change it. */
export const planProcess = {
  room: 'spot-checks',
  kind: 'plan',
  name: pair('抽查计划', 'The plan'),
  states: {
    draft: pair('起草', 'Draft'),
    submitted: pair('已送审', 'Submitted'),
    approved: pair('已批准', 'Approved'),
    closed: pair('已完成', 'Closed'),
    discarded: pair('已弃置', 'Discarded'),
  },
  acts: {
    submit: { label: pair('送审', 'Submit'), permission: 'spot-checks.plan' },
    discard: { label: pair('弃置', 'Discard'), permission: 'spot-checks.plan', reason: true },
    approve: { label: pair('批准', 'Approve'), permission: 'spot-checks.approve' },
    return: { label: pair('退回', 'Return'), permission: 'spot-checks.approve', reason: true },
    close: { label: pair('办结', 'Close'), permission: 'spot-checks.plan' },
  },
  transitions: {
    draft: { submit: 'submitted', discard: 'discarded' },
    submitted: { approve: 'approved', return: 'draft' },
    approved: { close: 'closed' },
    closed: {},
    discarded: {},
  },
} as const satisfies Process<PlanState, PlanVerb>;

/** What the timeline says besides the acts. */
export const planEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(planProcess),
  create: pair('起草', 'Drafted'),
  edit: pair('修改草案', 'Draft changed'),
  amend: pair('变更已批准', 'Amendment approved'),
  propose: pair('提出变更', 'Amendment proposed'),
  reject: pair('变更未获批准', 'Amendment rejected'),
  publish: pair('公布结果', 'Results published'),
};

export const planJournal = journalWordsOf(planProcess, '/plans/$id', planEventWords);

const day = dayTextSchema;
const region = z.string().regex(/^[1-9]\d{5}$/);

/** One category of a plan: by which rules, how many enterprises where, which laboratories. */
export const planLineInput = z.object({
  categoryId: z.number().int().positive(),
  ruleId: z.number().int().positive().nullable(),
  quotas: z
    .array(z.object({ regionCode: region, targets: z.number().int().min(1).max(100_000) }))
    .min(1)
    .max(3000)
    .refine((quotas) => new Set(quotas.map(({ regionCode }) => regionCode)).size === quotas.length),
  laboratories: z.array(z.number().int().positive()).max(100),
  retestLaboratories: z.array(z.number().int().positive()).max(100),
});

/** What a person writes of a plan. */
export const planInput = z
  .object({
    title: z.string().trim().min(2).max(120),
    authorityId: z.number().int().positive(),
    kind: checkKindSchema,
    sites: z.array(z.enum(sites)).min(1),
    startsOn: day,
    endsOn: day,
    budgetFen: z.number().int().min(0).max(1_000_000_000_000),
    basis: z.string().trim().max(500),
    lines: z.array(planLineInput).max(200),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'] })
  .refine(({ lines }) => new Set(lines.map(({ categoryId }) => categoryId)).size === lines.length, { path: ['lines'] });
export type PlanInput = z.output<typeof planInput>;

/** What an amendment may change; everything else would make it another plan. */
export const planChanges = z
  .object({
    startsOn: day.optional(),
    endsOn: day.optional(),
    budgetFen: z.number().int().min(0).max(1_000_000_000_000).optional(),
    lines: z.array(planLineInput).min(1).max(200).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined));
export type PlanChanges = z.output<typeof planChanges>;

export const amendmentStates = ['proposed', 'approved', 'rejected'] as const;
export type AmendmentState = (typeof amendmentStates)[number];
export const amendmentLabels: Readonly<Record<AmendmentState, TextPair>> = {
  proposed: pair('待审', 'Proposed'),
  approved: pair('已批准', 'Approved'),
  rejected: pair('未批准', 'Rejected'),
};
