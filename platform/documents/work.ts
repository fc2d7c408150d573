import { pair } from '#foundation/text-pair.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/items.ts';
import { openSteps, type Signature } from './life.ts';
import type { PaperRecord } from './storage.ts';

const kinds = ['submit', 'review', 'countersign', 'sign'] as const;

/** Brings the item of work on a paper up to date: whoever must do the next step sees it, whoever did the last does not. */
export const followUp = async (act: Act, paper: PaperRecord, signatures: readonly Signature[]): Promise<void> => {
  const subject = `paper/${paper.id}`;
  await closeWork(act, kinds.map((kind) => ({ kind: `documents.${kind}`, subject }))); // prettier-ignore
  const { state } = paper;
  const [step] = openSteps(paper.chain, signatures);
  const kind = state === 'drafted' ? 'submit' : state === 'reviewing' || state === 'countersigning' || state === 'signing' ? step?.kind : undefined; // prettier-ignore
  if (kind === undefined) return;
  const words = kind === 'submit' || !step ? pair('送审', 'Submit') : step.title;
  await openWork(act, [
    {
      kind: `documents.${kind}`,
      subject,
      title: pair(`${words.zh}：${paper.title}`, `${words.en}: ${paper.title}`),
      link: `/papers/${paper.id}`,
      permission: kind === 'submit' ? 'documents.draft' : `documents.${kind}`,
      region: paper.regionCode,
      dataset: paper.dataset,
      notBy: kind === 'submit' ? null : (signatures.at(-1)?.accountId ?? null),
    },
  ]);
};
