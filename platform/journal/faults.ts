import type { TextPair } from '#foundation/text-pair.ts';

const words = {
  'entry-changed': { zh: '条目内容被改动', en: 'the contents of an entry were changed' },
  'columns-changed': {
    zh: '条目的检索列与其原文不符',
    en: 'the columns of an entry say something else than its bytes',
  },
  'entry-missing': { zh: '已封存的条目缺失', en: 'a sealed entry is missing' },
  'leaf-differs': { zh: '条目的摘要与封存时不同', en: 'the hash of an entry is not the one that was sealed' },
  'number-missing': {
    zh: '编号不连续，有条目被移除或插入',
    en: 'a number is missing: an entry was removed or inserted',
  },
  'entries-missing-at-end': { zh: '封存记录所含条目多于现存条目', en: 'a seal covers more entries than there are' },
  'leaves-without-seal': { zh: '有编号条目不在任何封存之内', en: 'numbered entries lie under no seal' },
  'root-differs': { zh: '重新计算的根与封存记录不符', en: 'the recomputed root is not the one that was sealed' },
  'chain-broken': { zh: '封存记录前后不衔接', en: 'a seal does not name the root of the one before' },
  'seal-missing': { zh: '封存记录缺失', en: 'a seal is missing' },
  'time-runs-back': { zh: '封存时间倒退', en: 'the time of a seal lies before the one before it' },
  'nodes-differ': { zh: '中间节点与条目不符', en: 'inner nodes do not fit the entries' },
  'entry-outside': { zh: '条目既未封存也不在待封存之列', en: 'an entry is neither sealed nor waiting to be sealed' },
  'waiting-missing': { zh: '待封存的条目缺失', en: 'an entry that waited to be sealed is missing' },
  'sealer-stopped': { zh: '日志受损，无法继续封存', en: 'the journal is damaged, so that nothing more can be sealed' },
  'witness-differs': { zh: '与外部留存的封存值不符', en: 'the root is not the one that the witness has kept' },
  'witness-beyond-end': {
    zh: '外部留存的封存值所含条目多于现存条目',
    en: 'the witness has seen more entries than there are',
  },
} as const satisfies Record<string, TextPair>;

export type JournalFaultCode = keyof typeof words;

/** Something wrong with the journal, and where. */
export interface JournalFault {
  readonly code: JournalFaultCode;
  readonly text: TextPair;
  readonly seq?: number;
  readonly entry?: string;
  readonly seal?: number;
}

/** Collects faults; of very many only the first are kept. */
export class Faults {
  readonly list: JournalFault[] = [];
  more = 0;

  add(code: JournalFaultCode, where: Pick<JournalFault, 'seq' | 'entry' | 'seal'> = {}): void {
    if (this.list.length < 100) this.list.push({ code, text: words[code], ...where });
    else this.more += 1;
  }
}
