import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** What a log line says of an error: no row values, which PostgreSQL puts into `detail` and `where`. */
const errorOf = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorOf(error.cause) }),
  };
};

/** The time of a line, as ISO 8601; a busy server writes many lines in a millisecond, which share the text. */
const timeOfLine = (): (() => string) => {
  let last = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) {
      last = now;
      text = `,"time":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
};

/**
 * Structured log, one JSON object a line. It carries request ids, routes and times, never names, addresses or search words: who
 * did what stands in the journal, which has its own rules of access.
 */
export const createLogger = (
  options: { readonly level?: string; readonly destination?: DestinationStream } = {},
): Logger =>
  pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: timeOfLine(),
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorOf },
    },
    options.destination ?? pino.destination({ fd: 2, sync: false }),
  );
