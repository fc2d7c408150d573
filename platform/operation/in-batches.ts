export interface BatchOptions {
  /** Batches of one key under way at a time; 1 by default. */
  readonly atOnce?: number;
  /** Most questions of one batch; 200 by default. */
  readonly most?: number;
  /** Fewest questions for which a further batch begins beside one that is under way; 1 by default. */
  readonly fewest?: number;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly answer: PromiseWithResolvers<Answer>;
}

/**
 * Questions of one key that come while others are being answered wait, and are then asked together. A batch takes in nothing after it
 * has begun, so that no answer is older than its question; keys never share one. What `ask` throws reaches all of its batch.
 * `ask` gives the answers in the order of the questions; those that are to be told apart are told apart in them.
 */
export const inBatches = <Question, Answer>(
  ask: (key: string, questions: readonly Question[]) => Promise<readonly Answer[]>,
  { atOnce = 1, most = 200, fewest = 1 }: BatchOptions = {},
): ((key: string, question: Question) => Promise<Answer>) => {
  const keys = new Map<string, { running: number; waiting: Waiting<Question, Answer>[] }>();

  const run = async (key: string, batch: readonly Waiting<Question, Answer>[]): Promise<void> => {
    try {
      const answers = await ask(
        key,
        batch.map(({ question }) => question),
      );
      if (answers.length !== batch.length)
        throw new Error(`${batch.length} questions were asked together, ${answers.length} were answered`);
      for (const [at, { answer }] of batch.entries()) answer.resolve(answers[at] as Answer);
    } catch (error) {
      for (const { answer } of batch) answer.reject(error);
    }
  };

  const go = (key: string): void => {
    const state = keys.get(key);
    if (!state) return;
    while (state.running < atOnce && state.waiting.length >= (state.running === 0 ? 1 : fewest)) {
      const batch = state.waiting.splice(0, most);
      state.running += 1;
      void run(key, batch).then(() => {
        state.running -= 1;
        // Those who were just answered may ask again at once; what has come by the next turn goes together.
        setImmediate(go, key);
      });
    }
    if (state.running === 0 && state.waiting.length === 0) keys.delete(key);
  };

  return (key, question) => {
    const state = keys.get(key) ?? { running: 0, waiting: [] };
    keys.set(key, state);
    const answer = Promise.withResolvers<Answer>();
    state.waiting.push({ question, answer });
    if (state.running < atOnce && state.waiting.length === (state.running === 0 ? 1 : fewest)) setImmediate(go, key);
    return answer.promise;
  };
};
