import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import type { Manifest, Reaction } from '#platform/manifest.ts';
import { compose } from './composition.ts';

const fact = { 'a/done@1': z.object({}) };
const reaction = (room: string, on = 'a/done@1'): Reaction => ({ room, on, react: async () => undefined });
const job = { name: 'x.clear', run: async () => undefined };

describe('compose', () => {
  test('keeps the reactions in the order of the rooms', () => {
    const rooms: Manifest[] = [
      { name: 'b', reactions: [reaction('b')] },
      { name: 'a', facts: fact },
      { name: 'c', reactions: [reaction('c')] },
    ];
    expect(
      compose(rooms)
        .reactions.get('a/done@1')
        ?.map((heard) => heard.room),
    ).toEqual(['b', 'c']);
  });

  test('refuses rooms that clash', () => {
    expect(() =>
      compose([
        { name: 'a', facts: fact },
        { name: 'b', facts: fact },
      ]),
    ).toThrow('declared twice');
    expect(() => compose([{ name: 'b', reactions: [reaction('b')] }])).toThrow('which no room declares');
    expect(() => compose([{ name: 'a', facts: fact, reactions: [reaction('a'), reaction('a')] }])).toThrow(
      'reacts twice',
    );
    expect(() =>
      compose([
        { name: 'a', jobs: [job] },
        { name: 'b', jobs: [job] },
      ]),
    ).toThrow('two jobs');
    const permissions = { 'a.read': { zh: '查看', en: 'Read' } };
    expect(() =>
      compose([
        { name: 'a', permissions },
        { name: 'b', permissions },
      ]),
    ).toThrow('permission a.read');
  });
});
