import { expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { composeTest } from '../composition.ts';

test.each(rooms.map((room) => [room.name, room] as const))(
  'a test of %s alone knows every fact that it hears, and every fact that others hear of it',
  (_, room) => {
    const { factSchemas } = composeTest([room]);
    for (const other of rooms)
      for (const type of Object.keys(other.facts ?? {})) expect(factSchemas.has(type), type).toBe(true);
  },
);

test('of rooms outside the test nobody reacts', () => {
  expect(composeTest([]).reactions.size).toBe(0);
});
