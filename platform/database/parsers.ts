import pg from 'pg';

const zoned = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/;

/** `2026-11-24 00:22:23.5+00` → `2026-11-24T00:22:23.5Z`; anything else (infinity, BC) as it is. Connections run in UTC. */
const instant = (text: string): string => text.replace(zoned, '$1T$2Z');

/** A number while it is exact, else the digits as text. */
const integer = (text: string): number | string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};

const { builtins, getTypeParser } = pg.types;
const asText = (text: string): string => text;
const textArray = getTypeParser(1009 as number) as (text: string) => string[];
const arrayOf =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    // The driver gives null for NULL elements although its type does not say so.
    (textArray(text) as (string | null)[]).map((element) => (element === null ? null : parse(element)));

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, integer],
  [builtins.DATE, asText],
  [builtins.TIMESTAMP, asText],
  [builtins.TIMESTAMPTZ, instant],
  [builtins.INTERVAL, asText],
  [builtins.NUMERIC, asText],
  [1016, arrayOf(integer)],
  [1115, arrayOf(asText)],
  [1182, arrayOf(asText)],
  [1185, arrayOf(instant)],
  [1231, arrayOf(asText)],
]);

/**
 * How values of PostgreSQL arrive: DATE as `YYYY-MM-DD` (a JavaScript Date would lose a day in Asia/Shanghai), timestamptz as
 * an ISO instant in UTC, int8 as number while exact, numeric as text.
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || getTypeParser(oid, format)) as typeof getTypeParser,
};
