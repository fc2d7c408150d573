import { z } from 'zod';
import { localDateSchema } from '#foundation/local-date.ts';
import type { Process } from '#foundation/process.ts';
import { pair } from '#foundation/text-pair.ts';

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

/** What the firm files; days in China's time. */
export const newMandateSchema = z.object({
  enterpriseId: z.number().int().positive(),
  agentName: z.string().trim().min(1).max(60),
  agentOf: z.string().trim().max(100).optional(),
  loginName: z.string().trim().min(2).max(64),
  validFrom: localDateSchema,
  validTo: localDateSchema,
  evidence: z.array(z.number().int().positive()).min(1).max(5),
});
export type NewMandate = z.output<typeof newMandateSchema>;
