import { type Refusal, statusOf } from '#foundation/refusal.ts';
import { type Language, pair, type TextPair } from '#foundation/text-pair.ts';

/** RFC 9457 problem details, with the members of ours. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly citation?: string;
  readonly traceId: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export const problemMediaType = 'application/problem+json; charset=utf-8';

const titles: Readonly<Record<number, TextPair>> = {
  400: pair('请求内容有误', 'The request is not right'),
  401: pair('需要登录', 'Sign-in needed'),
  403: pair('没有权限', 'Not permitted'),
  404: pair('没有找到', 'Not found'),
  405: pair('不支持的操作', 'Method not allowed'),
  408: pair('请求超时', 'The request took too long'),
  409: pair('与当前状态冲突', 'In conflict with the present state'),
  413: pair('内容过大', 'Too large'),
  415: pair('格式不接受', 'Format not accepted'),
  422: pair('内容无法办理', 'This cannot be acted on'),
  429: pair('请求过多', 'Too many requests'),
  431: pair('请求头过长', 'Headers too long'),
  500: pair('系统错误', 'Internal error'),
  503: pair('暂时不可用', 'Not available at the moment'),
  507: pair('空间不足', 'Out of space'),
};

/** What a status means, in a few words. */
export const titleOf = (status: number): TextPair => titles[status] ?? pair('不能办理', 'Refused');

/** A refusal as the answer to a request; `traceId` is the id of the request, for people to quote. */
export const problemOf = (refusal: Refusal, language: Language, traceId: string): Problem => {
  const status = statusOf(refusal.code);
  const { citation, fields } = refusal;
  return {
    type: `/api#${refusal.code}`,
    title: titleOf(status)[language],
    status,
    detail: refusal.text[language],
    code: refusal.code,
    ...(citation === undefined ? {} : { citation: citation.text[language] }),
    traceId,
    ...(fields === undefined
      ? {}
      : { fields: Object.fromEntries(Object.entries(fields).map(([field, words]) => [field, words[language]])) }),
  };
};
