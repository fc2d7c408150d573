import type { Dataset } from '#foundation/dataset.ts';
import { parseUscc } from '#foundation/identifiers/uscc.ts';
import { localDate } from '#foundation/local-date.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import {
  type Call,
  checkInCode,
  inBatches,
  observeAtOnce,
  type Services,
  type View,
} from '#platform/operation/index.ts';
import type { GateAnswerShown } from './contracts/gate.ts';
import { decideGate } from './gate.ts';
import { gateAnywhere, type GateFacts, type GateQuestion, gateWithinReach } from './storage-gate.ts';

const idOf = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

interface FirmAsked {
  readonly enterprise?: string | undefined;
  readonly enterpriseId?: number | undefined;
}

/** A credit code, or the number of the enterprise here: what is written as a code is never taken for a number, however short. */
const firmOf = ({ enterprise, enterpriseId }: FirmAsked): Result<GateQuestion['enterprise']> => {
  if ((enterprise === undefined) === (enterpriseId === undefined))
    return refuseFields({
      enterprise: pair(
        '请填写统一社会信用代码（enterprise）；没有代码的企业改填其在本系统的编号（enterpriseId），只填一项',
        'Give the unified social credit code (enterprise) or, for a firm without one, its number here (enterpriseId); one of the two',
      ),
    });
  if (enterprise === undefined) return ok({ id: enterpriseId ?? null, creditCode: null });
  const code = parseUscc(enterprise);
  return code.ok ? ok({ id: null, creditCode: code.value }) : code;
};

/** Reads a question as it is asked: codes, names or numbers. A code that is none is refused. */
export const questionOf = (
  call: Call,
  asked: FirmAsked & {
    readonly category: string;
    readonly on?: string | undefined;
    readonly dataset?: Dataset | undefined;
  },
): Result<GateQuestion> => {
  const firm = firmOf(asked);
  if (!firm.ok) return firm;
  return ok({
    dataset: asked.dataset ?? (call.services.mode === 'evaluation' ? 'demo' : 'live'),
    on: asked.on === undefined ? call.today : localDate(asked.on),
    enterprise: firm.value,
    category: { id: idOf(asked.category), name: asked.category },
  });
};

type Answered = GateAnswerShown & { readonly allowed: boolean };

const decideAll = (
  { law, call }: Pick<View, 'law' | 'call'>,
  questions: readonly GateQuestion[],
  facts: readonly GateFacts[],
): Answered[] =>
  questions.map(({ dataset, on }, at) => {
    const given = facts[at];
    if (!given) throw new Error('the gate found no row');
    const decided = decideGate(
      { ...given, on, today: call.today },
      { kinds: law.get('licences.gate-kinds', on), barredYears: law.get('licences.barred-years', on) },
    );
    return {
      allowed: given.allowed,
      answer: decided.answer,
      on,
      dataset,
      enterprise: given.enterprise,
      category: given.category,
      kinds: [...decided.kinds],
      grounds: decided.grounds,
    };
  });

/** Decides questions as the engine, in their order, wherever the enterprises are. */
export const answerGate = async (
  view: Pick<View, 'tx' | 'law' | 'call'>,
  questions: readonly GateQuestion[],
): Promise<Answered[]> => decideAll(view, questions, await gateAnywhere(view.tx, questions));

interface Asked {
  readonly call: Call;
  readonly question: GateQuestion;
}

/** One reading transaction for questions of one account on one day: authorised once; licences are told of where that account holds the gate. */
const answerTogether = async (_key: string, asked: readonly Asked[]): Promise<Result<GateAnswerShown>[]> => {
  const [first] = asked;
  if (!first) return [];
  const { call } = first;
  const questions = asked.map(({ question }) => question);
  const answers = await observeAtOnce(
    call,
    { permission: 'licences.gate' },
    (tx) => gateWithinReach(tx, questions),
    (view, facts) => ok(decideAll(view, questions, facts)),
  );
  if (!answers.ok) return asked.map(() => answers);
  return answers.value.map(({ allowed, ...answer }) =>
    // A licence that is not seen must not be taken for one that is not there.
    allowed ? ok(answer) : refuse('outside-your-region'),
  );
};

/** Batches hang on the services of their program: nothing of one deployment waits for another. */
const gates = new WeakMap<Services, (key: string, asked: Asked) => Promise<Result<GateAnswerShown>>>();
const gateOf = (services: Services) => {
  const gate =
    gates.get(services) ??
    inBatches(answerTogether, {
      atOnce: 2,
      most: 32,
      fewest: 16,
    });
  gates.set(services, gate);
  return gate;
};

/**
 * Answers the commerce authority whether production of a product may be added to the business licence of an enterprise (notice 3.1.1).
 * Reads only. A code that is none is refused; one that nobody here has is answered `unknown`. Questions that one account asks while
 * others of it are being answered are answered together (docs/adr/0051).
 */
export const askGate = async (
  call: Call,
  asked: Parameters<typeof questionOf>[1],
): Promise<Result<GateAnswerShown>> => {
  const refused = checkInCode(call.actor, 'licences.gate');
  if (refused) return refused;
  const question = questionOf(call, asked);
  if (!question.ok) return question;
  const { kind, accountId, token } = call.actor;
  // A batch is authorised once, as whoever asks first: a token goes with its like alone.
  const key = `${kind} ${accountId} ${call.today} ${token?.only?.join(',') ?? ''}`;
  return gateOf(call.services)(key, { call, question: question.value });
};
