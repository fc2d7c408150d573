import { cite } from '#foundation/citation.ts';
import type { Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

/** A firm that an exposure names: it is told beforehand and may state its case. */
export const partyRoles = ['producer', 'seller'] as const;
export type PartyRole = (typeof partyRoles)[number];
export const partyRoleLabels: Readonly<Record<PartyRole, TextPair>> = {
  producer: pair('生产者', 'Producer'),
  seller: pair('销售者', 'Seller'),
};

export const partyStates = ['to-serve', 'served', 'waived', 'stated', 'heard', 'spared', 'void'] as const;
export type PartyState = (typeof partyStates)[number];
export const partyVerbs = ['serve', 'plead', 'state', 'file', 'waive', 'uphold', 'reject'] as const;
export type PartyVerb = (typeof partyVerbs)[number];

/** From the notice to a firm to the end of its right to be heard. */
export const partyProcess = {
  room: 'publicity',
  kind: 'party',
  name: pair('曝光告知', 'The notice of exposure'),
  citation: cite('notice', '4.2'),
  states: {
    'to-serve': pair('待送达', 'To be served'),
    served: pair('陈述申辩期内', 'May state its case'),
    waived: pair('放弃陈述申辩', 'Waived its right'),
    stated: pair('陈述待复核', 'Statement to be answered'),
    heard: pair('陈述申辩已毕', 'Heard'),
    spared: pair('不予公布', 'Not to be named'),
    void: pair('作废', 'Void'),
  },
  acts: {
    serve: { label: pair('登记送达', 'Record service'), permission: 'publicity.submit' },
    // The firm itself, from its account; in time it waits for an answer, later it is kept and shown.
    plead: { label: pair('提交陈述申辩', 'State one’s case'), permission: 'publicity.answer' },
    state: { label: pair('登记陈述申辩', 'Record the statement'), permission: 'publicity.submit' },
    // On paper after the last day: kept once, as what comes late from the firm's account.
    file: { label: pair('登记逾期陈述', 'Keep a late statement'), permission: 'publicity.submit' },
    waive: { label: pair('登记书面放弃', 'Record a written waiver'), permission: 'publicity.submit' },
    uphold: { label: pair('采纳', 'Uphold the statement'), permission: 'publicity.release', reason: true },
    reject: { label: pair('不予采纳', 'Reject the statement'), permission: 'publicity.release', reason: true },
  },
  transitions: {
    'to-serve': { serve: 'served', annul: 'void' },
    served: { plead: 'stated', state: 'stated', file: 'heard', waive: 'waived', lapse: 'heard', annul: 'void' },
    waived: { annul: 'void' },
    // What was posted in time and came in after its day is still heard, while nothing is public.
    heard: { plead: 'heard', state: 'stated', file: 'heard', annul: 'void' },
    stated: { uphold: 'spared', reject: 'heard', annul: 'void' },
    spared: { annul: 'void' },
    void: {},
  },
} as const satisfies Process<PartyState, PartyVerb, 'lapse' | 'annul'>;

/** What happened to a notice, in words: the acts of people, and what the program does. */
export const partyEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(partyProcess.acts).map(([verb, { label }]) => [verb, label])),
  open: pair('制作告知书', 'Notice drawn up'),
  lapse: pair('逾期未陈述申辩', 'Stated nothing in time'),
  annul: pair('随曝光办理终止而作废', 'Void: the exposure went no further'),
};
