import { expect, test } from 'vitest';
import { DatabaseFailure, explained } from './failure.ts';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });

test.each([
  ['53100', 'disk-full'],
  ['57P01', 'database-unavailable'],
  ['57P03', 'database-unavailable'],
  ['08006', 'database-unavailable'],
  ['53300', 'database-unavailable'],
  ['ECONNREFUSED', 'database-unavailable'],
  ['ENOENT', 'database-unavailable'],
])('%s is told as %s, in both languages', (code, told) => {
  const failure = explained(withCode(code));
  expect(failure).toBeInstanceOf(DatabaseFailure);
  expect(failure).toMatchObject({
    code: told,
    text: { zh: expect.any(String) as string, en: expect.any(String) as string },
  });
});

test('a connection that ended, or one that none of the addresses gave, is told as database-unavailable', () => {
  expect(explained(new Error('Connection terminated unexpectedly'))).toMatchObject({ code: 'database-unavailable' });
  const tried = new AggregateError([withCode('ECONNREFUSED'), withCode('ETIMEDOUT')]);
  expect(explained(tried)).toMatchObject({ code: 'database-unavailable' });
});

test.each(['No space left on device', 'Disk quota exceeded', 'File too large'])(
  '“%s” is told as disk-full',
  (words) => {
    const error = withCode('XX000', `could not extend file "base/5/16384" with FileFallocate(): ${words}`);
    expect(explained(error)).toMatchObject({ code: 'disk-full' });
  },
);

test('any other error stays what it is', () => {
  const error = withCode('23505', 'duplicate key');
  expect(explained(error)).toBe(error);
});
