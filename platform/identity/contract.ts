import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { datasetSchema } from '#foundation/dataset.ts';
import { textPairSchema } from '#foundation/text-pair.ts';
import { accountSchema, grantSchema, newGrantSchema } from './account.ts';

/** What the office needs to know of whoever is signed in. */
export const sessionSchema = z.object({
  accountId: z.uuid(),
  loginName: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  /** Permission → codes of the regions in whose subtrees it holds. */
  regions: z.record(z.string(), z.array(z.string())),
  grants: z.array(grantSchema),
  mustChangePassword: z.boolean(),
  mode: z.enum(['evaluation', 'live']),
  province: z.string(),
  datasets: z.array(datasetSchema),
});

/** The answer of an act that has nothing to tell. */
export type Nothing = Record<string, never>;
const nothing = z.object({});
const accountParams = z.object({ id: z.uuid() });
/** Longer than any password that is accepted; hashing takes as long for every length. */
const secret = z.string().min(1).max(1024);

export const readSignInPage = route({
  method: 'GET',
  path: '/api/v1/sign-in',
  access: 'public',
  summary: {
    zh: '登录页所需信息；演示模式下列出演示账号',
    en: 'What the sign-in page shows; in evaluation mode the evaluation accounts',
  },
  response: z.object({
    mode: z.enum(['evaluation', 'live']),
    leastPasswordLength: z.int(),
    accounts: z.array(
      z.object({ loginName: z.string(), name: z.string(), roles: z.array(textPairSchema), password: z.string() }),
    ),
  }),
});

export const signInRoute = route({
  method: 'POST',
  path: '/api/v1/session',
  access: 'public',
  summary: { zh: '登录', en: 'Sign in' },
  body: z.object({ loginName: z.string().min(1).max(100), password: secret }),
  response: sessionSchema,
});

export const readSession = route({
  method: 'GET',
  path: '/api/v1/session',
  access: 'signed-in',
  summary: { zh: '当前登录人及其角色、权限和地区', en: 'Who is signed in, with roles, permissions and regions' },
  response: sessionSchema,
});

export const signOutRoute = route({
  method: 'DELETE',
  path: '/api/v1/session',
  access: 'public',
  summary: { zh: '退出登录', en: 'Sign out' },
  response: nothing,
});

export const changePasswordRoute = route({
  method: 'POST',
  path: '/api/v1/session/password',
  access: 'signed-in',
  summary: { zh: '修改本人密码；其他登录随即失效', en: 'Change one’s own password; other sessions end' },
  body: z.object({ current: secret, next: secret }),
  response: nothing,
});

const permissionSchema = z.object({ permission: z.string(), name: textPairSchema });

export const listTokensRoute = route({
  method: 'GET',
  path: '/api/v1/tokens',
  access: 'signed-in',
  summary: { zh: '本人的接口令牌', en: 'One’s own API tokens' },
  response: z.object({
    tokens: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        createdAt: z.string(),
        expiresAt: z.string(),
        /** What the token was made for; null: all that its person may do. */
        permissions: z.array(permissionSchema).nullable(),
      }),
    ),
  }),
});

export const createTokenRoute = route({
  method: 'POST',
  path: '/api/v1/tokens',
  access: 'signed-in',
  summary: {
    zh: '新建接口令牌，可限定权限；只显示一次，须本人登录后办理',
    en: 'Make an API token, for some permissions or all; shown once, and made by whoever has signed in alone',
  },
  body: z.object({
    name: z.string().trim().min(1).max(100),
    days: z.int().min(1).max(366).default(90),
    /** What the token is for, at most what its person may do; left out: all of it. */
    permissions: z.array(z.string().max(60)).min(1).max(200).optional(),
  }),
  response: z.object({ id: z.uuid(), token: z.string(), expiresAt: z.string() }),
});

export const revokeTokenRoute = route({
  method: 'DELETE',
  path: '/api/v1/tokens/:id',
  access: 'signed-in',
  summary: { zh: '吊销接口令牌', en: 'Revoke an API token' },
  params: accountParams,
  response: nothing,
});

export const listRolesRoute = route({
  method: 'GET',
  path: '/api/v1/roles',
  access: 'signed-in',
  summary: { zh: '角色及其权限', en: 'Roles and their permissions' },
  response: z.object({
    roles: z.array(
      z.object({
        role: z.string(),
        name: textPairSchema,
        permissions: z.array(permissionSchema),
      }),
    ),
  }),
});

export const listAccountsRoute = route({
  method: 'GET',
  path: '/api/v1/accounts',
  access: 'accounts.manage',
  summary: { zh: '管辖范围内的账号', en: 'Accounts within one’s region' },
  response: z.object({ accounts: z.array(accountSchema) }),
});

export const createAccountRoute = route({
  method: 'POST',
  path: '/api/v1/accounts',
  access: 'accounts.manage',
  summary: {
    zh: '新建账号；初始密码只显示一次，首次登录须修改',
    en: 'Make an account; its first password is shown once and must be changed',
  },
  body: z.object({
    loginName: z.string().trim().min(1).max(100),
    displayName: z.string().trim().min(1).max(60),
    grants: z.array(newGrantSchema).min(1).max(20),
  }),
  response: z.object({ id: z.uuid(), password: z.string() }),
});

export const disableAccountRoute = route({
  method: 'POST',
  path: '/api/v1/accounts/:id/disable',
  access: 'accounts.manage',
  summary: { zh: '停用账号；其登录和令牌随即失效', en: 'Disable an account; its sessions and tokens end' },
  params: accountParams,
  response: nothing,
});

export const enableAccountRoute = route({
  method: 'POST',
  path: '/api/v1/accounts/:id/enable',
  access: 'accounts.manage',
  summary: { zh: '恢复账号', en: 'Enable an account again' },
  params: accountParams,
  response: nothing,
});

export const resetPasswordRoute = route({
  method: 'POST',
  path: '/api/v1/accounts/:id/password',
  access: 'accounts.manage',
  summary: {
    zh: '重置密码；新密码只显示一次，登录后须修改',
    en: 'Reset a password; the new one is shown once and must be changed',
  },
  params: accountParams,
  response: z.object({ password: z.string() }),
});

export const addGrantRoute = route({
  method: 'POST',
  path: '/api/v1/accounts/:id/grants',
  access: 'accounts.manage',
  summary: { zh: '授权：角色及地区', en: 'Give a role in a region' },
  params: accountParams,
  body: newGrantSchema,
  response: z.object({ id: z.int() }),
});

export const endGrantRoute = route({
  method: 'DELETE',
  path: '/api/v1/accounts/:id/grants/:grantId',
  access: 'accounts.manage',
  summary: { zh: '收回授权', en: 'Take a role away' },
  params: z.object({ id: z.uuid(), grantId: z.coerce.number().int().positive() }),
  response: nothing,
});
