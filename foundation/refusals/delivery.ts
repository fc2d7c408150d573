import type { CatalogueEntry } from './entry.ts';

/** Messages, mails and webhooks. */
export const deliveryRefusals = {
  'already-received': {
    status: 409,
    zh: '已于 {at} 签收，无需再次签收',
    en: 'The receipt was given on {at}; it is given once',
  },
  'already-answered': {
    status: 409,
    zh: '已于 {at} 反馈，不能更改；如需补充，请另行来函',
    en: 'The answer was given on {at} and stays; to add to it, write a letter',
  },
  'already-settled': {
    status: 409,
    zh: '对方已办结，无需催办',
    en: 'The recipient has done what was asked; there is nothing to remind of',
  },
  'chased-today': {
    status: 409,
    zh: '今天已经催办过，请明天再催',
    en: 'The recipient was reminded today already; try tomorrow',
  },
  'asks-for-nothing': {
    status: 409,
    zh: '这条通知没有要求签收或反馈，无需催办',
    en: 'This message asks for nothing, so there is nothing to remind of',
  },
  'not-my-inbox': {
    status: 403,
    zh: '这条通知不是发给本单位的，只有收件单位可以签收或反馈',
    en: 'This message went to another; only its recipient can receive or answer it',
  },
  'mail-not-configured': {
    status: 409,
    zh: '本系统没有设置邮件服务器，不能发送验证码；请联系系统管理员',
    en: 'No mail server is set up here, so no code can be mailed; ask the administrator',
  },
  'code-wrong': {
    status: 422,
    zh: '验证码不正确，请核对邮件后重新填写',
    en: 'The code is not right; look at the mail and try again',
  },
  'code-expired': {
    status: 409,
    zh: '验证码已失效，请重新获取',
    en: 'The code has expired; ask for a new one',
  },
  'too-many-codes': {
    status: 429,
    zh: '一小时内获取验证码次数过多，请稍后再试',
    en: 'Too many codes within an hour; try again later',
  },
  'endpoint-not-allowed': {
    status: 422,
    zh: '推送地址须为 https 地址，不含账号和密码，且不在内部网络；如需推送到内部网络，请在部署设置中允许',
    en: 'The address must be https, without a name and password, and not in a private network; a deployment can allow its own network',
  },
  'nothing-to-notify': {
    status: 409,
    zh: '该次抽查已终局的结果都已通报；新的结果终局后再通报',
    en: 'All final results of this check were notified; notify again when more are final',
  },
  'notified-by-higher-checks': {
    status: 409,
    zh: '只有省级以上监督抽查的结果通报有关部门和地方政府（粤府办〔2000〕18号第四部分）',
    en: 'Only results of checks at provincial level or above are notified to departments and governments (Yuefuban [2000] No. 18, Part 4)',
  },
  'nothing-to-send-again': {
    status: 409,
    zh: '只有未能送达的可以重新投递；此件正在投递或已送达，或同一收件人另有邮件正在投递',
    en: 'Only what was given up can be sent again; this is on its way or has arrived, or another mail to the same person is on its way',
  },
} as const satisfies Record<string, CatalogueEntry>;
