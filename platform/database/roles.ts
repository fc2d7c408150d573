import { createHash, createHmac } from 'node:crypto';

/** The roles of one installation. Names carry a prefix so that two installations can live on one PostgreSQL. */
export interface RoleNames {
  /** Owns schemas and tables; migrations run as it. */
  readonly migrator: string;
  /** Acts for a person under row-level security. */
  readonly app: string;
  /** Decides: reads all rows by policy, without BYPASSRLS. A transaction becomes it after the verb was authorised. */
  readonly engine: string;
  /** Reads published views alone. */
  readonly portal: string;
}

/** The role prefix that a database name gives: itself where it is a plain short name, else shortened and made unique. */
export const rolePrefix = (databaseName: string): string => {
  const plain = databaseName.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
  if (plain === databaseName && plain.length <= 40 && /^[a-z]/.test(plain)) return plain;
  const digest = createHash('sha256').update(databaseName).digest('hex').slice(0, 8);
  return `zhijian_${plain.slice(0, 30)}_${digest}`;
};

export const roleNames = (prefix: string): RoleNames => ({
  migrator: `${prefix}_migrator`,
  app: `${prefix}_app`,
  engine: `${prefix}_engine`,
  portal: `${prefix}_portal`,
});

/**
 * Password of a login role, derived from the password of the connecting user, so that every process that knows the
 * connection string agrees on it and none has to be stored.
 */
export const derivedPassword = (loginPassword: string, role: string): string =>
  createHmac('sha256', loginPassword).update(`zhijian role ${role}`).digest('base64url');
