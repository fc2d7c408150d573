import type { TextPair } from '#foundation/text-pair.ts';

/** How an outsider keeps a witness; shown with the seal. */
export const howToWitness: TextPair = {
  zh:
    '请抄录或下载本页的条目数与封存值并自行保存。日后任何人可从“日志条目摘要”接口取得全部摘要，按 RFC 6962 的方法（叶为 SHA-256(0x00‖盐‖原文)，' +
    '节点为 SHA-256(0x01‖左‖右)）重算同样条目数的封存值；与所存不同，即说明此前的记录曾被改动。',
  en:
    'Note down or download the number of entries and the root on this page, and keep them. At any later time anybody can take the hashes of all ' +
    'entries from the interface and recompute the root over the same number as RFC 6962 does (leaf SHA-256(0x00‖salt‖bytes), node ' +
    'SHA-256(0x01‖left‖right)); if it differs from what you kept, the record before it was changed.',
};

/** How the holder of an entry checks its proof. */
export const howToProve: TextPair = {
  zh:
    '先由条目原文与盐计算 SHA-256(0x00‖盐‖原文)，应等于“leaf”；再依“path”逐步计算：side 为 left 时取 SHA-256(0x01‖hash‖当前值)，' +
    '为 right 时取 SHA-256(0x01‖当前值‖hash)；最后应等于封存值“root”。',
  en:
    'First compute SHA-256(0x00‖salt‖bytes) of the entry: it must be “leaf”. Then follow “path”: where side is left take ' +
    'SHA-256(0x01‖hash‖value), where it is right SHA-256(0x01‖value‖hash). The last value must be the “root” of the seal.',
};
