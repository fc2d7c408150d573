import { pair, type TextPair } from '#foundation/text-pair.ts';

/** Why something could not be sent, as the words under which it is stored. */
export const faultWords = {
  unreachable: pair('对方服务器连接不上', 'the other server cannot be reached'),
  timeout: pair('对方服务器超时未答复', 'the other server did not answer in time'),
  'no-encryption': pair('无法建立加密连接', 'no encrypted connection could be made'),
  'sign-in': pair('邮件服务器不接受登录名或密码', 'the mail server does not accept the name or the password'),
  busy: pair('对方服务器暂时不能受理', 'the other server cannot take it for the moment'),
  address: pair('邮件服务器不接受此邮箱地址', 'the mail server does not accept this address'),
  refused: pair('对方服务器拒绝接收', 'the other server refuses it'),
  failed: pair('对方服务器出错', 'the other server failed'),
  redirect: pair('对方地址转向别处，系统不跟随', 'the address leads elsewhere, which is not followed'),
  private: pair('地址指向内部网络，不允许发送', 'the address lies in a private network, where nothing is sent'),
  closed: pair('对方地址已停用', 'the address was closed'),
  name: pair('找不到对方服务器的域名', 'the name of the other server is not known'),
} as const satisfies Record<string, TextPair>;

export type FaultCode = keyof typeof faultWords;
export const faultCodes = Object.keys(faultWords) as [FaultCode, ...FaultCode[]];

/** What became of an attempt: taken; refused for good; or to be tried again, because of the thing sent or of the whole channel. */
export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused' | 'later' | 'channel-down'; readonly fault: FaultCode; readonly detail: string };

/** One line without control characters, cut to a length. */
export const oneLine = (text: string, most = 300): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, most);
