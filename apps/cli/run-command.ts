import { CommanderError, type Command } from 'commander';
import { DatabaseFailure } from '#platform/database/index.ts';
import { CommandRefused, exits, refusalLines } from './answer.ts';

/** Runs the command that the terminal asks for, and ends with its words and exit code. */
export const runCommand = async (program: Command): Promise<void> => {
  // A reader that has seen enough (`… | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exits.done);
    throw error;
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exits.done : exits.wrongUse;
    else if (error instanceof CommandRefused) {
      const { refusal, exit } = error;
      const json = process.argv.includes('--json');
      process.stderr.write(`${json ? JSON.stringify({ refusal }) : refusalLines(refusal)}\n`);
      process.exitCode = exit;
    } else if (error instanceof DatabaseFailure) {
      const { code, text } = error;
      process.stderr.write(
        process.argv.includes('--json')
          ? `${JSON.stringify({ failure: { code, text } })}\n`
          : `${text.zh}\n${text.en}\n`,
      );
      process.exitCode = exits.failure;
    } else {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = exits.failure;
    }
  }
};
