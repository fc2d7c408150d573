import type { CatalogueEntry } from './entry.ts';

/** What was typed or sent can't be used. */
export const inputRefusals = {
  'validation-failed': {
    status: 400,
    zh: '填写的内容有误，请按提示修改后再提交',
    en: 'Some of what was entered is not right; correct it as marked and submit again',
  },
  'invalid-date': {
    status: 400,
    zh: '“{value}”不是有效日期，请按“年-月-日”填写，例如 2015-06-30',
    en: '“{value}” is not a valid date; write year-month-day, for example 2015-06-30',
  },
  'date-in-future': {
    status: 400,
    zh: '日期 {value} 晚于今天（{today}）',
    en: 'The date {value} lies after today ({today})',
  },
  'invalid-days': {
    status: 400,
    zh: '天数“{value}”无效，请填写 0 至 {most} 的整数',
    en: '“{value}” is not a number of days; give a whole number from 0 to {most}',
  },
  'invalid-number': {
    status: 400,
    zh: '“{value}”不是可以计算的数',
    en: '“{value}” is not a number that can be computed with',
  },
  'invalid-interval': {
    status: 400,
    zh: '修约间隔“{value}”无效，应为 1、2、5 乘以 10 的整数次方，例如 0.1、0.5、100',
    en: 'The rounding interval “{value}” is not valid; it must be 1, 2 or 5 times a power of ten, for example 0.1, 0.5 or 100',
  },
  'unreadable-limit': {
    status: 422,
    zh: '标准值“{value}”无法识别，不作判定，请人工核对',
    en: 'The limit “{value}” cannot be read, so nothing is judged; a person must check it',
  },
  'bad-credit-code': {
    status: 422,
    zh: '统一社会信用代码“{value}”有误：{why}',
    en: 'The unified social credit code “{value}” is wrong: {why}',
  },
  'bad-organisation-code': {
    status: 422,
    zh: '组织机构代码“{value}”有误：{why}',
    en: 'The organisation code “{value}” is wrong: {why}',
  },
  'bad-division-code': {
    status: 422,
    zh: '行政区划代码“{value}”有误：{why}',
    en: 'The administrative division code “{value}” is wrong: {why}',
  },
  'malformed-body': {
    status: 400,
    zh: '请求内容格式有误，无法读取',
    en: 'The body of the request is malformed and cannot be read',
  },
  'malformed-address': {
    status: 400,
    zh: '请求的地址有误：中文、空格等字符须先按 UTF-8 作百分号编码，例如“燃气灶”写作 %E7%87%83%E6%B0%94%E7%81%B6；用 curl 的，参数以 -G --data-urlencode 传递',
    en: 'The address of the request is not right: Chinese characters, blanks and the like must be percent-encoded as UTF-8, an é as %C3%A9 for example; curl does it for parameters given by -G --data-urlencode',
  },
  'malformed-request': {
    status: 400,
    zh: '请求不符合 HTTP 格式，无法读取，请检查请求行和请求头',
    en: 'The request is not HTTP as it should be and cannot be read; check its first line and its headers',
  },
  'request-too-slow': {
    status: 408,
    zh: '请求未在规定时间内发送完毕，请检查网络后重试',
    en: 'The request was not sent to its end in time; check the network and try again',
  },
  'headers-too-long': {
    status: 431,
    zh: '请求的地址和请求头合计过长，上限为 {limit}；请缩短地址或减少请求头',
    en: 'The address and headers of the request are too long together; the limit is {limit}. Shorten the address or send fewer headers',
  },
  'body-too-large': {
    status: 413,
    zh: '请求内容过大，上限为 {limit}',
    en: 'The body of the request is too large; the limit is {limit}',
  },
  'media-type-unknown': {
    status: 415,
    zh: '不接受这种格式的内容，应为 {expected}',
    en: 'This format is not accepted; {expected} is expected',
  },
  'method-not-allowed': {
    status: 405,
    zh: '该地址不支持 {method}，可用：{allowed}',
    en: 'This address does not answer {method}; it answers {allowed}',
  },
} as const satisfies Record<string, CatalogueEntry>;
