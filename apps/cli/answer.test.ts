import { expect, test } from 'vitest';
import { refuse, refuseFields } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { refusalLines } from './answer.ts';

test('a refusal stands in the terminal in both languages, with every field that is wrong', () => {
  const refused = refuseFields({ PORT: pair('应为整数', 'must be a whole number') });
  expect(refusalLines(refused.refusal).split('\n')).toEqual([
    expect.stringContaining('有误'),
    '  PORT: 应为整数',
    expect.stringContaining('not right'),
    '  PORT: must be a whole number',
  ]);
  expect(refusalLines(refuse('disk-full').refusal).split('\n')).toHaveLength(2);
});
