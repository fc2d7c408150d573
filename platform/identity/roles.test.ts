import { expect, test } from 'vitest';
import { accountStates, accountTransitions } from './account.ts';
import { permissionsOf, roleNames, roles } from './roles.ts';

/** A first and a second step that the law wants done by two people. */
const pairs = [
  ['warning-cards.submit', 'warning-cards.issue'],
  ['publicity.submit', 'publicity.release'],
  ['publicity.write', 'publicity.release'],
  ['law.propose', 'law.approve'],
  ['documents.draft', 'documents.review'],
  ['documents.draft', 'documents.sign'],
] as const;

test('no role holds both steps of an act with four eyes', () => {
  for (const role of roleNames)
    for (const [first, second] of pairs) {
      const held: readonly string[] = roles[role].permissions;
      expect(held.includes(first) && held.includes(second), `${role}: ${first} and ${second}`).toBe(false);
    }
});

test('every step is held by some role', () => {
  const all = permissionsOf(roleNames);
  for (const step of pairs.flat()) expect(all).toContain(step);
});

test('every state of an account can be reached and left', () => {
  const reached = new Set(accountStates.flatMap((state) => Object.values<string>(accountTransitions[state])));
  expect([...reached].toSorted()).toEqual([...accountStates].toSorted());
});
