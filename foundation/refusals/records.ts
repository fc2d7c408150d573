import type { CatalogueEntry } from './entry.ts';

/** Things and their states. */
export const recordsRefusals = {
  'not-found': {
    status: 404,
    zh: '没有找到{thing}',
    en: '{thing} was not found',
  },
  'no-such-page': {
    status: 404,
    zh: '没有这个页面或接口',
    en: 'There is no such page or interface',
  },
  'work-held-by-another': {
    status: 409,
    zh: '该事项已由他人承办；需要改由您办理的，请管理员或上级在“工作交接”中交接',
    en: 'Somebody else has taken this; an administrator or superior can hand it over under “Hand over work”',
  },
  'nothing-to-hand-over': {
    status: 409,
    zh: '{name}没有承办中的未办事项',
    en: '{name} holds no open work',
  },
  conflict: {
    status: 409,
    zh: '内容已被他人修改，请按最新内容核对后再办理',
    en: 'Someone else has changed this in the meantime; look at it as it is now before you go on',
  },
  'already-exists': {
    status: 409,
    zh: '{thing}已经存在',
    en: '{thing} already exists',
  },
  'state-not-allowed': {
    status: 409,
    zh: '当前状态为“{state}”，不能{act}；请按最新页面上的下一步办理',
    en: 'The state is “{state}”, so it is not possible to {act}; go on with the next step that the page shows as it is now',
  },
  'historical-record': {
    status: 409,
    zh: '这是历史公开数据，不由此起算期限，也不暂停许可证使用',
    en: 'This is historical published data: no deadline and no suspension starts from it',
  },
  'datasets-mixed': {
    status: 409,
    zh: '{first}与{second}不能合在一起统计或办理',
    en: '{first} and {second} must not be mixed in one figure or act',
  },
  'mandate-over': {
    status: 409,
    zh: '委托期限已于{until}届满，请企业重新提交授权委托书',
    en: 'The power of attorney ended on {until}; the enterprise must file a new one',
  },
  'mandate-stands': {
    status: 409,
    zh: '账号“{name}”对该企业的委托尚未到期；请企业先终止原委托，再核对登记新的',
    en: 'A power of attorney of “{name}” for this enterprise is still in force; the enterprise ends it first, then the new one is confirmed',
  },
  'agent-on-both-sides': {
    status: 409,
    zh: '账号“{name}”已停用，或者属于监管人员、检验机构或该企业自己的人员，不能作为代理人；请企业另行指定登录名',
    en: 'The account “{name}” is disabled, or belongs to an official, a laboratory or the enterprise itself, and can’t be an agent; the enterprise must name another',
  },
  'login-name-unusable': {
    status: 422,
    zh: '登录名“{name}”不可用：2 至 64 位，用英文字母和数字，或者汉字和数字，可含 . _ @ -；字母与汉字不混用，不用其他文字',
    en: 'The login name “{name}” can’t be used: 2 to 64 letters a to z and digits, or Chinese characters and digits, also . _ @ -; not both, and no other script',
  },
  'login-name-alike': {
    status: 409,
    zh: '登录名“{name}”与已有账号“{other}”容易看错（0 与 o、1 与 l），请换一个',
    en: 'The login name “{name}” is easily taken for “{other}”, which is there already (0 and o, 1 and l); choose another',
  },
  'no-such-place': {
    status: 422,
    zh: '登记中没有“{place}”，不能在此授权；请从列表中选择行政区划、企业、检验机构或认证机构',
    en: 'The registers know no “{place}”, so no role is given there; choose a division, enterprise, laboratory or certification body from the list',
  },
} as const satisfies Record<string, CatalogueEntry>;
