import type { Database } from '#platform/database/index.ts';

/** Watches which statements the server is busy with, ten times a second; gives the seconds of each when it is told to stop. */
export const sampleStatements = (database: Database): (() => Promise<string>) => {
  const seen = new Map<string, number>();
  const interval = 100;
  const pool = database.appPool;
  const timer = setInterval(() => {
    pool
      .query<{ text: string }>(
        `select regexp_replace(left(query, 200), '\\s+', ' ', 'g') as text from pg_stat_activity
          where state = 'active' and pid <> pg_backend_pid() and backend_type = 'client backend'`,
      )
      .then(({ rows }) => rows.forEach(({ text }) => seen.set(text, (seen.get(text) ?? 0) + interval / 1000)))
      .catch(() => undefined);
  }, interval);
  return async () => {
    clearInterval(timer);
    return [...seen]
      .filter(([, seconds]) => seconds >= 0.3)
      .toSorted((a, b) => b[1] - a[1])
      .map(([text, seconds]) => `${seconds.toFixed(1).padStart(7)} s  ${text}`)
      .join('\n');
  };
};
