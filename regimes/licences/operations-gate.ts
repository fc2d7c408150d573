import type { Dataset } from '#foundation/dataset.ts';
import { parseUscc } from '#foundation/identifiers/uscc.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import type { GateAnswerShown } from './contracts/gate.ts';
import { decideGate } from './gate.ts';
import { gateFacts } from './storage-gate.ts';

const idOf = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

/**
 * Answers the commerce authority whether production of a product may be added to the business licence of an enterprise (notice 3.1.1).
 * Reads only. A code that is none is refused; one that nobody here has is answered `unknown`.
 */
export const askGate = async (
  call: Call,
  question: {
    readonly enterprise: string;
    readonly category: string;
    readonly on?: string | undefined;
    readonly dataset?: Dataset | undefined;
  },
): Promise<Result<GateAnswerShown>> => {
  const dataset = question.dataset ?? (call.services.mode === 'evaluation' ? 'demo' : 'live');
  const on: LocalDate = question.on === undefined ? call.today : localDate(question.on);
  const id = idOf(question.enterprise);
  const code = id === null ? parseUscc(question.enterprise) : null;
  if (code && !code.ok) return code;
  return observe(call, { permission: 'licences.gate' }, async ({ tx, law }) => {
    const facts = await gateFacts(
      tx,
      dataset,
      { id, creditCode: code?.value ?? null },
      { id: idOf(question.category), name: question.category },
    );
    if (call.actor.kind !== 'system' && !(facts.allowed && holds(call.actor, 'licences.gate')))
      return refuse('outside-your-region');
    const decided = decideGate(
      { ...facts, on, today: call.today },
      { kinds: law.get('licences.gate-kinds', on), barredYears: law.get('licences.barred-years', on) },
    );
    return ok({
      answer: decided.answer,
      on,
      dataset,
      enterprise: facts.enterprise,
      category: facts.category,
      kinds: [...decided.kinds],
      grounds: decided.grounds,
    });
  });
};
