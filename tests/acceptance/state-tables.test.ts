import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { decideAct, type Process } from '#foundation/process.ts';
import { refuse } from '#foundation/refusal.ts';
import { type Role, roleNames, roles } from '#platform/identity/roles.ts';

type Table = Process<string, string, string>;

/* Every state table of the program is found by itself, so that a new one is walked from its first day on. */
const root = join(import.meta.dirname, '../..');
const files = globSync('{registers,regimes}/**/*.ts', { cwd: root }).filter(
  (file) => !/\.test\.ts$|\/testing\//u.test(file) && /(?:satisfies|:) Process</u.test(readFileSync(join(root, file), 'utf8')),
); // prettier-ignore
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'transitions' in value && 'acts' in value && 'kind' in value;
const tables: Table[] = [];
for (const file of files) {
  const found = Object.values((await import(pathToFileURL(join(root, file)).href)) as object).filter(isTable);
  if (found.length === 0) throw new Error(`${file} keeps its state table to itself`);
  tables.push(...found);
}
const may = (role: Role, permission: string): boolean => (roles[role].permissions as readonly string[]).includes(permission); // prettier-ignore
/** What follows a failed check: its refusals name their clause, the notice's. */
const ofTheNotice = new Set(['warning-cards', 'licences', 'publicity']);

test('the tables of all rooms are here', () => {
  expect(tables.map(({ room, kind }) => `${room}/${kind}`)).toEqual(
    expect.arrayContaining([
      'warning-cards/card', 'warning-cards/rectification', 'warning-cards/seller-order', 'warning-cards/hand-over',
      'licences/catalogue-entry', 'licences/lead', 'licences/request', 'licences/revocation',
      'publicity/exposure', 'publicity/party', 'publicity/bulletin', 'publicity/commendation', 'enterprises/mandate', 'spot-checks/notice',
    ]),
  ); // prettier-ignore
});

describe.each(tables.map((table) => [`${table.room}/${table.kind}`, table] as const))('%s', (_, table) => {
  test('every state × verb × role: the next state, or the refusal with its clause', () => {
    for (const [state, { zh: stateName }] of Object.entries(table.states))
      for (const [verb, { label, permission }] of Object.entries(table.acts))
        for (const role of roleNames) {
          const decided = may(role, permission) ? decideAct(table, state, verb, role) : refuse('forbidden');
          const next = table.transitions[state]?.[verb];
          if (may(role, permission) && next !== undefined) {
            expect(decided).toEqual({ ok: true, value: next });
            expect(Object.keys(table.states)).toContain(next);
            continue;
          }
          if (decided.ok) throw new Error(`${role} may ${verb} in ${state}`);
          const { code, text, citation } = decided.refusal;
          expect(code).toBe(may(role, permission) ? 'state-not-allowed' : 'forbidden');
          if (code !== 'state-not-allowed') continue;
          expect(text.zh).toContain(stateName);
          expect(text.zh).toContain(label.zh);
          if (ofTheNotice.has(table.room)) expect(citation).toMatchObject({ source: 'notice', clause: /\d/u });
        }
  });

  test('each act of a person is of some role, and of a permission that its room or another has declared', () => {
    const declared = new Set(rooms.flatMap(({ permissions }) => Object.keys(permissions ?? {})));
    for (const [verb, { permission }] of Object.entries(table.acts)) {
      expect(declared, `${verb}: ${permission}`).toContain(permission);
      expect(roleNames.filter((role) => may(role, permission)), `${verb}: ${permission}`).not.toEqual([]); // prettier-ignore
    }
  });
});
