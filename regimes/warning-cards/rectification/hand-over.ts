import { z } from 'zod';
import { dayTextSchema } from '#foundation/local-date.ts';
import { cite } from '#foundation/citation.ts';
import { journalWordsOf, type Process } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const handOverStates = ['handed', 'received', 'returned'] as const;
export type HandOverState = (typeof handOverStates)[number];
export const handOverVerbs = ['receive', 'return-outcome'] as const;
export type HandOverVerb = (typeof handOverVerbs)[number];

/** A hand-over to enforcement 移交稽查. It moves no state of the rectification: a card never stands in for a penalty, nor the reverse. */
export const handOverProcess = {
  room: 'warning-cards',
  kind: 'hand-over',
  name: pair('移交稽查', 'The hand-over to enforcement'),
  states: {
    handed: pair('已移交，待签收', 'Handed over'),
    received: pair('稽查处理中', 'With enforcement'),
    returned: pair('处理结果已反馈', 'Outcome returned'),
  },
  acts: {
    receive: { label: pair('登记签收', 'Record the receipt'), permission: 'warning-cards.follow' },
    'return-outcome': { label: pair('登记处理结果', 'Record the outcome'), permission: 'warning-cards.follow' },
  },
  transitions: {
    handed: { receive: 'received' },
    received: { 'return-outcome': 'returned' },
    returned: {},
  },
  citation: cite('notice', '5.2'),
} as const satisfies Process<HandOverState, HandOverVerb>;

export const handOverEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(handOverProcess.acts).map(([verb, { label }]) => [verb, label])),
  open: pair('移交稽查处理', 'Handed over to enforcement'),
};
export const handOverJournal = journalWordsOf(handOverProcess, undefined, handOverEventWords);

export const outcomes = ['fined', 'confiscated', 'both', 'warned', 'none', 'other'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeLabels: Readonly<Record<Outcome, TextPair>> = {
  fined: pair('罚款', 'Fined'),
  confiscated: pair('没收违法所得', 'Gains confiscated'),
  both: pair('没收违法所得并罚款', 'Gains confiscated and fined'),
  warned: pair('警告', 'Warned'),
  none: pair('不予处罚', 'No penalty'),
  other: pair('其他', 'Other'),
};

/** What enforcement found the product of this firm to be: fake is a ground of exposure (notice 4.2). */
export const findings = ['none', 'fake'] as const;
export type Finding = (typeof findings)[number];
export const findingLabels: Readonly<Record<Finding, TextPair>> = {
  none: pair('未认定假冒、伪造', 'Not found to be fake'),
  fake: pair('认定该企业产品假冒、伪造', 'Found to be fake'),
};

const words = (most: number) => z.string().trim().min(1).max(most);

export const handOverInput = z.object({
  recipient: words(100),
  suspicion: words(500),
  evidence: z.array(words(200)).min(1).max(50),
});
export type HandOverInput = z.output<typeof handOverInput>;
export const receiptInput = z.object({ receipt: words(100), receivedOn: dayTextSchema });
export const outcomeInput = z.object({
  outcome: z.enum(outcomes),
  /** Yuan: fine and confiscated gains together. */
  amount: z.number().min(0).max(999_999_999_999).nullable(),
  words: words(1000),
  finding: z.enum(findings).default('none'),
  returnedOn: dayTextSchema,
});
