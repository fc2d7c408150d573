import { ok } from '#foundation/refusal.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { withTransaction } from '#platform/database/index.ts';
import * as contract from './contract.ts';
import { describeSignInPage } from './evaluation-accounts.ts';
import { journalWords } from './journal-words.ts';
import * as operations from './operations.ts';
import { createToken, describeSession, listOwnTokens, revokeToken } from './own-account.ts';
import { roles } from './roles.ts';
import { clearOld } from './session-storage.ts';

export { endRole, giveRole, prepareAccount } from './agent-roles.ts';
export { anonymous, findCallerBySession, findCallerByToken, type Found } from './callers.ts';
export { createFirstAdministrator, type FirstAdministrator } from './first-administrator.ts';
export {
  createEvaluationAccounts,
  describeSignInPage,
  evaluationAccountsOf,
  evaluationPassword,
  type EvaluationAccount,
  type EvaluationAuthorities,
} from './evaluation-accounts.ts';
export { changePassword, describeSession } from './own-account.ts';
export { followParty } from './party-grants.ts';
export type { Role } from './roles.ts';
export { signIn, signOut } from './sign-in.ts';
export { syncRoles } from './sync-roles.ts';

/** The permissions of a role with their names, as the rooms declare them. */
const listRoles = (permissions: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) =>
  Object.entries(roles).map(([role, { name, permissions: given }]) => ({
    role,
    name,
    permissions: given.map((permission: string) => ({
      permission,
      name: permissions[permission] ?? { zh: permission, en: permission },
    })),
  }));

/** Signing in and out and changing the password touch the cookie: platform/http binds those three itself. */
export const manifest: Manifest = {
  name: 'identity',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'accounts.manage': { zh: '管理账号与授权', en: 'Manage accounts and grants' } },
  journal: journalWords,
  routes: [
    bind(contract.readSignInPage, describeSignInPage),
    bind(contract.readSession, describeSession),
    bind(contract.listTokensRoute, listOwnTokens),
    bind(contract.createTokenRoute, (call, { body }) => createToken(call, body)),
    bind(contract.revokeTokenRoute, (call, { params }) => revokeToken(call, params.id)),
    bind(contract.listRolesRoute, async ({ services }) => ok({ roles: listRoles(services.composition.permissions) })),
    bind(contract.listAccountsRoute, operations.listManagedAccounts),
    bind(contract.createAccountRoute, (call, { body }) => operations.createAccount(call, body)),
    bind(contract.disableAccountRoute, (call, { params }) => operations.disableAccount(call, params.id)),
    bind(contract.enableAccountRoute, (call, { params }) => operations.enableAccount(call, params.id)),
    bind(contract.resetPasswordRoute, (call, { params }) => operations.resetPassword(call, params.id)),
    bind(contract.addGrantRoute, (call, { params, body }) => operations.addGrant(call, params.id, body)),
    bind(contract.endGrantRoute, (call, { params }) => operations.endGrant(call, params.id, params.grantId)),
  ],
  jobs: [
    {
      name: 'identity.clear-old',
      schedule: '20 3 * * *',
      run: async (call) => withTransaction(call.services.database, 'system', (tx) => clearOld(tx, call.services.now())),
    },
  ],
};
