import { z } from 'zod';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { ChainStep } from './paper-kind.ts';

export const paperStates = ['drafted', 'reviewing', 'countersigning', 'signing', 'issued', 'printed', 'sealed', 'dropped', 'void'] as const; // prettier-ignore
export type PaperState = (typeof paperStates)[number];
export const paperStateSchema = z.enum(paperStates);
export const paperStateLabels: Readonly<Record<PaperState, TextPair>> = {
  drafted: pair('拟稿', 'Draft'),
  reviewing: pair('审核中', 'Under review'),
  countersigning: pair('会签中', 'Being countersigned'),
  signing: pair('待签发', 'Waiting for signature'),
  issued: pair('已签发', 'Issued'),
  printed: pair('已印制', 'Printed'),
  sealed: pair('已用印', 'Sealed'),
  dropped: pair('已撤稿', 'Draft withdrawn'),
  void: pair('作废', 'Void'),
};

/** Whether the service of a paper is still to be recorded in the register. */
export const paperServices = ['to-serve', 'served'] as const;
export type PaperService = (typeof paperServices)[number];
export const paperServiceLabels: Readonly<Record<PaperService, TextPair>> = {
  'to-serve': pair('待送达', 'To be served'),
  served: pair('已送达', 'Served'),
};

/** Acts of people. `seal` records an electronic seal; `scan` the printed, sealed paper scanned back; `serve` that it was served, with its proof. */
export const paperActs = [
  'submit',
  'approve',
  'sign',
  'return',
  'drop',
  'print',
  'seal',
  'scan',
  'serve',
  'void',
] as const;
export type PaperAct = (typeof paperActs)[number];
/** `draft` and `issue` are acts of the rooms: they make a paper. */
export const paperEventActs = ['draft', 'redraft', 'issue', ...paperActs] as const;
export type PaperEventAct = (typeof paperEventActs)[number];
export const paperActLabels: Readonly<Record<PaperEventAct, TextPair>> = {
  draft: pair('拟稿', 'Draft'),
  redraft: pair('改稿', 'Change the draft'),
  issue: pair('出具', 'Issue'),
  submit: pair('送审', 'Submit'),
  approve: pair('同意', 'Approve'),
  sign: pair('签发', 'Sign and issue'),
  return: pair('退回', 'Return'),
  drop: pair('撤稿', 'Withdraw the draft'),
  print: pair('登记印制', 'Record the printing'),
  seal: pair('登记电子用印', 'Record the electronic seal'),
  scan: pair('上传用印扫描件', 'Upload the sealed scan'),
  serve: pair('登记送达', 'Record service'),
  void: pair('作废', 'Void'),
};

/** The acts as the journal writes them. */
export const journalActs: Readonly<Record<string, TextPair>> = Object.fromEntries(
  paperEventActs.map((act) => [
    `documents.${act}`,
    pair(`文书：${paperActLabels[act].zh}`, `Paper: ${paperActLabels[act].en}`),
  ]),
);

/** The states and what leads out of them. A number that was given stays: a void paper is never issued again. */
export const transitions = {
  drafted: { submit: ['reviewing', 'countersigning', 'signing'], drop: ['dropped'] },
  reviewing: { approve: ['reviewing', 'countersigning', 'signing'], return: ['drafted'] },
  countersigning: { approve: ['reviewing', 'countersigning', 'signing'], return: ['drafted'] },
  signing: { sign: ['issued'], return: ['drafted'] },
  issued: { print: ['printed'], seal: ['sealed'], scan: ['sealed'], serve: ['issued'], void: ['void'] },
  printed: { seal: ['sealed'], scan: ['sealed'], serve: ['printed'], void: ['void'] },
  sealed: { serve: ['sealed'], void: ['void'] },
  dropped: {},
  void: {},
} as const satisfies Record<PaperState, Partial<Record<PaperAct, readonly PaperState[]>>>;

export const needsReason = (act: PaperAct): boolean => act === 'return' || act === 'drop' || act === 'void';

const stateOfStep = { review: 'reviewing', countersign: 'countersigning', sign: 'signing' } as const;
const permissionOfStep = {
  review: 'documents.review',
  countersign: 'documents.countersign',
  sign: 'documents.sign',
} as const;

/** A signature of a chain: `draft` is the 拟办. */
export interface Signature {
  readonly step: string;
  readonly accountId: string | null;
}

/** The steps that may be signed now: the first one open, and with a 会签 those of 会签 beside it. */
export const openSteps = (chain: readonly ChainStep[], signatures: readonly Signature[]): readonly ChainStep[] => {
  const open = chain.filter((step) => !signatures.some((signature) => signature.step === step.key));
  const [first] = open;
  if (first?.kind !== 'countersign') return open.slice(0, 1);
  const end = open.findIndex((step) => step.kind !== 'countersign');
  return end < 0 ? open : open.slice(0, end);
};

export interface LivingPaper {
  readonly state: PaperState;
  readonly chain: readonly ChainStep[];
  readonly signatures: readonly Signature[];
}

/** Who may do what: the permission of an act on a paper as it stands. */
export const permissionOf = ({ chain, signatures }: LivingPaper, act: PaperAct): string => {
  switch (act) {
    case 'submit':
    case 'drop':
    case 'print':
    case 'seal':
    case 'scan':
    case 'serve':
      return 'documents.draft';
    case 'sign':
      return 'documents.sign';
    case 'void':
      return 'documents.void';
    case 'approve':
    case 'return':
      return permissionOfStep[openSteps(chain, signatures)[0]?.kind ?? 'review'];
  }
};

/** What an act does to a paper: its next state, and the step of the chain that it signs. */
export interface Stroke {
  readonly state: PaperState;
  readonly signs: string | null;
}

/**
 * Decides an act. Whoever has put a name under a paper puts it there once: 拟办, 审核, 会签 and 签发 are different persons.
 * @param step which of several open steps of 会签 is meant; the first by default
 */
export const decideAct = (
  paper: LivingPaper,
  act: PaperAct,
  accountId: string | null,
  step?: string,
): Result<Stroke> => {
  const possible: Partial<Record<PaperAct, readonly PaperState[]>> = transitions[paper.state];
  const [only] = possible[act] ?? [];
  if (only === undefined)
    return refuse('state-not-allowed', { state: paperStateLabels[paper.state], act: paperActLabels[act] });
  if (act !== 'submit' && act !== 'approve' && act !== 'sign') return ok({ state: only, signs: null });
  if (accountId !== null && paper.signatures.some((signature) => signature.accountId === accountId))
    return refuse('four-eyes-same-person');
  const open = openSteps(paper.chain, paper.signatures);
  const signed = act === 'submit' ? 'draft' : (open.find((each) => each.key === step) ?? open[0])?.key;
  if (signed === undefined) throw new Error('the paper has no open step');
  if (act === 'sign') return ok({ state: 'issued', signs: signed });
  const [next] = openSteps(paper.chain, [...paper.signatures, { step: signed, accountId }]);
  if (!next) throw new Error('the chain has no step that issues');
  return ok({ state: stateOfStep[next.kind], signs: signed });
};
