import type { FastifyInstance } from 'fastify';
import type { RouteContract, RouteInput } from '#foundation/contract.ts';
import { changePassword, describeSession, signIn, signOut } from '#platform/identity/index.ts';
import { changePasswordRoute, signInRoute, signOutRoute } from '#platform/identity/contract.ts';
import type { Answer } from '#platform/manifest.ts';
import type { Call } from '#platform/operation/index.ts';
import { limits } from './limits.ts';
import { type Exchange, type Handler, registerRoute, type RouteOptions } from './routes.ts';
import { dropSessionCookie, keepSessionCookie } from './session-cookie.ts';

/** The contracts that touch the session's cookie, which no room sees. */
export const sessionContracts: readonly RouteContract[] = [signInRoute, signOutRoute, changePasswordRoute];

const withExchange = <C extends RouteContract>(
  _contract: C,
  handle: (call: Call, input: RouteInput<C>, exchange: Exchange) => Promise<Answer<C>>,
): Handler =>
  ((call: Call, input: RouteInput<C>, _uploads: unknown, exchange: Exchange) =>
    handle(call, input, exchange)) as Handler;

/** Signing in, signing out, changing the password. */
export const registerSessionRoutes = (
  app: FastifyInstance,
  options: RouteOptions & { readonly signInsPerMinute?: number },
): void => {
  const rateLimit = { max: options.signInsPerMinute ?? limits.signInsPerMinute, timeWindow: 60_000 };
  const own = { ...options, setsHeaders: true };
  const limited = { ...own, config: { rateLimit } };
  registerRoute(
    app,
    signInRoute,
    withExchange(signInRoute, async (call, { body }, { request, reply }) => {
      const userAgent = request.headers['user-agent'] ?? null;
      const signedIn = await signIn(call, { ...body, address: request.ip, userAgent });
      if (!signedIn.ok) return signedIn;
      keepSessionCookie(request, reply, signedIn.value.token);
      return describeSession(signedIn.value.call);
    }),
    limited,
  );
  registerRoute(
    app,
    signOutRoute,
    withExchange(signOutRoute, async (call, _input, { request, reply, sessionToken }) => {
      dropSessionCookie(request, reply);
      return signOut(call, sessionToken);
    }),
    own,
  );
  registerRoute(
    app,
    changePasswordRoute,
    withExchange(changePasswordRoute, (call, { body }, { sessionToken }) => changePassword(call, body, sessionToken)),
    limited,
  );
};
