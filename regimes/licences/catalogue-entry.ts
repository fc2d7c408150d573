import { cite } from '#foundation/citation.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const entryStates = ['proposed', 'in-force', 'declined', 'withdrawn', 'replaced'] as const;
export type EntryState = (typeof entryStates)[number];
export const entryVerbs = ['approve', 'decline', 'withdraw'] as const;
export type EntryVerb = (typeof entryVerbs)[number];

/** A line of the catalogue 目录, from its proposal on. Another person than who proposed it approves. */
export const entryProcess = {
  room: 'licences',
  kind: 'catalogue-entry',
  name: pair('目录条目', 'The catalogue entry'),
  states: {
    proposed: pair('待审定', 'Proposed'),
    'in-force': pair('已列入', 'In the catalogue'),
    declined: pair('未通过', 'Declined'),
    withdrawn: pair('已撤回', 'Withdrawn'),
    replaced: pair('已被替换', 'Replaced'),
  },
  acts: {
    approve: { label: pair('批准', 'Approve'), permission: 'licences.approve' },
    decline: { label: pair('不予通过', 'Decline'), permission: 'licences.approve', reason: true },
    withdraw: { label: pair('撤回', 'Withdraw'), permission: 'licences.catalogue' },
  },
  transitions: {
    proposed: { approve: 'in-force', decline: 'declined', withdraw: 'withdrawn' },
    'in-force': { replace: 'replaced' },
    declined: {},
    withdrawn: {},
    replaced: {},
  },
  citation: cite('notice', '3.1.1'),
} as const satisfies Process<EntryState, EntryVerb, 'replace'>;

export const entryEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(entryProcess.acts).map(([verb, { label }]) => [verb, label])),
  propose: pair('提出', 'Proposed'),
  replace: pair('被新条目替换', 'Replaced by another entry'),
};

export const entryJournal = journalWordsOf(entryProcess, '/licence-catalogue', {
  propose: entryEventWords['propose'] ?? pair('提出', 'Proposed'),
});
