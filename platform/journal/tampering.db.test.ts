import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '#foundation/refusal.ts';
import { perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServices, testSystemCall } from '../../tests/services.ts';
import { sealAll } from './testing.ts';
import { verifyJournal } from './verify.ts';

/* Somebody who owns the database switches the triggers off and changes what was written. */
const { database, url } = await testDatabase();
const services = testServices(database);
const intruder = new pg.Client({ connectionString: url });
const tables = ['seal', 'node', 'leaf', 'entry', 'pending'] as const;
const perSeal = 6;
const sealedEntries = 5 * perSeal;

/** Entries of one transaction: they are sealed together, whatever else runs on the server. */
const write = (numbers: readonly number[]) =>
  perform(testSystemCall(services), { permission: null }, async (act) => {
    for (const number of numbers)
      act.journal({ act: 'test.write', subject: `thing/${number}`, region: '440604', payload: { number } });
    return ok(undefined);
  });

beforeAll(async () => {
  await intruder.connect();
  for (let first = 0; first < sealedEntries; first += perSeal) {
    await write(Array.from({ length: perSeal }, (_, index) => first + index));
    await sealAll(services);
  }
  await intruder.query(`set session_replication_role = replica`);
  for (const table of tables) await intruder.query(`create temporary table kept_${table} as table journal.${table}`);
});
afterAll(() => intruder.end());

const restore = async (): Promise<void> => {
  for (const table of tables) await intruder.query(`delete from journal.${table}`);
  for (const table of tables) await intruder.query(`insert into journal.${table} table kept_${table}`);
};

const seqs = fc.integer({ min: 0, max: sealedEntries - 1 });
const entryAt = (seq: number) => `(select entry_id from kept_leaf where seq = ${seq})`;

/** Every column of an entry with a value that it did not hold. */
const changes = [
  `id = gen_random_uuid()`,
  `at = at + interval '1 millisecond'`,
  `account_id = gen_random_uuid()`,
  `actor = actor || 'x'`,
  `actor_kind = 'anonymous'`,
  `request_id = 'another'`,
  `act = 'test.other'`,
  `subject = subject || '0'`,
  `dataset = 'demo'`,
  `region_code = '440606'`,
  `region_path = '{440000}'`,
  `confidential = true`,
  `canonical = set_byte(canonical, length(canonical) / 2, 120)`,
  `salt = set_byte(salt, 7, (get_byte(salt, 7) + 1) % 256)`,
  `leaf = set_byte(leaf, 7, (get_byte(leaf, 7) + 1) % 256)`,
  // A forger who knows how leaves are made.
  `canonical = canonical || ' ', leaf = sha256('\\x00'::bytea || salt || canonical || ' ')`,
];
const tampering = fc.oneof(
  fc
    .tuple(seqs, fc.constantFrom(...changes))
    .map(([seq, change]) => [`update journal.entry set ${change} where id = ${entryAt(seq)}`]),
  // Forged in both tables.
  seqs.map((seq) => [
    `update journal.entry set canonical = canonical || ' ', leaf = sha256('\\x00'::bytea || salt || canonical || ' ') where id = ${entryAt(seq)}`,
    `update journal.leaf l set leaf = e.leaf from journal.entry e where e.id = l.entry_id`,
  ]),
  // Removed: the entry alone, with its number, and with the later ones moved up.
  seqs.map((seq) => [`delete from journal.entry where id = ${entryAt(seq)}`]),
  seqs.map((seq) => [
    `delete from journal.entry where id = ${entryAt(seq)}`,
    `delete from journal.leaf where seq = ${seq}`,
  ]),
  seqs.map((seq) => [
    `delete from journal.entry where id = ${entryAt(seq)}`,
    `delete from journal.leaf`,
    `insert into journal.leaf select row_number() over (order by seq) - 1, entry_id, leaf from kept_leaf where seq <> ${seq}`,
  ]),
  // Reordered, with and without the hashes.
  fc
    .tuple(seqs, seqs)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [
      `delete from journal.leaf where seq in (${a}, ${b})`,
      `insert into journal.leaf select ${a} + ${b} - seq, entry_id, leaf from kept_leaf where seq in (${a}, ${b})`,
    ]),
  // Inserted: a copy, unnumbered, at the end, in the middle.
  seqs.map((seq) => [
    `insert into journal.entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from journal.entry e where id = ${entryAt(seq)}`,
  ]),
  seqs.map((seq) => [
    `insert into journal.leaf select ${sealedEntries}, gen_random_uuid(), leaf from kept_leaf where seq = ${seq}`,
  ]),
  seqs.map((seq) => [
    `delete from journal.leaf where seq >= ${seq}`,
    `insert into journal.leaf select seq + 1, entry_id, leaf from kept_leaf where seq >= ${seq}`,
    `insert into journal.leaf select ${seq}, gen_random_uuid(), leaf from kept_leaf where seq = ${seq}`,
  ]),
  // Seals and nodes.
  fc
    .tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(
        `update journal.seal set root = sha256('x') where number = $`,
        `update journal.seal set size = size + 1 where number = $`,
        `update journal.seal set previous_root = sha256('x') where number = $`,
        `update journal.seal set at = at - interval '1 day' * number where number = $ and number > 1`,
        `update journal.seal set number = number + 100 where number = $`,
        `delete from journal.seal where number = $`,
        `delete from journal.leaf where seq >= 6 * ($ - 1)`,
        `update journal.node set hash = sha256('x') where level = 1 and place = $`,
        `delete from journal.node where level = 1 and place = $`,
        `insert into journal.node values (40, $, sha256('x'))`,
      ),
    )
    .filter(([number, text]) => number > 1 || !text.includes('number > 1'))
    .map(([number, text]) => [text.replace('$', String(number))]),
);

describe('tampering', () => {
  test('an untouched journal is sound', async () => {
    expect(await verifyJournal(services)).toMatchObject({ sound: true, sealed: sealedEntries, seals: 5, unsealed: 0 });
  });

  test('every change, removal, reordering and insertion is found', async () => {
    await fc.assert(
      fc.asyncProperty(tampering, async (statements) => {
        for (const statement of statements) await intruder.query(statement);
        const report = await verifyJournal(services);
        await restore();
        expect(report.sound).toBe(false);
      }),
      { seed: 4_242, numRuns: 200 },
    );
    expect(await verifyJournal(services)).toMatchObject({ sound: true });
  });

  test('whoever rewrites everything is found by the witness alone', async () => {
    const honest = await verifyJournal(services);
    await intruder.query('delete from journal.seal');
    await intruder.query('delete from journal.node');
    await intruder.query('delete from journal.leaf where seq >= 12');
    await intruder.query('delete from journal.entry where id not in (select entry_id from journal.leaf)');
    await intruder.query(
      "insert into journal.pending (entry_id, xid, ordinal) select entry_id, '3', seq from journal.leaf",
    );
    await intruder.query('delete from journal.leaf');
    await sealAll(services);
    const alone = await verifyJournal(services);
    const witnessed = await verifyJournal(services, { size: honest.sealed, root: honest.root });
    await restore();
    expect(alone).toMatchObject({ sound: true, sealed: 12 });
    expect(witnessed).toMatchObject({ sound: false, faults: [{ code: 'witness-beyond-end' }] });
    expect(await verifyJournal(services, { size: honest.sealed, root: 'ab'.repeat(32) })).toMatchObject({
      sound: false,
      faults: [{ code: 'witness-differs' }],
    });
  });

  test('an entry that waits for its seal is guarded as far as it can be', async () => {
    await write([1000]);
    await intruder.query(`update journal.entry set actor = 'x' where id in (select entry_id from journal.pending)`);
    const columns = await verifyJournal(services);
    await restore();
    expect(columns.sound).toBe(false);
  });
});
