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

/** A failure of the database that an operator can understand and put right. The HTTP shell answers it with status 503. */
export class DatabaseFailure extends Error {
  readonly code: DatabaseFailureCode;
  readonly text: { readonly zh: string; readonly en: string };

  constructor(code: DatabaseFailureCode, text: { readonly zh: string; readonly en: string }, cause?: unknown) {
    super(text.en, { cause });
    this.name = 'DatabaseFailure';
    this.code = code;
    this.text = text;
  }
}

const goneErrno = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);
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

/** Turns an error of the driver that an operator must know about into a DatabaseFailure; any other error comes back as it is. */
export const explained = (error: unknown): unknown => {
  if (error instanceof DatabaseFailure) return error;
  if (errorCode(error) === '53100')
    return new DatabaseFailure(
      'disk-full',
      { zh: '磁盘空间不足，本次操作未保存。请清理磁盘后重试。', en: 'The disk is full; nothing of this was stored. Free some space and try again.' },
      error,
    );
  if (isGone(error))
    return new DatabaseFailure(
      'database-unavailable',
      { zh: '数据库暂时无法连接，本次操作未保存，请稍后重试。', en: 'The database cannot be reached at the moment; nothing of this was stored. Try again shortly.' },
      error,
    );
  return error;
};
