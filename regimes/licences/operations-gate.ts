import type { Dataset } from '#foundation/dataset.ts';
import { parseUscc } from '#foundation/identifiers/uscc.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Call, observe, type View } from '#platform/operation/index.ts';
import type { GateAnswerShown } from './contracts/gate.ts';
import { decideGate } from './gate.ts';
import { gateFacts } from './storage-gate.ts';

const idOf = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

interface Question {
  readonly dataset: Dataset;
  readonly on: LocalDate;
  readonly enterprise: { readonly id: number | null; readonly creditCode: string | null };
  readonly category: { readonly id: number | null; readonly name: string };
}

/** Reads a question as it is asked: codes, names or numbers. A code that is none is refused. */
export const questionOf = (
  call: Call,
  asked: {
    readonly enterprise: string;
    readonly category: string;
    readonly on?: string | undefined;
    readonly dataset?: Dataset | undefined;
  },
): Result<Question> => {
  const id = idOf(asked.enterprise);
  const code = id === null ? parseUscc(asked.enterprise) : null;
  if (code && !code.ok) return code;
  return ok({
    dataset: asked.dataset ?? (call.services.mode === 'evaluation' ? 'demo' : 'live'),
    on: asked.on === undefined ? call.today : localDate(asked.on),
    enterprise: { id, creditCode: code?.value ?? null },
    category: { id: idOf(asked.category), name: asked.category },
  });
};

/** Decides a question on what the transaction sees; `allowed` tells whether the asker holds the gate where the enterprise is. */
export const answerGate = async (
  { tx, law, call }: Pick<View, 'tx' | 'law' | 'call'>,
  { dataset, on, enterprise, category }: Question,
): Promise<GateAnswerShown & { readonly allowed: boolean }> => {
  const facts = await gateFacts(tx, dataset, enterprise, category);
  const decided = decideGate(
    { ...facts, on, today: call.today },
    { kinds: law.get('licences.gate-kinds', on), barredYears: law.get('licences.barred-years', on) },
  );
  return {
    allowed: facts.allowed,
    answer: decided.answer,
    on,
    dataset,
    enterprise: facts.enterprise,
    category: facts.category,
    kinds: [...decided.kinds],
    grounds: decided.grounds,
  };
};

/**
 * Answers the commerce authority whether production of a product may be added to the business licence of an enterprise (notice 3.1.1).
 * Reads only. A code that is none is refused; one that nobody here has is answered `unknown`.
 */
export const askGate = async (
  call: Call,
  asked: Parameters<typeof questionOf>[1],
): Promise<Result<GateAnswerShown>> => {
  const question = questionOf(call, asked);
  if (!question.ok) return question;
  return observe(call, { permission: 'licences.gate' }, async (view) => {
    const { allowed, ...answer } = await answerGate(view, question.value);
    // A licence that is not seen must not be taken for one that is not there.
    return call.actor.kind === 'system' || allowed ? ok(answer) : refuse('outside-your-region');
  });
};
