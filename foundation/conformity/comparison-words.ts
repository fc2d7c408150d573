/** How people write the comparison signs in words. Longest first, so that 不大于 is not read as 大于. */
const words: readonly (readonly [RegExp, string])[] = [
  [/(?:不得|不应|不可|不能|不准|不允许|不)(?:大于|超过|高于|多于|超出)(?:或等于)?/g, '≤'],
  [/(?:不得|不应|不可|不能|不准|不允许|不)(?:小于|低于|少于)(?:或等于)?/g, '≥'],
  [/(?:大于|高于|多于)(?:或者|或|且)?等于|大于等于/g, '≥'],
  [/(?:小于|低于|少于)(?:或者|或|且)?等于|小于等于/g, '≤'],
  [/至少为?|最小值?为?|最少为?|最低为?|下限为?/g, '≥'],
  [/至多为?|最大值?为?|最多为?|最高为?|上限为?/g, '≤'],
  [/大于|高于|超过|多于/g, '>'],
  [/小于|低于|少于|不足|不到|不满/g, '<'],
];

/** Words before the demand that change nothing of it. */
const lead =
  /^(?:(?:标准值|规定值|标准要求|技术要求|技术指标|指标值?|限值|限量|要求)[:=]?)?(?:pH值?|PH值?)?[:=]?(?:应当|应该|应|须|需|必须)?(?:为|在|是)?/;

/** The demand with signs for words, without its lead and its full stop. */
export const withSigns = (folded: string): string => {
  // 不应大于 is ≤; only then may a leading 应 go.
  let out = folded;
  for (const [pattern, sign] of words) out = out.replaceAll(pattern, sign);
  out = out.replace(lead, '').replace(/(?:之间|范围内|范围)?[。.;,]*$/, '');
  // 不应≤5 would turn the sense round: leave it unread.
  return out.replace(/^([≤≥<>])(?:应为?|为)?/, '$1');
};
