import type { RouteInput } from '#foundation/contract.ts';
import { ok, refuse, refuseFields, type Refused, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Act, type Call, observe, perform } from '#platform/operation/index.ts';
import { type Account, accountTransitions, loginNameSchema, type NewGrant } from './account.ts';
import type * as contract from './contract.ts';
import type { Nothing } from './contract.ts';
import { printGrant } from './print-grant.ts';
import { generatePassword, hashPassword } from './password.ts';
import { endSessionsOf } from './session-storage.ts';
import { kindOfPlace } from './roles.ts';
import * as storage from './storage.ts';

const manage = { permission: 'accounts.manage' } as const;
const theAccount = pair('账号', 'The account');
const theGrant = pair('授权', 'The grant');

/** Accounts that the actor manages, with their grants. */
export const listManagedAccounts = (call: Call): Promise<Result<{ readonly accounts: Account[] }>> =>
  observe(call, manage, async ({ tx }) => {
    const accounts = await storage.listAccounts(tx);
    const rows = await storage.listGrants(
      tx,
      accounts.map((account) => account.id),
    );
    const parties = new Set(
      rows.map(({ regionCode }) => regionCode).filter((place) => kindOfPlace(place) !== 'division'),
    );
    const names = await storage.namesOfParties(tx, [...parties]);
    const grants = Map.groupBy(rows, (grant) => grant.accountId);
    return ok({
      accounts: accounts.map((account) => ({
        ...account,
        grants: (grants.get(account.id) ?? []).map((grant) => ({
          ...printGrant(grant),
          partyName: names.get(grant.regionCode) ?? null,
        })),
      })),
    });
  });

/** Accounts of a laboratory, an enterprise or a certification body are managed by whoever manages a whole province, or by the party itself. */
const authoriseParty = async (act: Act, party: string): Promise<Refused | undefined> => {
  const refused = await act.authorise(null);
  return refused && act.authorise(party);
};

/** Authorises the actor for every region in which roles are given or held. */
const authoriseAll = async (
  act: Act,
  grants: readonly { readonly regionCode: string }[],
): Promise<Refused | undefined> => {
  for (const region of new Set(grants.map((grant) => grant.regionCode))) {
    const refused = await (region.includes('/') ? authoriseParty(act, region) : act.authorise(region));
    if (refused) return refused;
  }
  return undefined;
};

/**
 * Gives roles, for whose places the actor has been authorised. Nobody sits on both sides: an official is no firm's or laboratory's person. Who is to read an
 * authority's messages is said by whoever manages accounts where it sits.
 */
const giveGrants = async (
  act: Act,
  accountId: string,
  grants: readonly NewGrant[],
): Promise<Result<readonly number[]>> => {
  const held = await storage.listGrants(act.tx, [accountId]);
  const sides = new Set([...held, ...grants].map(({ regionCode }) => kindOfPlace(regionCode)));
  if (sides.size > 1) return refuse('account-on-both-sides');
  const [unknown] = await storage.unknownPlaces(
    act.tx,
    grants.map(({ regionCode }) => regionCode),
  );
  if (unknown !== undefined) return refuse('no-such-place', { place: unknown });
  const ids: number[] = [];
  for (const grant of grants) {
    const from = grant.validFrom ?? act.call.today;
    if (grant.validTo && grant.validTo < from)
      return refuseFields({ validTo: pair('截止日期早于起始日期', 'The last day lies before the first one') });
    if (grant.authorityId) {
      const place = await storage.placeOfAuthority(act.tx, grant.authorityId);
      if (place === undefined || kindOfPlace(grant.regionCode) !== 'division')
        return refuseFields({ authorityId: pair('没有这个机关', 'There is no such authority') });
      const abroad = await act.authorise(place);
      if (abroad) return abroad;
    }
    const id = await storage.insertGrant(act.tx, accountId, grant, act.call.actor.accountId, act.call.today);
    if (id === undefined) return refuse('already-exists', { thing: theGrant });
    ids.push(id);
  }
  return ok(ids);
};

/** Of whose officials the journal's entry is: a party has none, the province sees it. */
const at = (place: string) => (kindOfPlace(place) === 'division' ? { region: place } : {});

/** Makes an account with roles in regions that the actor manages. The password is random, and must be changed at once. */
export const createAccount = async (
  call: Call,
  body: RouteInput<typeof contract.createAccountRoute>['body'],
): Promise<Result<{ readonly id: string; readonly password: string }>> => {
  const parsed = loginNameSchema.safeParse(body.loginName);
  if (!parsed.success) return refuse('login-name-unusable', { name: body.loginName });
  const loginName = parsed.data;
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  return perform(call, manage, async (act) => {
    const refused = await authoriseAll(act, body.grants);
    if (refused) return refused;
    await act.asEngine();
    const alike = await storage.findAlike(act.tx, loginName);
    if (alike !== undefined) return refuse('login-name-alike', { name: loginName, other: alike });
    const { displayName } = body;
    const createdBy = call.actor.accountId;
    const id = await storage.insertAccount(act.tx, {
      loginName,
      displayName,
      passwordHash,
      mustChangePassword: true,
      createdBy,
    });
    if (id === undefined)
      return refuse('already-exists', { thing: pair(`账号“${loginName}”`, `The account “${loginName}”`) });
    const given = await giveGrants(act, id, body.grants);
    if (!given.ok) return given;
    act.journal({ act: 'accounts.create', subject: `account/${id}`, payload: { grants: body.grants } });
    return ok({ id, password });
  });
};

type Target = NonNullable<Awaited<ReturnType<typeof storage.findAccountForUpdate>>> & {
  readonly grants: storage.GrantRow[];
};

/**
 * Does something to another account: refuses one's own, what lies outside of the actor's region, and what would leave the
 * program without an administrator.
 */
const onAnother = <T>(
  call: Call,
  accountId: string,
  work: (act: Act, target: Target) => Promise<Result<T>>,
): Promise<Result<T>> =>
  perform(call, manage, async (act) => {
    if (accountId === call.actor.accountId) return refuse('own-rights');
    const evaluation = call.services.mode === 'evaluation';
    const grants = await storage.listGrants(act.tx, [accountId]);
    const refused = await authoriseAll(act, grants);
    if (refused) return refused;
    await act.asEngine();
    await storage.lockAdministrators(act.tx);
    const account = await storage.findAccountForUpdate(act.tx, accountId);
    if (!account) return refuse('not-found', { thing: theAccount });
    // Read again as engine: grants outside of the actor's region are invisible to him or her, and count.
    const all = await storage.listGrants(act.tx, [accountId]);
    if (all.length > grants.length) return refuse('outside-your-region');
    const before = await storage.countAdministrators(act.tx, call.today, { evaluation });
    const result = await work(act, { ...account, grants: all });
    if (!result.ok) return result;
    const after = await storage.countAdministrators(act.tx, call.today, { evaluation });
    return before > 0 && after === 0 ? refuse('last-administrator') : result;
  });

/** Disables an account: its sessions and tokens end at once. */
export const disableAccount = (call: Call, accountId: string): Promise<Result<Nothing>> =>
  onAnother(call, accountId, async (act, account) => {
    if (account.state !== 'active')
      return refuse('state-not-allowed', { state: pair('已停用', 'disabled'), act: pair('停用', 'disable it') });
    const now = call.services.now();
    await storage.updateState(act.tx, accountId, accountTransitions.active.disable);
    await endSessionsOf(act.tx, accountId, now, 'disabled');
    await storage.revokeTokens(act.tx, accountId, now);
    act.journal({ act: 'accounts.disable', subject: `account/${accountId}`, payload: {} });
    return ok({});
  });

/** Enables a disabled account; its grants hold again. */
export const enableAccount = (call: Call, accountId: string): Promise<Result<Nothing>> =>
  onAnother(call, accountId, async (act, account) => {
    if (account.state !== 'disabled')
      return refuse('state-not-allowed', { state: pair('正常', 'active'), act: pair('恢复', 'enable it') });
    await storage.updateState(act.tx, accountId, accountTransitions.disabled.enable);
    act.journal({ act: 'accounts.enable', subject: `account/${accountId}`, payload: {} });
    return ok({});
  });

/** Gives an account a new random password, which must be changed at the next sign-in. */
export const resetPassword = async (call: Call, accountId: string): Promise<Result<{ readonly password: string }>> => {
  const password = generatePassword();
  const hash = await hashPassword(password);
  return onAnother(call, accountId, async (act) => {
    const now = call.services.now();
    await storage.updatePassword(act.tx, accountId, hash, true, now);
    await endSessionsOf(act.tx, accountId, now, 'password-changed');
    await storage.revokeTokens(act.tx, accountId, now);
    act.journal({ act: 'accounts.reset-password', subject: `account/${accountId}`, payload: {} });
    return ok({ password });
  });
};

/** Gives an account a role in a region that the actor manages. */
export const addGrant = (call: Call, accountId: string, grant: NewGrant): Promise<Result<{ readonly id: number }>> =>
  onAnother(call, accountId, async (act) => {
    const refused = await authoriseAll(act, [grant]);
    if (refused) return refused;
    const given = await giveGrants(act, accountId, [grant]);
    if (!given.ok) return given;
    act.journal({
      act: 'accounts.grant',
      subject: `account/${accountId}`,
      ...at(grant.regionCode),
      payload: { ...grant },
    });
    return ok({ id: given.value[0] ?? 0 });
  });

/** Takes a role away from an account. */
export const endGrant = (call: Call, accountId: string, grantId: number): Promise<Result<Nothing>> =>
  onAnother(call, accountId, async (act, account) => {
    const grant = account.grants.find((each) => each.id === grantId);
    if (!grant) return refuse('not-found', { thing: theGrant });
    await storage.endGrant(act.tx, grantId, call.actor.accountId, call.services.now());
    const { role, regionCode } = grant;
    act.journal({
      act: 'accounts.end-grant',
      subject: `account/${accountId}`,
      ...at(regionCode),
      payload: { role, regionCode },
    });
    return ok({});
  });
