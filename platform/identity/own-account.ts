import { pair, type TextPair } from '#foundation/text-pair.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import type { RouteInput, RouteOutput } from '#foundation/contract.ts';
import { type Call, holds, observe, perform, requireSignedIn } from '#platform/operation/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type * as contract from './contract.ts';
import type { Nothing } from './contract.ts';
import { printGrant } from './print-grant.ts';
import { bearerPrefix, digestOf, newToken } from './opaque-token.ts';
import { checkStrength, hashPassword, verifyPassword } from './password.ts';
import { endSessionsOf } from './session-storage.ts';
import * as storage from './storage.ts';

/** What a permission is called, as its room declares it. */
const nameIn =
  ({ services }: Call) =>
  (permission: string): TextPair =>
    services.composition.permissions[permission] ?? pair(permission, permission);

/** Who is signed in, with roles, permissions and regions. */
export const describeSession = (call: Call): Promise<Result<RouteOutput<typeof contract.readSession>>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const { actor, services, today } = call;
    const account = actor.accountId === null ? undefined : await storage.findAccount(tx, actor.accountId);
    if (!account) return refuse('not-signed-in');
    const grants = (await storage.listGrants(tx, [account.id])).filter(
      (grant) => grant.validFrom <= today && (grant.validTo === null || today <= grant.validTo),
    );
    return ok({
      accountId: account.id,
      loginName: account.loginName,
      name: account.displayName,
      roles: [...new Set(grants.map((grant) => grant.role))],
      permissions: [...actor.permissions.keys()].toSorted(),
      regions: Object.fromEntries([...actor.permissions].map(([permission, codes]) => [permission, [...codes]])),
      grants: grants.map(printGrant),
      mustChangePassword: account.mustChangePassword,
      mode: services.mode,
      province: services.province,
      datasets:
        services.mode === 'evaluation'
          ? (['demo', 'historical'] as const).slice()
          : (['live', 'historical'] as const).slice(),
    });
  });

/** Changes the password of whoever is signed in; all other sessions of the account end, its tokens too. */
export const changePassword = async (
  call: Call,
  body: RouteInput<typeof contract.changePasswordRoute>['body'],
  currentToken?: string,
): Promise<Result<Nothing>> => {
  const { actor, services } = call;
  const accountId = actor.accountId;
  if (accountId === null) return refuse('not-signed-in');
  const byToken = requireSignedIn(actor);
  if (byToken) return byToken;
  const account = await withTransaction(services.database, 'system', (tx) =>
    storage.findAccountForUpdate(tx, accountId),
  );
  if (!account) return refuse('not-signed-in');
  if (!(await verifyPassword(account.passwordHash, body.current)))
    return refuseFields({ current: pair('当前密码不正确', 'The current password is not correct') });
  if (body.next === body.current)
    return refuseFields({
      next: pair('新密码不能与当前密码相同', 'The new password must differ from the current one'),
    });
  const weak = checkStrength(body.next, account.loginName);
  if (weak) return refuseFields({ next: weak.refusal.text });
  const hash = await hashPassword(body.next);
  return perform(call, { permission: null }, async (act) => {
    await act.asEngine();
    const now = services.now();
    const latest = await storage.findAccountForUpdate(act.tx, accountId);
    if (latest?.passwordHash !== account.passwordHash) return refuse('conflict');
    await storage.updatePassword(act.tx, accountId, hash, false, now);
    await endSessionsOf(
      act.tx,
      accountId,
      now,
      'password-changed',
      currentToken === undefined ? undefined : digestOf(currentToken),
    );
    await storage.revokeTokens(act.tx, accountId, now);
    act.journal({ act: 'identity.change-password', subject: `account/${accountId}`, payload: {} });
    return ok({});
  });
};

const dayMs = 86_400_000;

/** One's own tokens, with what each was made for. */
export const listOwnTokens = (call: Call): Promise<Result<RouteOutput<typeof contract.listTokensRoute>>> =>
  observe(call, { permission: null }, async ({ tx }) => {
    const tokens = await storage.listTokens(tx);
    const nameOf = nameIn(call);
    return ok({
      tokens: tokens.map(({ permissions, ...token }) => ({
        ...token,
        permissions: permissions?.map((permission) => ({ permission, name: nameOf(permission) })) ?? null,
      })),
    });
  });

/**
 * Makes a bearer token for whoever is signed in: for all that he may do, or for some of it. A token makes no other, or one that was
 * found would never end.
 */
export const createToken = (
  call: Call,
  body: RouteInput<typeof contract.createTokenRoute>['body'],
): Promise<Result<RouteOutput<typeof contract.createTokenRoute>>> =>
  perform(call, { permission: null }, async (act) => {
    const accountId = call.actor.accountId;
    if (accountId === null) return refuse('not-signed-in');
    const byToken = requireSignedIn(call.actor);
    if (byToken) return byToken;
    const permissions = body.permissions ? [...new Set(body.permissions)].toSorted() : null;
    const unheld = (permissions ?? []).filter((permission) => !holds(call.actor, permission));
    if (unheld.length > 0)
      return refuseFields({
        permissions: pair(
          `令牌的权限不能超出本人的权限：${unheld.join('、')}`,
          `A token holds nothing that its person does not: ${unheld.join(', ')}`,
        ),
      });
    await act.asEngine();
    const at = call.services.now();
    const expiresAt = new Date(at.getTime() + body.days * dayMs);
    const token = newToken(bearerPrefix);
    const id = await storage.insertToken(act.tx, {
      accountId,
      tokenHash: digestOf(token),
      name: body.name,
      at,
      expiresAt,
      permissions,
    });
    act.journal({
      act: 'identity.create-token',
      subject: `token/${id}`,
      payload: { name: body.name, expiresAt: expiresAt.toISOString(), ...(permissions ? { permissions } : {}) },
    });
    return ok({ id, token, expiresAt: expiresAt.toISOString() });
  });

/** Revokes one of one's own tokens. */
export const revokeToken = (call: Call, id: string): Promise<Result<Nothing>> =>
  perform(call, { permission: null }, async (act) => {
    const accountId = call.actor.accountId;
    if (accountId === null) return refuse('not-signed-in');
    const byToken = requireSignedIn(call.actor);
    if (byToken) return byToken;
    await act.asEngine();
    if ((await storage.revokeTokens(act.tx, accountId, call.services.now(), id)) === 0)
      return refuse('not-found', { thing: pair('令牌', 'The token') });
    act.journal({ act: 'identity.revoke-token', subject: `token/${id}`, payload: {} });
    return ok({});
  });
