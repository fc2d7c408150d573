import type { FastifyRequest } from 'fastify';
import type { RouteContract } from '#foundation/contract.ts';
import { type Refusal, refusal } from '#foundation/refusal.ts';
import { anonymous, findCallerBySession, findCallerByToken, type Found } from '#platform/identity/index.ts';
import { type Actor, type Call, checkInCode, dayAt, type Services } from '#platform/operation/index.ts';
import { languageOf } from './language.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Who sends a request, as far as is known. */
interface Caller {
  readonly actor: Actor;
  readonly mustChangePassword: boolean;
  /** What was sent as a credential and does not hold: a session that is over, a token that is none. */
  readonly failed?: 'session' | 'token';
  /** Came by a browser's cookie. */
  readonly sessionToken?: string;
}

/** Routes that stay open to whoever still has to change a first password. */
const openBeforeChange = new Set(['/api/v1/session', '/api/v1/session/password']);

/** What was sent as a token, whatever it looks like: who has mistyped one is told so. */
const bearerToken = (request: FastifyRequest): string | undefined =>
  /^Bearer +(.*)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();

export const findCaller = async (services: Services, request: FastifyRequest): Promise<Caller> => {
  const language = languageOf(request);
  const today = dayAt(services.now());
  const bearer = bearerToken(request);
  const cookie = bearer === undefined ? readSessionCookie(request) : undefined;
  const caller = (found: Found): Caller =>
    found === 'expired'
      ? { actor: anonymous(language), mustChangePassword: false, failed: bearer === undefined ? 'session' : 'token' }
      : { ...found, ...(cookie === undefined ? {} : { sessionToken: cookie }) };
  if (bearer !== undefined) return caller(await findCallerByToken(services, bearer, today, language));
  if (cookie !== undefined) return caller(await findCallerBySession(services, cookie, today, language));
  return { actor: anonymous(language), mustChangePassword: false };
};

const noCaller = ({ failed }: Caller) => {
  if (failed === undefined) return 'not-signed-in';
  return failed === 'token' ? 'token-not-valid' : 'session-expired';
};

/** Why the caller may not use a route, or nothing. The operation behind it checks again, in code and in the database. */
export const refuseCaller = ({ access, path }: RouteContract, caller: Caller): Refusal | undefined => {
  if (access === 'public') return undefined;
  if (caller.actor.kind === 'anonymous') return refusal(noCaller(caller));
  if (caller.mustChangePassword && !openBeforeChange.has(path)) return refusal('password-change-required');
  return access === 'signed-in' ? undefined : checkInCode(caller.actor, access)?.refusal;
};

export const callOf = (services: Services, request: FastifyRequest, actor: Actor): Call => ({
  services,
  actor,
  requestId: request.id,
  today: dayAt(services.now()),
});

export type { Caller };
