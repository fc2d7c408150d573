import { access, constants } from 'node:fs/promises';
import { refusal, type Refusal, type Result } from '#foundation/refusal.ts';

/** Exit codes, kept stable: scripts rely on them. */
export const exits = { done: 0, someRefused: 1, wrongUse: 2, failure: 3 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** A refusal that ends a command with its exit code; expected, so it is printed without a trace. */
export class CommandRefused extends Error {
  readonly refusal: Refusal;
  readonly exit: Exit;
  constructor(refused: Refusal, exit: Exit) {
    super(refused.text.zh);
    this.refusal = refused;
    this.exit = exit;
  }
}

/** The value, or the end of the command with its refusal. */
export const valueOf = <T>(result: Result<T>, exit: Exit = exits.wrongUse): T => {
  if (result.ok) return result.value;
  throw new CommandRefused(result.refusal, exit);
};

/** Ends the command as wrong use where one of the files cannot be read. */
export const mustBeReadable = async (paths: readonly string[]): Promise<void> => {
  for (const path of paths)
    await access(path, constants.R_OK).catch(() => {
      throw new CommandRefused(refusal('file-missing', { path }), exits.wrongUse);
    });
};

/** A refusal as it stands in a terminal: in both languages, with every field that is wrong. */
export const refusalLines = ({ text, citation, fields }: Refusal): string =>
  (['zh', 'en'] as const)
    .flatMap((language) => [
      `${text[language]}${citation ? (language === 'zh' ? `（${citation.text.zh}）` : ` (${citation.text.en})`) : ''}`,
      ...Object.entries(fields ?? {}).map(([field, words]) => `  ${field}: ${words[language]}`),
    ])
    .join('\n');

/** Prints one answer: JSON where asked for, else the text. */
export const answer = (json: boolean, value: unknown, text: () => string): void => {
  process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
};
