import type { PublishedVerdict } from './result-row.ts';

const words: ReadonlyMap<string, PublishedVerdict> = new Map([
  ['', 'none'], ['/', 'none'], ['-', 'none'], ['--', 'none'], ['—', 'none'], ['——', 'none'], ['―', 'none'], ['\\', 'none'],
  ['合格', 'pass'], ['合格品', 'pass'], ['未发现不合格', 'pass'], ['未发现不合格项', 'pass'], ['未发现不合格项目', 'pass'], ['所检项目合格', 'pass'],
  ['不合格', 'fail'], ['不合格品', 'fail'], ['一般不合格', 'fail'], ['较严重不合格', 'fail'], ['严重不合格', 'fail'],
  ['标识不合格', 'fail'], ['标志不合格', 'fail'], ['标签不合格', 'fail'], ['实物质量不合格', 'fail'],
  ['拒检', 'refused'], ['拒绝检查', 'refused'], ['拒绝抽查', 'refused'], ['拒绝监督抽查', 'refused'], ['拒绝接受监督抽查', 'refused'], ['拒绝检验', 'refused'],
]); // prettier-ignore

/** Reads a published verdict; undefined for words that no table of verdicts uses. 符合 is none: it judges against a statement. */
export const readVerdict = (text: string): PublishedVerdict | undefined =>
  words.get(text) ?? words.get(text.normalize('NFKC').replace(/\s+/g, ''));
