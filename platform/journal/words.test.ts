import { describe, expect, test } from 'vitest';
import { pair } from '#foundation/text-pair.ts';
import { compose } from '#platform/operation/composition.ts';
import { isUnspoken, thingOf, wordsOfAct } from './words.ts';

const composition = compose([
  {
    name: 'cards',
    journal: {
      acts: { 'cards.issue': pair('发出', 'Issued') },
      subjects: {
        card: { name: pair('黄牌', 'Card'), link: '/cards/$id' },
        cards: { name: pair('多件黄牌', 'Cards') },
      },
    },
  },
]);

describe('the journal in words', () => {
  test('says acts, and knows when a room has forgotten one', () => {
    expect(wordsOfAct(composition, 'cards.issue').zh).toBe('发出');
    expect(isUnspoken(composition, 'cards.issue')).toBe(false);
    expect(isUnspoken(composition, 'cards.burn')).toBe(true);
    expect(wordsOfAct(composition, 'former-room.act').zh).toBe('former-room.act');
    expect(isUnspoken(composition, 'former-room.act')).toBe(false);
  });

  test.each([
    ['card/17', '黄牌 17', '/cards/17'],
    ['card/0f8fad5b-d9cb-469f-a165-70867728950e', '黄牌 0f8fad5b', '/cards/0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['card', '黄牌', null],
    ['cards', '多件黄牌', null],
    ['constructor/1', 'constructor/1', null],
    ['', '', null],
  ])('%s is %s', (subject, words, link) => {
    expect(thingOf(composition, subject)).toMatchObject({ words: { zh: words }, link });
  });
});
