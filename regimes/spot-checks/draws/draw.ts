import { labelsOf } from '#foundation/process-labels.ts';
import { z } from 'zod';
import { pair, type TextPair } from '#foundation/text-pair.ts';
import { type Process, journalWordsOf } from '#foundation/process.ts';

export const drawStates = ['committed', 'frozen', 'drawn', 'published', 'void'] as const;
export type DrawState = (typeof drawStates)[number];
export const drawStateSchema = z.enum(drawStates);

export const drawVerbs = ['freeze', 'draw', 'publish', 'void'] as const;
export type DrawVerb = (typeof drawVerbs)[number];

/** A verifiable draw: committed, its pool frozen before the public entropy is known, drawn, published when the visits are over. */
export const drawProcess = {
  room: 'spot-checks',
  kind: 'draw',
  name: pair('随机抽取', 'The draw'),
  states: {
    committed: pair('已承诺种子', 'Seed committed'),
    frozen: pair('名单已冻结', 'Pool frozen'),
    drawn: pair('已抽取', 'Drawn'),
    published: pair('证明已公开', 'Proof published'),
    void: pair('已作废', 'Void'),
  },
  acts: {
    freeze: { label: pair('冻结名单', 'Freeze the pool'), permission: 'spot-checks.plan' },
    draw: { label: pair('抽取', 'Draw'), permission: 'spot-checks.plan' },
    publish: { label: pair('公开证明', 'Publish the proof'), permission: 'spot-checks.plan' },
    void: { label: pair('作废', 'Declare void'), permission: 'spot-checks.plan', reason: true },
  },
  transitions: {
    committed: { freeze: 'frozen', void: 'void' },
    frozen: { draw: 'drawn', void: 'void' },
    drawn: { publish: 'published', void: 'void' },
    published: {},
    void: {},
  },
} as const satisfies Process<DrawState, DrawVerb>;

export const drawEventWords: Readonly<Record<string, TextPair>> = {
  ...labelsOf(drawProcess),
  commit: pair('承诺种子', 'Seed committed'),
  look: pair('查看抽查对象', 'Looked at who is drawn'),
  own: pair('企业查看本企业的编号和盐', 'A firm looked up its own id and salt'),
};
const ownWords = journalWordsOf(drawProcess, '/draws/$id', drawEventWords);
export const drawJournal = {
  ...ownWords,
  acts: {
    ...ownWords.acts,
    'spot-checks.enter-makers': pair('登记生产、销售企业', 'Entered who makes or sells a category'),
  },
};

/** Why an enterprise is left out of a pool. */
export const exclusionReasons = ['closed', 'no-place', 'exempt', 'checked-lately'] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];
export const exclusionLabels: Readonly<Record<ExclusionReason, TextPair>> = {
  closed: pair('停产、关闭、注销或搬迁', 'Stopped, closed, deregistered or moved'),
  'no-place': pair('所在地未确定，不能归入抽查地区', 'Place unknown, so it belongs to no division'),
  exempt: pair('免检产品，在有效期内', 'Exempt from inspection, and in force'),
  'checked-lately': pair(
    '该种类的已知产品均在规定期间内被本级或上级抽查过',
    'All its known products of the category were checked lately by this or a higher authority',
  ),
};

export const algorithm = 'zhijian-draw/1';
