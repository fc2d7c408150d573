import { pair } from '#foundation/text-pair.ts';
import type { JournalWords } from '#platform/manifest.ts';

/** What the journal says of accounts and sessions. */
export const journalWords: JournalWords = {
  acts: {
    'accounts.create': pair('新建账号', 'Made an account'),
    'accounts.create-administrator': pair('新建系统管理员', 'Made an administrator'),
    'accounts.disable': pair('停用账号', 'Disabled an account'),
    'accounts.enable': pair('恢复账号', 'Enabled an account'),
    'accounts.reset-password': pair('重置密码', 'Reset a password'),
    'accounts.grant': pair('授予岗位', 'Gave a role'),
    'accounts.end-grant': pair('收回岗位', 'Took a role away'),
    'identity.sign-in': pair('登录', 'Signed in'),
    'identity.sign-out': pair('退出登录', 'Signed out'),
    'identity.sign-in-failed': pair('登录失败（密码不符）', 'Failed to sign in (wrong password)'),
    'identity.lock-out': pair('密码多次不符，暂停登录', 'Locked after several wrong passwords'),
    'identity.change-password': pair('修改本人密码', 'Changed the own password'),
    'identity.create-token': pair('新建接口令牌', 'Made an API token'),
    'identity.revoke-token': pair('吊销接口令牌', 'Revoked an API token'),
  },
  subjects: {
    account: { name: pair('账号', 'Account'), link: '/accounts' },
    token: { name: pair('接口令牌', 'API token') },
  },
};
