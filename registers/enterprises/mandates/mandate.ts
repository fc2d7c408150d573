import { z } from 'zod';
import { localDateSchema } from '#foundation/local-date.ts';
import type { Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const mandateStates = ['filed', 'valid', 'refused', 'ended'] as const;
export type MandateState = (typeof mandateStates)[number];
export const mandateVerbs = ['confirm', 'refuse', 'end', 'stop'] as const;
export type MandateVerb = (typeof mandateVerbs)[number];

/** The state table of a power of attorney; `end` is the firm's act, `stop` the official's. */
export const mandateProcess: Process<MandateState, MandateVerb> = {
  room: 'enterprises',
  kind: 'mandate',
  name: pair('授权委托书', 'The power of attorney'),
  states: {
    filed: pair('待核对', 'To be checked'),
    valid: pair('有效', 'Valid'),
    refused: pair('不予登记', 'Not registered'),
    ended: pair('已终止', 'Ended'),
  },
  acts: {
    confirm: { label: pair('核对登记', 'Confirm'), permission: 'enterprises.settle' },
    refuse: { label: pair('不予登记', 'Refuse'), permission: 'enterprises.settle', reason: true },
    end: { label: pair('终止委托', 'End it'), permission: 'enterprises.mandate' },
    stop: { label: pair('停止代理', 'Stop it'), permission: 'enterprises.settle', reason: true },
  },
  transitions: {
    filed: { confirm: 'valid', refuse: 'refused', end: 'ended' },
    valid: { end: 'ended', stop: 'ended' },
    refused: {},
    ended: {},
  },
};

/** Longest time of one power of attorney in days: two years, a choice of the program, no law sets one. */
export const longestMandate = 731;

/** Matters 委托事项 in which an agent may act. */
export const matters = ['results', 'rectification', 'exposure'] as const;
export type Matter = (typeof matters)[number];
export const matterLabels: Readonly<Record<Matter, TextPair>> = {
  results: pair('抽查结果、异议和复检', 'Results of checks, objections, retests'),
  rectification: pair('整改、停止销售', 'Rectification, orders to stop selling'),
  exposure: pair('曝光的陈述申辩、表扬的答复', 'Statements on exposures, answers on commendations'),
};
const permissionOf: Readonly<Record<Matter, string>> = {
  results: 'spot-checks.answer',
  rectification: 'warning-cards.answer',
  exposure: 'publicity.answer',
};

/** What an agent for these matters may do: act in them, and read the firm's page, licences, papers and inbox. */
export const permissionsFor = (given: readonly Matter[]): readonly string[] => [
  'enterprises.own',
  'licences.own',
  'documents.receive',
  'delivery.receive',
  ...given.map((matter) => permissionOf[matter]),
];

/** What the firm files; days in China's time. */
export const newMandateSchema = z.object({
  enterpriseId: z.number().int().positive(),
  agentName: z.string().trim().min(1).max(60),
  agentOf: z.string().trim().max(100).optional(),
  loginName: z.string().trim().min(2).max(64),
  matters: z
    .array(z.enum(matters))
    .min(1)
    .transform((given) => [...new Set(given)]),
  validFrom: localDateSchema,
  validTo: localDateSchema,
  evidence: z.array(z.number().int().positive()).min(1).max(5),
});
export type NewMandate = z.output<typeof newMandateSchema>;
