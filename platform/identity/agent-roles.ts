import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Act } from '#platform/operation/index.ts';
import { foldLoginName, loginNameSchema, type NewGrant } from './account.ts';
import { generatePassword, hashPassword } from './password.ts';
import { kindOfPlace } from './roles.ts';
import * as storage from './storage.ts';

/** A first password with its digest, made before the transaction because digesting takes a while. */
export interface PreparedAccount {
  readonly password: string;
  readonly passwordHash: string;
}
export const prepareAccount = async (): Promise<PreparedAccount> => {
  const password = generatePassword();
  return { password, passwordHash: await hashPassword(password) };
};

/**
 * Gives an outside agent a role for a party within another room's act, as engine: to the account of that login name, or to a new one.
 * Officials, people of laboratories and the party's own people are refused: nobody sits on both sides. What is over gives way to what is new.
 * @returns the account and the grant; `password` is null where the account was there already
 */
export const giveRole = async (
  act: Act,
  wanted: {
    readonly loginName: string;
    readonly displayName: string;
    readonly prepared: PreparedAccount;
    /** `limitedTo`: the permissions of the role that are given. */
    readonly grant: Pick<NewGrant, 'role' | 'regionCode' | 'validFrom' | 'validTo'> & {
      readonly limitedTo: readonly string[];
    };
  },
): Promise<Result<{ readonly accountId: string; readonly grantId: number; readonly password: string | null }>> => {
  const { grant, prepared } = wanted;
  const parsed = loginNameSchema.safeParse(wanted.loginName);
  if (!parsed.success) return refuse('login-name-unusable', { name: wanted.loginName });
  const { tx, call } = act;
  const existing = await storage.findCredentials(tx, foldLoginName(parsed.data));
  if (existing) {
    if (existing.id === call.actor.accountId) return refuse('own-rights');
    const held = await storage.listGrants(tx, [existing.id]);
    const same = held.filter(({ regionCode, role }) => regionCode === grant.regionCode && role === grant.role);
    const bothSides = held.some(
      (one) =>
        !same.includes(one) && (kindOfPlace(one.regionCode) !== 'enterprise' || one.regionCode === grant.regionCode),
    );
    if (existing.state !== 'active' || bothSides) return refuse('agent-on-both-sides', { name: existing.loginName });
    if (same.some(({ validTo }) => validTo === null || validTo >= call.today))
      return refuse('mandate-stands', { name: existing.loginName });
    for (const { id } of same) await storage.endGrant(tx, id, call.actor.accountId, call.services.now());
  }
  const alike = existing ? undefined : await storage.findAlike(tx, parsed.data);
  if (alike !== undefined) return refuse('login-name-alike', { name: parsed.data, other: alike });
  const made = existing
    ? undefined
    : await storage.insertAccount(tx, {
        loginName: parsed.data,
        displayName: wanted.displayName,
        passwordHash: prepared.passwordHash,
        mustChangePassword: true,
        createdBy: call.actor.accountId,
      });
  const accountId = existing?.id ?? made;
  if (accountId === undefined) return refuse('conflict');
  const grantId = await storage.insertGrant(tx, accountId, grant, call.actor.accountId, call.today);
  if (grantId === undefined) return refuse('already-exists', { thing: pair('该代理授权', 'This role of an agent') });
  return ok({ accountId, grantId, password: existing ? null : prepared.password });
};

/** Takes a role away within another room's act, as engine. */
export const endRole = (act: Act, grantId: number): Promise<void> =>
  storage.endGrant(act.tx, grantId, act.call.actor.accountId, act.call.services.now());
