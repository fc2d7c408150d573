import { z } from 'zod';
import { cite } from '#foundation/citation.ts';
import { journalWordsOf, type Process, type Rules } from '#foundation/process.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

export const sellerStates = ['to-serve', 'running', 'overdue', 'reported', 'settled', 'void'] as const;
export type SellerState = (typeof sellerStates)[number];
export const sellerVerbs = ['serve', 'report', 'register-report', 'accept', 'return'] as const;
export type SellerVerb = (typeof sellerVerbs)[number];

/** The order to a seller: stop selling and correct, with its own deadline. */
export const sellerOrderProcess = {
  room: 'warning-cards',
  kind: 'seller-order',
  name: pair('对销售者的责令', 'The order to the seller'),
  states: {
    'to-serve': pair('待送达', 'To be served'),
    running: pair('改正中', 'Being corrected'),
    overdue: pair('逾期未报告', 'Overdue'),
    reported: pair('已报告，待核实', 'Reported, to be verified'),
    settled: pair('已办结', 'Settled'),
    void: pair('随黄牌撤销', 'Void with its card'),
  },
  acts: {
    serve: { label: pair('登记送达', 'Record service'), permission: 'warning-cards.follow' },
    report: { label: pair('报告改正情况', 'Report'), permission: 'warning-cards.answer' },
    'register-report': { label: pair('登记书面报告', 'Register a written report'), permission: 'warning-cards.follow' },
    accept: { label: pair('核实，办结', 'Verified: settle'), permission: 'warning-cards.follow' },
    return: { label: pair('退回', 'Return'), permission: 'warning-cards.follow', reason: true },
  },
  transitions: {
    'to-serve': { serve: 'running', annul: 'void' },
    running: { report: 'reported', 'register-report': 'reported', expire: 'overdue', annul: 'void' },
    overdue: { report: 'reported', 'register-report': 'reported', annul: 'void' },
    reported: { accept: 'settled', return: 'running', annul: 'void' },
    settled: {},
    void: {},
  },
  citation: cite('notice', '4.3.1'),
} as const satisfies Process<SellerState, SellerVerb, 'expire' | 'annul'>;

/** The one next act of a state: what, in words, and by whom. */
export const nextOfSeller = (state: SellerState): { readonly words: TextPair; readonly by: TextPair } | null => {
  const local = pair('销售者所在地质量监督机关', 'The quality authority of the seller’s place');
  switch (state) {
    case 'to-serve':
      return { words: pair('送达责令并登记凭据', 'Serve the order and record the proof'), by: local };
    case 'running':
      return {
        words: pair('停止销售、改正并报告', 'Stop selling, correct and report'),
        by: pair('销售者', 'The seller'),
      };
    case 'overdue':
      return {
        words: pair(
          '期满未报告：督促报告，或者登记书面报告',
          'Overdue: press for the report, or register a written one',
        ),
        by: local,
      };
    case 'reported':
      return { words: pair('核实报告，办结或者退回', 'Verify the report: settle or return'), by: local };
    case 'settled':
    case 'void':
      return null;
  }
};

export const sellerEventWords: Readonly<Record<string, TextPair>> = {
  ...Object.fromEntries(Object.entries(sellerOrderProcess.acts).map(([verb, { label }]) => [verb, label])),
  open: pair('下达责令停止销售、改正通知书', 'Order issued'),
  expire: pair('期满未报告', 'Time is over'),
  annul: pair('黄牌撤销，责令随之终止', 'Void: the card is revoked'),
};
export const sellerOrderJournal = journalWordsOf(sellerOrderProcess, undefined, sellerEventWords);

const count = z.number().int().min(0).max(1_000_000_000);

/** What the seller reports: goods taken off sale, returned to the supplier, destroyed. */
export const sellerReportInput = z.object({
  source: z.string().trim().min(1).max(1000),
  offSale: count,
  returned: count,
  destroyed: count,
  unit: z.string().trim().min(1).max(20),
  measures: z.string().trim().min(1).max(2000),
});
export type SellerReport = z.output<typeof sellerReportInput>;

/** What decides an act on an order to a seller. */
export const sellerRules: Rules<SellerState, SellerVerb, { readonly state: SellerState }> = {
  flow: sellerOrderProcess,
};
