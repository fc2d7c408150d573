import type { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';

type Issue = z.core.$ZodIssue;

const formats: Readonly<Record<string, TextPair>> = {
  uuid: pair('编号格式不正确', 'This is not a valid number of a thing'),
  date: pair('请按“年-月-日”填写，例如 2015-06-30', 'Write the date as year-month-day, for example 2015-06-30'),
  datetime: pair('不是有效的时间', 'This is not a valid time'),
  email: pair('不是有效的电子邮箱地址', 'This is not a valid e-mail address'),
  url: pair('不是有效的网址', 'This is not a valid address'),
};

const types: Readonly<Record<string, TextPair>> = {
  string: pair('请填写文字', 'Enter text'),
  number: pair('请填写数字', 'Enter a number'),
  int: pair('请填写整数', 'Enter a whole number'),
  boolean: pair('请选择是或否', 'Choose yes or no'),
  array: pair('请按列表填写', 'Enter a list'),
  object: pair('内容不完整', 'This is incomplete'),
  date: pair('不是有效日期', 'This is not a valid date'),
};

const required = pair('请填写此项', 'This must be filled in');
const invalid = pair('填写的内容不正确', 'What was entered is not right');

const bound = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): TextPair => {
  const least = issue.code === 'too_small';
  const limit = String(least ? issue.minimum : issue.maximum);
  if (issue.origin === 'string')
    return least
      ? limit === '1'
        ? required
        : pair(`至少 ${limit} 个字符`, `At least ${limit} characters`)
      : pair(`最多 ${limit} 个字符`, `At most ${limit} characters`);
  if (issue.origin === 'array' || issue.origin === 'set')
    return least
      ? pair(`至少选择 ${limit} 项`, `At least ${limit} of these`)
      : pair(`最多 ${limit} 项`, `At most ${limit} of these`);
  return least
    ? pair(`不能小于 ${limit}`, `Not less than ${limit}`)
    : pair(`不能大于 ${limit}`, `Not more than ${limit}`);
};

/** What is wrong with a field, as an official would say it. */
export const wordsOf = (issue: Issue): TextPair => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === ''
        ? required
        : (types[issue.expected] ?? invalid);
    case 'too_small':
    case 'too_big':
      return bound(issue);
    case 'invalid_format':
      return formats[issue.format] ?? invalid;
    case 'invalid_value':
      return pair(
        `请从以下各项中选择：${issue.values.map(String).join('、')}`,
        `Choose one of: ${issue.values.map(String).join(', ')}`,
      );
    case 'not_multiple_of':
      return pair(`应为 ${issue.divisor} 的倍数`, `This must be a multiple of ${issue.divisor}`);
    case 'unrecognized_keys':
      return pair(`没有这些项目：${issue.keys.join('、')}`, `There is nothing called ${issue.keys.join(', ')} here`);
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'custom':
      return invalid;
  }
};
