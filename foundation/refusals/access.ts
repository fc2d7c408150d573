import type { CatalogueEntry } from './entry.ts';

/** Who may do what. */
export const accessRefusals = {
  'not-signed-in': {
    status: 401,
    zh: '请先登录',
    en: 'Please sign in first',
  },
  'session-expired': {
    status: 401,
    zh: '登录已过期，请重新登录；未提交的草稿仍在本机',
    en: 'Your session has ended; please sign in again. Unsent drafts are still on this device',
  },
  'token-not-valid': {
    status: 401,
    zh: '接口令牌无效：令牌有误、已吊销或已到期。请核对 Authorization: Bearer 之后的内容，或者由本人登录后在右上角姓名—接口令牌中新建',
    en: 'The API token is not valid: it is wrong, was revoked or is over. Check what follows “Authorization: Bearer”, or sign in and make a new one under your name, API tokens',
  },
  'wrong-credentials': {
    status: 401,
    zh: '账号或密码不正确',
    en: 'The account or the password is not correct',
  },
  'locked-out': {
    status: 429,
    zh: '连续输错密码次数过多，账号已暂时锁定，请在 {minutes} 分钟后再试',
    en: 'Too many wrong passwords; the account is locked for now, try again in {minutes} minutes',
  },
  'too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请稍后再试',
    en: 'Too many requests; please try again in a moment',
  },
  forbidden: {
    status: 403,
    zh: '您没有办理此事的权限',
    en: 'You do not have the permission for this',
  },
  'token-narrowed': {
    status: 403,
    zh: '该接口令牌的权限范围不含此事；确需办理的，请本人登录后在“接口令牌”页面另建令牌',
    en: 'This API token was not made for this; if it is needed, sign in and make another one on the page API tokens',
  },
  'signed-in-only': {
    status: 403,
    zh: '接口令牌不能办理账号本身的事（令牌、密码、通知邮箱），请本人登录后办理',
    en: 'A token does not look after the account itself (tokens, password, mail address); sign in to do this',
  },
  'outside-your-region': {
    status: 403,
    zh: '该事项不在您的管辖地区内，由所在地的主管机关办理；所在地未确定的，由省级机关办理',
    en: 'This lies outside the region you are responsible for; the authority of its place deals with it, that of the province where the place is not known',
  },
  'four-eyes-same-person': {
    status: 403,
    zh: '提交人与审批人不能是同一人，请由另一位有权限的人员办理',
    en: 'The person who submits and the person who approves must differ; another authorised person must do this',
  },
  'evaluation-mode-only': {
    status: 403,
    zh: '仅演示模式可用',
    en: 'This is available in evaluation mode only',
  },
  'weak-password': {
    status: 422,
    zh: '密码不符合要求：至少 {length} 个字符，且不能是常见密码',
    en: 'The password does not qualify: at least {length} characters, and not a common one',
  },
  'password-change-required': {
    status: 403,
    zh: '请先修改初始密码，再办理其他事项',
    en: 'Please change your first password before anything else',
  },
  'foreign-origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝；请从本系统页面重新操作',
    en: 'The request came from another site and was refused; please act from the pages of this system',
  },
  'account-on-both-sides': {
    status: 409,
    zh: '监管人员、检验机构人员和企业人员不能是同一账号，请另建账号',
    en: 'Officials, people of laboratories and people of firms have accounts of their own; make another account',
  },
  'own-rights': {
    status: 403,
    zh: '不能给自己授权，也不能停用或收回自己的权限，请由另一位管理员办理',
    en: 'Nobody gives rights to himself, disables himself or takes away his own rights; another administrator must do this',
  },
  'last-administrator': {
    status: 409,
    zh: '这是最后一位系统管理员，不能停用或收回其权限',
    en: 'This is the last administrator, who can neither be disabled nor lose the role',
  },
  'administrator-exists': {
    status: 409,
    zh: '已有系统管理员，请由其在“管理—账号”中新建账号',
    en: 'There is an administrator already, who can make accounts under Administration, Accounts',
  },
} as const satisfies Record<string, CatalogueEntry>;
