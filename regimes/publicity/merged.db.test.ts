import { expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { myWork } from '#platform/work/workbench.ts';
import { decideMatch } from '#registers/enterprises/operations.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { handInScan } from '../../tests/scan.ts';
import type { ExposureAct } from './exposure.ts';
import { actOnExposures, answerStatement, getExposure, ownExposuresOf, pleadCase, serveParty, waiveStatement } from './index.ts'; // prettier-ignore

const { database } = await testDatabase();
await seedRegisters(database, '440000');
const services = testServices(database, { manifests: rooms });
const made = madeUpResults(database, services);
const rows = <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));
const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });
const all = ['publicity.read', 'publicity.consider', 'publicity.submit', 'publicity.release'];
const editor = await testCall(services, { permissions: all, name: '编辑甲' });
const approver = await testCall(services, { permissions: all, name: '签发乙' });
const settler = await testCall(services, { permissions: ['enterprises.read', 'enterprises.settle'] });

const act = async (call: Call, id: number, verb: ExposureAct, reason?: string) => {
  const { version } = unwrap(await getExposure(now(call), id));
  return actOnExposures(now(call), verb, { exposures: [{ id, version }] }, reason);
};
const partyOf = async (id: number, role: 'producer' | 'seller') => {
  const found = unwrap(await getExposure(now(editor), id)).parties.find((one) => one.role === role && one.state !== 'void'); // prettier-ignore
  if (!found) throw new Error(`no ${role}`);
  return found;
};
const merge = async (from: number, into: number) => {
  const [match] = await rows<{ id: number }>(
    `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', $1, $2, 'same-core') returning id`,
    [Math.min(from, into), Math.max(from, into)],
  );
  unwrap(await decideMatch(now(settler), match?.id ?? 0, { decision: 'same', keep: into > from ? 'right' : 'left', reason: '同一企业' })); // prettier-ignore
};

test.each([
  ['producer', 'is exposed', false],
  ['seller', 'is exposed', false],
  ['seller', 'is spared', true],
] as const)(
  'a %s that is merged while it may state its case: the one that remains states it, and %s',
  async (role, _, upheld) => {
    const producer = await made.enterprise({ name: `虚构合并厂${role}${upheld}`, city: '440600' });
    const seller = await made.enterprise({ name: `虚构合并商场${role}${upheld}`, city: '440600' });
    const category = await made.category(`虚构合并种类${role}${upheld}`);
    for (const publishedOn of ['2026-05-20', '2026-08-20']) {
      const check = await made.check({ publishedOn, level: 'provincial', authority: `虚构省局${role}${upheld}` });
      await made.store([{ producer, seller, category, check }]);
    }
    const [{ id } = { id: 0 }] = await rows<{ id: number }>('select id from publicity.exposure where producer_id = $1', [producer]); // prettier-ignore
    unwrap(await act(editor, id, 'submit'));
    unwrap(await act(approver, id, 'decide', '两次不合格，情况属实'));
    for (const each of ['producer', 'seller'] as const) {
      const one = await partyOf(id, each);
      const service = { manner: 'hand', day: dayAt(services.now()), signedBy: '虚构收件人' } as const;
      unwrap(await serveParty(now(editor), one.id, { version: one.version, service }));
    }
    const from = role === 'producer' ? producer : seller;
    const into = await made.enterprise({ name: `虚构合并后${role}${upheld}`, city: '440600' });
    await merge(from, into);

    const member = await testCall(services, { permissions: ['publicity.answer', 'delivery.receive', 'documents.receive'], region: `enterprise/${into}` }); // prettier-ignore
    const [own] = unwrap(await ownExposuresOf(now(member))).rows;
    expect(own).toMatchObject({ state: 'served', role });
    const { items } = unwrap(await myWork(now(member), { limit: 50 }));
    expect(items.map(({ subject }) => subject)).toContain(`party/${own?.id}`);
    unwrap(await pleadCase(now(member), own?.id ?? 0, { version: own?.version ?? 0, statement: '虚构陈述', wantsHearing: false, files: [] })); // prettier-ignore
    expect(unwrap(await myWork(now(member), { limit: 50 })).items.map(({ subject }) => subject)).not.toContain(`party/${own?.id}`); // prettier-ignore

    const stated = await partyOf(id, role);
    const verb = upheld ? 'uphold' : 'reject';
    unwrap(await answerStatement(now(approver), stated.id, verb, { version: stated.version, reason: '经复核', hearingOn: undefined })); // prettier-ignore
    const other = await partyOf(id, role === 'producer' ? 'seller' : 'producer');
    unwrap(
      await waiveStatement(now(editor), other.id, {
        version: other.version,
        waivedOn: now(editor).today,
        files: [await handInScan(now(editor))],
      }),
    );
    unwrap(await act(approver, id, 'release'));
    const [shown] = await withTransaction(database, 'portal', (tx) =>
      tx.query<{ producer_id: number; seller_ids: number[]; grounds: unknown }>(
        'select producer_id, seller_ids, grounds from publicity.published_exposure where id = $1',
        [id],
      ),
    );
    if (role === 'producer') expect(shown?.producer_id).toBe(into);
    else expect(shown?.seller_ids).toEqual(upheld ? [] : [into]);
    if (upheld) expect(JSON.stringify(shown)).not.toContain('虚构合并商场');
  },
);
