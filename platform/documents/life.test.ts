import { expect, test } from 'vitest';
import { decideAct, openSteps, paperActs, paperStates, permissionOf, type PaperAct, type PaperState, type Signature, transitions } from './life.ts'; // prettier-ignore
import { papersByKey } from './paper-kind.ts';
import { chainKind, plainKind } from './testing.ts';

const { chain } = chainKind;
const signed = (...steps: string[]): Signature[] =>
  steps.map((step, index) => ({ step, accountId: `person-${index}` }));

test('every state is reached, and all but the two ends are left', () => {
  const reached = new Set(
    paperStates.flatMap((state) => Object.values<readonly PaperState[]>(transitions[state]).flat()),
  );
  expect(paperStates.filter((state) => !reached.has(state))).toEqual([]);
  const ends = paperStates.filter((state) => Object.keys(transitions[state]).length === 0);
  expect(ends).toEqual(['dropped', 'void']);
  const used = new Set(paperStates.flatMap((state) => Object.keys(transitions[state])));
  expect(paperActs.filter((act) => !used.has(act))).toEqual([]);
});

test('the chain goes 拟办, 审核, 会签 in any order, 签发', () => {
  let state: PaperState = 'drafted';
  const signatures: Signature[] = [];
  const step = (act: PaperAct, who: string, key?: string): PaperState => {
    const decided = decideAct({ state, chain, signatures }, act, who, key);
    if (!decided.ok) throw new Error(decided.refusal.code);
    if (decided.value.signs !== null) signatures.push({ step: decided.value.signs, accountId: who });
    state = decided.value.state;
    return state;
  };
  expect(step('submit', 'a')).toBe('reviewing');
  expect(step('approve', 'b')).toBe('countersigning');
  expect(step('approve', 'c', 'countersign-enforcement')).toBe('countersigning');
  expect(openSteps(chain, signatures).map(({ key }) => key)).toEqual(['countersign-law']);
  expect(step('approve', 'd')).toBe('signing');
  expect(permissionOf({ state, chain, signatures }, 'return')).toBe('documents.sign');
  expect(step('sign', 'e')).toBe('issued');
  expect(signatures.map((one) => one.step)).toEqual([
    'draft',
    'review',
    'countersign-enforcement',
    'countersign-law',
    'sign',
  ]);
});

test('nobody signs two steps of one paper', () => {
  const signatures = signed('draft', 'review');
  const decided = decideAct({ state: 'countersigning', chain, signatures }, 'approve', 'person-0');
  expect(decided).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
});

test('what a state does not allow is refused with its words', () => {
  for (const state of paperStates)
    for (const act of paperActs.filter((each) => !(each in transitions[state])))
      expect(decideAct({ state, chain, signatures: [] }, act, 'x')).toMatchObject({
        refusal: { code: 'state-not-allowed' },
      });
});

test('two kinds never share a key or a word', () => {
  expect(papersByKey([plainKind, chainKind]).size).toBe(2);
  expect(() => papersByKey([plainKind, plainKind])).toThrow('declared twice');
  expect(() => papersByKey([plainKind, { ...chainKind, word: plainKind.word }])).toThrow('share the word');
});
