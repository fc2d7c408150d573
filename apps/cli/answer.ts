import type { Refusal, Result } from '#foundation/refusal.ts';

/** Exit codes, kept stable: scripts rely on them. */
export const exits = { done: 0, someRefused: 1, wrongUse: 2, failure: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** A refusal that ends a command with its exit code; expected, so it is printed without a trace. */
export class CommandRefused extends Error {
  readonly refusal: Refusal;
  readonly exit: Exit;
  constructor(refusal: Refusal, exit: Exit) {
    super(refusal.text.zh);
    this.refusal = refusal;
    this.exit = exit;
  }
}

/** The value, or the end of the command with its refusal. */
export const valueOf = <T>(result: Result<T>, exit: Exit = exits.wrongUse): T => {
  if (result.ok) return result.value;
  throw new CommandRefused(result.refusal, exit);
};

/** Prints one answer: JSON where asked for, else the text. */
export const answer = (json: boolean, value: unknown, text: () => string): void => {
  process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
};
