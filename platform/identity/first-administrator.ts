import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { perform, type Services, systemCall } from '#platform/operation/index.ts';
import { loginNameSchema } from './account.ts';
import { checkStrength, generatePassword, hashPassword } from './password.ts';
import * as storage from './storage.ts';

export interface FirstAdministrator {
  readonly loginName: string;
  readonly displayName?: string;
  /** Absent: a random one is made and must be changed at the first sign-in. */
  readonly password?: string;
  /** Makes one although there is an administrator, for example when nobody knows his password any more; the journal says so. */
  readonly force?: boolean;
}

/**
 * Makes the administrator with whom a live deployment begins (`zhijian admin create`). Whoever can run it reaches the database
 * anyway; still it is refused where there is an administrator, so that it is no quiet way in. `password` comes back where one
 * was made here, to be shown once.
 */
export const createFirstAdministrator = async (
  services: Services,
  wanted: FirstAdministrator,
): Promise<Result<{ readonly id: string; readonly loginName: string; readonly password?: string }>> => {
  const parsed = loginNameSchema.safeParse(wanted.loginName);
  if (!parsed.success) return refuse('validation-failed');
  const loginName = parsed.data;
  const weak = wanted.password === undefined ? undefined : checkStrength(wanted.password, loginName);
  if (weak) return weak;
  const generated = wanted.password === undefined ? generatePassword() : undefined;
  const passwordHash = await hashPassword(wanted.password ?? generated ?? '');
  const call = systemCall(services);
  return perform(call, { permission: null }, async ({ tx, journal }) => {
    await storage.lockAdministrators(tx);
    const existing = await storage.countAdministrators(tx, call.today, { evaluation: services.mode === 'evaluation' });
    if (existing > 0 && !wanted.force) return refuse('administrator-exists');
    const id = await storage.insertAccount(tx, {
      loginName,
      displayName: wanted.displayName ?? wanted.loginName,
      passwordHash,
      mustChangePassword: generated !== undefined,
      createdBy: null,
    });
    if (id === undefined)
      return refuse('already-exists', { thing: pair(`账号“${loginName}”`, `The account “${loginName}”`) });
    await storage.insertGrant(tx, id, { role: 'administrator', regionCode: services.province }, null, call.today);
    journal({ act: 'accounts.create-administrator', subject: `account/${id}`, payload: { forced: existing > 0 } });
    return ok({ id, loginName, ...(generated === undefined ? {} : { password: generated }) });
  });
};
