import { expect, test } from 'vitest';
import { z } from 'zod';
import { rooms } from '#apps/rooms.ts';
import { pageQuery } from '#foundation/paging.ts';
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

test('every list is paged in the one way, which refuses a place that is none', () => {
  const cursors = composeTest(rooms).routes.flatMap(({ contract: { path, query } }) =>
    query instanceof z.ZodObject && 'cursor' in query.shape ? [{ path, cursor: query.shape['cursor'] }] : [],
  );
  expect(cursors.length).toBeGreaterThan(25);
  for (const { path, cursor } of cursors) expect(cursor, path).toBe(pageQuery.cursor);
});
