import { createHash } from 'node:crypto';
import type { Database } from './database.ts';
import { explained } from './failure.ts';

/** What can be asked without changing anything; every transaction can, too. */
export interface Reading {
  /** Runs SQL written by hand (`$1`, `$2`… for values) and gives its rows. */
  readonly query: <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /**
   * As `query`, and the connection keeps the statement and its plan. For a statement that is asked often and whose best plan is the
   * same for all values: planning it can take longer than running it.
   */
  readonly prepared: Reading['query'];
}

const names = new Map<string, string>();
/** The name under which connections keep a statement. */
export const nameOf = (text: string): string => {
  let name = names.get(text);
  if (name === undefined) {
    name = `zhijian_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    names.set(text, name);
  }
  return name;
};

/**
 * Reads on behalf of the public, each statement by itself: one round trip, no transaction around it. Its role may only read
 * published views. Statements beyond the size of the pool wait in the order in which they came.
 * @throws DatabaseFailure `database-unavailable`
 */
export const publicReading = ({ portalPool }: Database): Reading => {
  const run = async <Row>(text: string, values: readonly unknown[], name?: string): Promise<Row[]> => {
    try {
      const { rows } = await portalPool.query({ text, values: values as unknown[], ...(name ? { name } : {}) });
      return rows as Row[];
    } catch (error) {
      throw explained(error);
    }
  };
  return {
    query: (text, values = []) => run(text, values),
    prepared: (text, values = []) => run(text, values, nameOf(text)),
  };
};
