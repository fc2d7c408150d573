import type { LocalDate } from '#foundation/local-date.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { RouteOutput } from '#foundation/contract.ts';
import type { Call } from '#platform/operation/index.ts';
import type { readSignInPage } from './contract.ts';
import { hashPassword, leastPasswordLength } from './password.ts';
import { printGrant } from './print-grant.ts';
import { type Role, roleNames, roles } from './roles.ts';
import * as storage from './storage.ts';

/** Password of every evaluation account. It stands on the sign-in page, and opens nothing outside of evaluation mode. */
export const evaluationPassword = 'Yanshi-2000-18';

export interface EvaluationAccount {
  readonly loginName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly regionCode: string;
  /** The authority on whose behalf, where the place alone does not say it. */
  readonly authorityId?: number | undefined;
}

/** Where the evaluation accounts sit: codes of divisions, and one party of each kind (`laboratory/17`). */
export interface EvaluationSeats {
  readonly province: string;
  readonly city: string;
  readonly county: string;
  readonly laboratory: string;
  readonly enterprise: string;
  readonly certifier: string;
}

/** The authorities of those who sit in another department than the quality authority, by number in the register. */
export interface EvaluationAuthorities {
  readonly commerce?: number | undefined;
  readonly economy?: number | undefined;
  readonly government?: number | undefined;
}

const seats: Readonly<
  Record<
    Role,
    {
      readonly person: string;
      readonly seat: keyof EvaluationSeats;
      readonly authority?: keyof EvaluationAuthorities;
    }
  >
> = {
  administrator: { person: '管理员', seat: 'province' },
  'provincial-officer': { person: '陈承办', seat: 'province' },
  'provincial-approver': { person: '林签发', seat: 'province' },
  'city-officer': { person: '黄市办', seat: 'city' },
  'city-approver': { person: '谢市签', seat: 'city' },
  'county-officer': { person: '李县办', seat: 'county' },
  inspector: { person: '罗抽样', seat: 'city' },
  'press-editor': { person: '何编辑', seat: 'province' },
  'press-approver': { person: '郑审发', seat: 'province' },
  auditor: { person: '梁监察', seat: 'province' },
  reader: { person: '吴统计', seat: 'province' },
  partner: { person: '赵协作', seat: 'province', authority: 'economy' },
  'commerce-officer': { person: '孙登记', seat: 'city', authority: 'commerce' },
  government: { person: '冯政办', seat: 'city', authority: 'government' },
  'laboratory-clerk': { person: '朱收样', seat: 'laboratory' },
  'laboratory-tester': { person: '秦主检', seat: 'laboratory' },
  'laboratory-reviewer': { person: '尤审核', seat: 'laboratory' },
  'laboratory-approver': { person: '许批准', seat: 'laboratory' },
  'certifier-officer': { person: '蔡认证', seat: 'certifier' },
  'enterprise-member': { person: '张厂长', seat: 'enterprise' },
  'enterprise-agent': { person: '方代理', seat: 'enterprise' },
};

/** One account a role: made-up people, for example 黄市办（市局承办人）. Login names are the names of the roles. */
export const evaluationAccountsOf = (
  codes: EvaluationSeats,
  authorities: EvaluationAuthorities = {},
): readonly EvaluationAccount[] =>
  roleNames.map((role) => {
    const { person, seat, authority } = seats[role];
    return {
      loginName: role,
      displayName: `${person}（${roles[role].name.zh}）`,
      role,
      regionCode: codes[seat],
      authorityId: authority === undefined ? undefined : authorities[authority],
    };
  });

/** Makes the accounts of the evaluation province, as engine; those that exist are left as they are. */
export const createEvaluationAccounts = async (
  tx: Tx,
  accounts: readonly EvaluationAccount[],
  today: LocalDate,
): Promise<void> => {
  const passwordHash = await hashPassword(evaluationPassword);
  for (const { loginName, displayName, role, regionCode, authorityId } of accounts) {
    const account = {
      loginName,
      displayName,
      passwordHash,
      mustChangePassword: false,
      evaluation: true,
      createdBy: null,
    };
    const id = await storage.insertAccount(tx, account);
    if (id !== undefined)
      await storage.insertGrant(tx, id, { role, regionCode, authorityId: authorityId ?? null }, null, today);
  }
};

/** What the sign-in page shows; accounts and their password in evaluation mode only. */
export const describeSignInPage = async ({ services }: Call): Promise<Result<RouteOutput<typeof readSignInPage>>> => {
  const { mode, database } = services;
  if (mode !== 'evaluation') return ok({ mode, leastPasswordLength, accounts: [] });
  const [accounts, grants] = await withTransaction(
    database,
    'system',
    async (tx) => {
      const listed = await storage.listEvaluationAccounts(tx);
      return [
        listed,
        await storage.listGrants(
          tx,
          listed.map((account) => account.id),
        ),
      ] as const;
    },
    { readOnly: true },
  );
  const held = Map.groupBy(grants, (grant) => grant.accountId);
  return ok({
    mode,
    leastPasswordLength,
    accounts: accounts.map(({ id, loginName, displayName }) => ({
      loginName,
      name: displayName,
      roles: (held.get(id) ?? []).map((grant) => printGrant(grant).roleName),
      password: evaluationPassword,
    })),
  });
};
