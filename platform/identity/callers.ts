import type { LocalDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Actor, inBatches, type Services } from '#platform/operation/index.ts';
import { bearerPrefix, digestOf } from './opaque-token.ts';
import { isAlive } from './session-lifetime.ts';
import { type Bearer, findSession, findTokenHolder, touchSession } from './session-storage.ts';

/** Somebody who is not signed in. */
export const anonymous = (language: Actor['language']): Actor => ({
  accountId: null,
  kind: 'anonymous',
  name: '公众 public',
  language,
  permissions: new Map(),
});

/** The actor that a session or a token stands for; until a first password is changed it may do nothing. */
export const actorOf = (bearer: Bearer, language: Actor['language']): Actor => {
  const { only } = bearer;
  const held = Object.entries(bearer.mustChangePassword ? {} : bearer.permissions);
  return {
    accountId: bearer.accountId,
    kind: 'account',
    name: bearer.displayName,
    language,
    permissions: new Map(only ? held.filter(([permission]) => only.includes(permission)) : held),
    ...(only === undefined ? {} : { token: { only } }),
  };
};

/** Whom a credential stands for; `expired` where it did once. */
export type Found = { readonly actor: Actor; readonly mustChangePassword: boolean } | 'expired';

const minute = 60_000;

const found = (services: Services, bearer: Bearer | undefined, language: Actor['language']): Found =>
  bearer === undefined || (bearer.evaluation && services.mode !== 'evaluation')
    ? 'expired'
    : { actor: actorOf(bearer, language), mustChangePassword: bearer.mustChangePassword };

/** Whom the token of a cookie stands for. Its last request is noted to the minute. */
export const findCallerBySession = async (
  services: Services,
  token: string,
  today: LocalDate,
  language: Actor['language'],
): Promise<Found> => {
  const hash = digestOf(token);
  const now = services.now();
  const bearer = await withTransaction(services.database, 'system', (tx) => findSession(tx, hash, today), {
    readOnly: true,
  });
  if (!bearer) return 'expired';
  const lastSeenAt = new Date(bearer.lastSeenAt);
  if (!isAlive({ createdAt: new Date(bearer.createdAt), lastSeenAt }, now)) return 'expired';
  if (now.getTime() - lastSeenAt.getTime() >= minute)
    await withTransaction(services.database, 'system', (tx) => touchSession(tx, hash, now));
  return found(services, bearer, language);
};

type LookUp = (key: string, today: LocalDate) => Promise<Bearer | undefined>;

/** One look-up of a token for all who come with it while the one before is under way; none is answered by a look-up that began before it came. */
const lookUpTokens = (services: Services): LookUp =>
  inBatches(async (hash, days) => {
    const now = services.now();
    const each = [...new Set(days)];
    const bearers = await withTransaction(
      services.database,
      'system',
      (tx) => Promise.all(each.map((today) => findTokenHolder(tx, Buffer.from(hash, 'hex'), today, now))),
      { readOnly: true, atOnce: true },
    );
    return days.map((today) => bearers[each.indexOf(today)]);
  });
const lookUps = new WeakMap<Services, LookUp>();
const lookUpOf = (services: Services): LookUp => {
  const lookUp = lookUps.get(services) ?? lookUpTokens(services);
  lookUps.set(services, lookUp);
  return lookUp;
};

/** Whom a bearer token stands for. */
export const findCallerByToken = async (
  services: Services,
  token: string,
  today: LocalDate,
  language: Actor['language'],
): Promise<Found> => {
  if (!token.startsWith(bearerPrefix)) return 'expired';
  return found(services, await lookUpOf(services)(digestOf(token).toString('hex'), today), language);
};
