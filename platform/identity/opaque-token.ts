import { hash, randomBytes } from 'node:crypto';

/** 256 random bits; whoever holds them is the session. Only their digest is stored. */
export const newToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

/** What is stored of a token, a login name or an address. */
export const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');

/** How bearer tokens begin, so that one in a log or a repository is recognised. */
export const bearerPrefix = 'zhijian_';
