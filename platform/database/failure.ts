import { refusal } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';

/** Why the database could not do its work. Every code has a sentence in both languages. */
export type DatabaseFailureCode =
  | 'database-unavailable'
  | 'database-unsuitable'
  | 'database-in-use'
  | 'database-start-failed'
  | 'disk-full'
  | 'migration-changed'
  | 'migration-unknown'
  | 'migration-failed'
  | 'migration-order'
  | 'backup-refused';

/**
 * A failure of the database that an operator can understand and put right. `database-unavailable` and `disk-full` can happen at any time
 * and are refusals of the catalogue too; the others stop a start or a command.
 */
export class DatabaseFailure extends Error {
  readonly code: DatabaseFailureCode;
  readonly text: TextPair;

  constructor(code: DatabaseFailureCode, text: TextPair, cause?: unknown) {
    super(text.en, { cause });
    this.name = 'DatabaseFailure';
    this.code = code;
    this.text = text;
  }
}

const goneErrno = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
// 57P01 to 57P03: shut down by an administrator, crashed, starting up or shutting down; 53300: no connection left.
const goneState = new Set(['57P01', '57P02', '57P03', '53300']);
const goneMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|timeout expired)/;

/** The SQLSTATE or errno of an error, or undefined. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** True when the error says that the connection or the server is gone, so that trying later may help. */
export const isGone = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isGone);
  const code = errorCode(error) ?? '';
  return goneErrno.has(code) || goneState.has(code) || code.startsWith('08') || goneMessage.test(error.message);
};

// A quota or a limit on files has no SQLSTATE of its own: the server gives the words of the operating system.
const noRoom = /: (No space left on device|Disk quota exceeded|File too large)$/;

/** True when the server found no room for what it had to write. */
const isFull = (error: unknown): boolean =>
  errorCode(error) === '53100' || (error instanceof Error && noRoom.test(error.message));

/** Turns an error of the driver that an operator must know about into a DatabaseFailure; any other error comes back as it is. */
export const explained = (error: unknown): unknown => {
  if (error instanceof DatabaseFailure) return error;
  if (isFull(error)) return new DatabaseFailure('disk-full', refusal('disk-full').text, error);
  if (isGone(error)) return new DatabaseFailure('database-unavailable', refusal('database-unavailable').text, error);
  return error;
};
