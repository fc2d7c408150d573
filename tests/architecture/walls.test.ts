import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Edge, readModuleGraph } from './module-graph.ts';
import { homeOf, isPure, isTest, walls } from './walls.ts';

const { files, edges } = await readModuleGraph(['foundation', 'platform', 'registers', 'regimes', 'apps']);
const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
/** The code without its comments, near enough to look for a word in. */
const code = (path: string): string => text(path).replaceAll(/\/\*[^]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');

const edge = (from: string, to: string, more: Partial<Edge> = {}): Edge => ({
  from,
  to,
  kind: 'file',
  typeOnly: false,
  ...more,
});
const breaking = (broken: Edge): string[] =>
  walls.filter((wall) => wall.breaks(broken)).map((wall) => wall.name.slice(0, 1));

test('the modules were read', () => {
  expect(files.filter((path) => path.startsWith('foundation/')).length).toBeGreaterThan(5);
  expect(files.filter((path) => path.startsWith('platform/')).length).toBeGreaterThan(20);
  expect(edges.length).toBeGreaterThan(files.length);
  expect(edges.filter(({ kind }) => kind === 'unresolved')).toEqual([]);
});

describe('the walls notice', () => {
  test.each([
    ['a rule that reads a file', edge('regimes/x/rules.ts', 'node:fs', { kind: 'node' }), '1'],
    ['a noun that knows the platform', edge('regimes/x/card.ts', 'platform/work/index.ts', { typeOnly: true }), '1'],
    ['foundation that knows a room', edge('foundation/a.ts', 'registers/regions/index.ts'), '1'],
    ['an operation that reads its law itself', edge('regimes/x/operations.ts', 'regimes/x/law.ts'), '1'],
    ['a room that opens the drawers of another', edge('regimes/x/operations.ts', 'regimes/y/storage.ts'), '2'],
    ['a register that knows a regime', edge('registers/regions/storage.ts', 'regimes/y/index.ts'), '2'],
    ['the platform knowing a regime', edge('platform/http/server.ts', 'regimes/y/facts.ts'), '2'],
    ['a page that stores', edge('regimes/x/office/list.tsx', 'regimes/x/storage.ts'), '3'],
    ['a page that opens the database', edge('regimes/x/portal/index.ts', 'platform/database/index.ts'), '3'],
    ['an operation that speaks SQL', edge('regimes/x/operations.ts', 'kysely', { kind: 'package' }), '4'],
    ['an app that knows the inside of a room', edge('apps/cli/main.ts', 'regimes/x/operations.ts'), '5'],
  ])('%s', (_, broken, wall) => {
    expect(breaking(broken)).toContain(wall);
  });

  test('nothing wrong with what the house allows', () => {
    const fine = [
      edge('regimes/x/rules.ts', 'foundation/law.ts'),
      edge('regimes/x/rules.ts', 'regimes/x/warning-card.ts'),
      edge('regimes/x/index.ts', 'regimes/x/law.ts'),
      edge('regimes/x/operations.ts', 'regimes/y/index.ts'),
      edge('regimes/x/storage.ts', 'kysely', { kind: 'package' }),
      edge('regimes/x/office/list.tsx', 'regimes/x/contract.ts'),
      edge('apps/server/main.ts', 'regimes/index.ts'),
    ];
    expect(fine.flatMap(breaking)).toEqual([]);
  });
});

describe('walls', () => {
  test.each(walls.map((wall) => [wall.name, wall] as const))('%s', (_, wall) => {
    expect(edges.filter((candidate) => wall.breaks(candidate)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('1: pure files know no clock, no chance and no environment', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|(?<!\/)\bprocess\.|\bcrypto\.|\bfetch\(|\bsetTimeout\(/;
    expect(files.filter((path) => isPure(path) && impure.test(code(path)))).toEqual([]);
  });

  test('a day that comes in is one that PostgreSQL has: the year 0000 is none', () => {
    const reads = files.filter((path) => /\biso\.date\(/.test(code(path)));
    expect(reads).toEqual(['foundation/local-date.ts']);
  });

  test('today is the day of the province, in statements and tests as well: from 16:00 UTC on that of UTC is yesterday', () => {
    const everywhere = globSync('{foundation,platform,registers,regimes,apps,tests,bench}/**/*.{ts,tsx,sql}', {
      cwd: new URL('../..', import.meta.url),
    }).filter((path) => !path.includes('node_modules') && path !== 'tests/architecture/walls.test.ts');
    expect(everywhere.length).toBeGreaterThan(files.length);
    const ofUtc =
      /\bcurrent_date\b|\bnow\(\)::date|(\bnew Date\(\)|\bnew Date\(Date\.now\(\).*?\)|\bnow\(\))\.toISOString\(\)\.slice\(0, 10\)/;
    expect(everywhere.filter((path) => ofUtc.test(code(path)))).toEqual([]);
  });

  test('2: no room leads back to itself', () => {
    const isWing = (wing: string): boolean => wing === 'registers' || wing === 'regimes';
    const next = new Map<string, Set<string>>();
    for (const { from, to, kind, typeOnly } of edges) {
      const [source, target] = [homeOf(from), homeOf(to)];
      if (kind !== 'file' || typeOnly || isTest(from) || !isWing(source.wing) || !isWing(target.wing)) continue;
      if (source.room === target.room || source.room.endsWith('.ts')) continue;
      next.set(source.room, (next.get(source.room) ?? new Set()).add(target.room));
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(next.get(from) ?? [])].some((room) => {
        if (room === to) return true;
        if (seen.has(room)) return false;
        seen.add(room);
        return reaches(room, to, seen);
      });
    expect([...next.keys()].filter((room) => reaches(room, room))).toEqual([]);
  });

  test('4: storage takes a transaction, never the pool, and no other file of a room writes SQL', () => {
    const rooms = files.filter((path) => /^(registers|regimes|apps)\//.test(path) && !isTest(path));
    const isStorage = (path: string): boolean => /(^|[-/])storage([-/].*)?(\.ts)?$/.test(homeOf(path).inside);
    const opens = /\b(appPool|portalPool|migratorPool|withTransaction)\b/;
    expect(rooms.filter((path) => isStorage(path) && opens.test(code(path)))).toEqual([]);
    expect(rooms.filter((path) => !isStorage(path) && /\.tables<|\btx\.query\b/.test(code(path)))).toEqual([]);
  });
});
