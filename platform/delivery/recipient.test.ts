import { expect, test } from 'vitest';
import { messageStates, stateAfter } from './recipient.ts';

test('every state × act leads on or was taken before', () => {
  const table = messageStates.map((state) => [
    state,
    ...(['read', 'receive', 'answer'] as const).map((act) => stateAfter(state, act) ?? '–'),
  ]);
  expect(table).toEqual([
    ['unread', 'read', 'received', 'answered'],
    ['read', '–', 'received', 'answered'],
    ['received', '–', '–', 'answered'],
    ['answered', '–', '–', '–'],
  ]);
});
