import { describe, expect, test } from 'vitest';
import { type Migration, parseMigration, sortMigrations } from './migration-files.ts';

const migration = (id: string, ...after: string[]): Migration => {
  const [room = '', number = ''] = id.split('/');
  const header = after.length > 0 ? `-- after: ${after.join(', ')}\n` : '';
  return parseMigration(room, `${number}-x.sql`, `${header}select 1;\n`);
};
const order = (...migrations: Migration[]): string[] => sortMigrations(migrations).map(({ id }) => id);

describe('a migration', () => {
  test('is read with its header', () => {
    const text =
      '-- Cards.\n-- after: regions/0001, spot-checks/0002\n-- after: law/0001\ncreate table a ();\n-- after: not/0009\n';
    expect(parseMigration('cards', '0001-cards.sql', text)).toMatchObject({
      id: 'cards/0001',
      name: 'cards',
      after: ['regions/0001', 'spot-checks/0002', 'law/0001'],
    });
  });

  test('has the same checksum with either line end', () => {
    const [unix, windows] = ['a\nb\n', 'a\r\nb\r\n'].map((text) => parseMigration('r', '0001-a.sql', text).checksum);
    expect(windows).toBe(unix);
  });

  test('must be named by the rule', () => {
    expect(() => parseMigration('r', '1-a.sql', '')).toThrow('r/1-a.sql');
  });
});

describe('migrations', () => {
  test('come after those of their room and those they name', () => {
    expect(
      order(migration('b/0001', 'c/0002'), migration('c/0002'), migration('c/0001'), migration('a/0001', 'b/0001')),
    ).toEqual(['c/0001', 'c/0002', 'b/0001', 'a/0001']);
  });

  test('that wait for each other, for nothing, or share a number are refused', () => {
    expect(() => order(migration('a/0001', 'b/0001'), migration('b/0001', 'a/0001'))).toThrow(
      'a/0001 → b/0001 → a/0001',
    );
    expect(() => order(migration('a/0001', 'z/0001'))).toThrow('z/0001, which does not exist');
    expect(() => order(migration('a/0001'), migration('a/0001'))).toThrow('two migrations are called a/0001');
  });
});
