import { refuse, type Refused } from '#foundation/refusal.ts';
import { pair, type TextPair } from '#foundation/text-pair.ts';

const reasons: Readonly<Record<string, TextPair>> = {
  ENOENT: pair('没有这个文件或目录', 'there is no such file or directory'),
  EISDIR: pair('这是一个目录', 'it is a directory'),
  ENOTDIR: pair('路径中有一段不是目录', 'a part of its path is no directory'),
  EACCES: pair('没有权限', 'there is no right to it'),
  EPERM: pair('没有权限', 'there is no right to it'),
  EROFS: pair('磁盘只能读', 'the disk can only be read'),
  ENOSPC: pair('磁盘空间不足', 'the disk is full'),
};

/** What the machine says of a file that can't be opened or written, in words; anything unexpected is thrown on. */
export const fileFailure = (error: unknown, path: string, doing: 'file-unreadable' | 'file-unwritable'): Refused => {
  const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
  if (reason === undefined) throw error;
  return refuse(doing, { why: pair(`${path}：${reason.zh}`, `${path}: ${reason.en}`) });
};
