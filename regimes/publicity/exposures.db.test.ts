import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import type { MadeUpResult } from '../../tests/made-up-results.ts';
import { testCall } from '../../tests/services.ts';
import { handInScan } from '../../tests/scan.ts';
import type { ExposureAct, ExposureState } from './exposure.ts';
import { laterPasses } from './portal-storage.ts';
import {
  actOnExposures,
  exposuresOfEnterprise,
  getExposure,
  listExposures,
  serveParty,
  waiveStatement,
} from './index.ts';
import { openRoom } from './testing/room.ts';

const { database, services, made, who, checks: since2014 } = await openRoom();
const seed = 20_000_328;
const checks: number[] = [];
let count = 0;

beforeAll(async () => {
  checks.push(
    await made.check({ publishedOn: '2013-05-05' }),
    ...since2014,
    await made.check({ publishedOn: '2014-08-08', kind: 'follow-up' }),
    await made.check({ publishedOn: '2014-09-09', level: 'county' }),
  );
});

interface Stored {
  readonly id: number;
  readonly version: number;
  readonly state: ExposureState;
  readonly ground: string;
}
const exposuresOf = (producer: number): Promise<Stored[]> =>
  withTransaction(database, 'system', (tx) =>
    tx.query<Stored>('select * from publicity.exposure where producer_id = $1 order by id', [producer]),
  );
const exposureOf = async (producer: number): Promise<Stored> => {
  const [exposure] = await exposuresOf(producer);
  if (!exposure) throw new Error('no exposure');
  return exposure;
};
const make = async () => {
  count += 1;
  return {
    producer: await made.enterprise({ name: `虚构工厂${count}` }),
    category: await made.category(`虚构种类${count}`),
  };
};
const on = (
  key: { producer: number; category: number },
  place: number,
  verdict: MadeUpResult['verdict'] = 'fail',
): MadeUpResult => ({ ...key, check: checks[place] ?? 0, verdict });
const take = async (call: Call, producer: number, act: ExposureAct, reason?: string) => {
  const { id, version } = await exposureOf(producer);
  return actOnExposures(call, act, { exposures: [{ id, version }] }, reason);
};
/** Decided, served, and heard: ready for release. */
const heard = async (producer: number) => {
  unwrap(await take(who.approver, producer, 'decide', '情况属实'));
  const { id } = await exposureOf(producer);
  for (const party of unwrap(await getExposure(who.editor, id)).parties) {
    const service = { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' } as const;
    unwrap(await serveParty(who.editor, party.id, { version: 1, service }));
    unwrap(
      await waiveStatement(who.editor, party.id, {
        version: 2,
        waivedOn: '2026-09-01',
        files: [await handInScan(who.editor)],
      }),
    );
  }
};
const released = async () => {
  const key = await make();
  const ids = await made.store([on(key, 0), on(key, 1)]);
  unwrap(await take(who.editor, key.producer, 'submit'));
  await heard(key.producer);
  unwrap(await take(who.approver, key.producer, 'release'));
  return { key, ids, exposure: await exposureOf(key.producer) };
};
const publicly = (id: number) =>
  withTransaction(database, 'portal', (tx) =>
    tx.query<{ grounds: { explanation: { zh: string } } }>('select * from publicity.published_exposure where id = $1', [
      id,
    ]),
  );
const work = (id: number) =>
  withTransaction(database, 'system', (tx) =>
    tx.query('select state from work.item where subject = $1', [`exposure/${id}`]),
  );

describe('proposals', () => {
  test('two consecutive failures, not interrupted by a pass; later passes and sellers are told', async () => {
    const [yes, no] = [await make(), await make()];
    const seller = await made.enterprise({ name: `虚构商场${count}` });
    await made.store([
      { ...on(yes, 0), seller },
      on(yes, 1),
      on(yes, 2, 'pass'),
      on(yes, 4, 'pass'),
      on(yes, 5, 'pass'),
    ]);
    await made.store([on(no, 0), on(no, 1, 'pass'), on(no, 2), on(no, 4), on(no, 5)]);
    expect(await exposuresOf(no.producer)).toEqual([]);
    const exposure = await exposureOf(yes.producer);
    expect(exposure).toMatchObject({
      state: 'proposed',
      ground: 'consecutive-failures',
      last_on: '2014-05-05',
    });
    const detail = unwrap(await getExposure(who.editor, exposure.id));
    expect(detail.laterPasses).toBe(3);
    expect(detail.sellers).toEqual([{ id: seller, name: `虚构商场${count}` }]);
    expect(detail.grounds.explanation.zh).toContain('以公布日期排序');
    expect(detail.acts.map(({ act, refusal }) => [act, refusal?.code ?? 'may'])).toEqual([
      ['submit', 'may'],
      ['decide', 'state-not-allowed'],
    ]);
    const list = unwrap(
      await listExposures(who.editor, {
        dataset: 'demo',
        ground: 'consecutive-failures',
        producerId: yes.producer,
        limit: 10,
      }),
    );
    expect(list).toMatchObject({ total: 1, next: null, counts: { proposed: 1 } });
    expect(unwrap(await exposuresOfEnterprise(who.editor, yes.producer)).rows).toHaveLength(1);
  });

  test('a refusal is exposed once, wherever it is told', async () => {
    const key = await make();
    await made.store([{ ...on(key, 0, 'refused'), product: '虚构皮鞋' }]);
    const id = await made.refuse({ producer: key.producer, check: checks[0] ?? 0, product: '虚构皮鞋' });
    expect(await exposuresOf(key.producer)).toMatchObject([
      { ground: 'refusal', product_name: '虚构皮鞋', category_id: key.category },
    ]);
    await made.unrefuse(id, key.producer);
    expect(await exposuresOf(key.producer)).toHaveLength(1);
    const lister = await make();
    const only = await made.refuse({ producer: lister.producer, check: checks[1] ?? 0, product: '虚构童鞋' });
    const detail = unwrap(await getExposure(who.editor, (await exposureOf(lister.producer)).id));
    expect(detail.grounds.explanation.zh).toContain('拒绝接受监督抽查，涉及产品：虚构童鞋');
    await made.unrefuse(only, lister.producer);
    expect(await exposuresOf(lister.producer)).toEqual([]);
  });

  test('the later passes that the office counts are those that the public reads, on every ground, as of now', async () => {
    const key = await make();
    await made.store([on(key, 0, 'refused')]);
    const { id } = await exposureOf(key.producer);
    const counted = async () => unwrap(await getExposure(who.editor, id)).laterPasses;
    expect(await counted()).toBe(0);
    // Two batches of one check are one check; a check with a failing batch, or an older one, is none.
    await made.store([on(key, 1, 'pass'), on(key, 1, 'pass'), on(key, 2, 'pass'), on(key, 3, 'pass'), on(key, 3)]);
    expect(await counted()).toBe(2);
    unwrap(await take(who.editor, key.producer, 'submit'));
    await heard(key.producer);
    unwrap(await take(who.approver, key.producer, 'release'));
    await made.store([on(key, 4, 'pass')]);
    const shown = await withTransaction(database, 'portal', (tx) => laterPasses(tx, id));
    expect([await counted(), shown.length]).toEqual([3, 3]);
  });

  test(`the order of imports makes no difference (seed ${seed})`, async () => {
    const keys = [await make(), await make()];
    const result = fc.record({
      key: fc.constantFrom(...keys),
      place: fc.nat(5),
      verdict: fc.constantFrom('fail', 'fail', 'pass', 'refused'),
    });
    const standing = () =>
      withTransaction(database, 'system', (tx) =>
        tx.query(
          `select producer_id, ground, ground_key, state, category_id, product_name, last_on,
          regexp_replace(basis::text, '"resultId": \\d+|"ref": "[^"]*"', '', 'g') as basis from publicity.exposure where producer_id = any ($1::bigint[]) order by 1, 2, 3`,
          [keys.map((key) => key.producer)],
        ),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(result, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 }),
        async (imports) => {
          const run = async (batches: typeof imports) => {
            const ids: number[] = [];
            for (const rows of batches)
              ids.push(
                ...(await made.store(
                  rows.map(({ key, place, verdict }) => on(key, place, verdict as MadeUpResult['verdict'])),
                )),
              );
            const found = await standing();
            await made.remove(ids);
            expect(await standing()).toEqual([]);
            return found;
          };
          expect(await run(imports.toReversed())).toEqual(await run(imports));
        },
      ),
      { seed, numRuns: 20 },
    );
  });
});

describe('release', () => {
  test('takes two people, makes it public with its grounds; taking down takes it away with a reason', async () => {
    const { key, exposure } = await released();
    const [shown] = await publicly(exposure.id);
    expect(shown?.grounds.explanation.zh).toContain('连续2次不合格');
    expect(await take(who.editor, key.producer, 'take-down')).toMatchObject({ refusal: { code: 'reason-required' } });
    unwrap(await take(who.approver, key.producer, 'take-down', '已整改并复查合格'));
    expect(await publicly(exposure.id)).toEqual([]);
    await made.store([on(key, 2, 'pass')]);
    expect(await exposuresOf(key.producer)).toMatchObject([{ state: 'taken-down', ending: 'early' }]);
    const facts = await withTransaction(database, 'system', (tx) =>
      tx.query(`select payload from facts.fact where type = 'publicity/exposure-taken-down@1'`),
    );
    expect(facts).toContainEqual({ payload: { dataset: 'demo', exposureIds: [exposure.id] } });
  });

  test('what was taken down stays down; a check that fails after it is a ground of its own', async () => {
    const { key } = await released();
    unwrap(await take(who.approver, key.producer, 'take-down', '企业已停产'));
    await made.store([on(key, 4)]);
    expect(await exposuresOf(key.producer)).toMatchObject([{ state: 'taken-down' }]);
    await made.store([on(key, 2)]);
    expect(await exposuresOf(key.producer)).toMatchObject([{ state: 'taken-down' }, { state: 'proposed' }]);
  });

  test('is refused to the one who submitted, and tells who was faster', async () => {
    const key = await make();
    await made.store([on(key, 0), on(key, 1)]);
    const seen = await exposureOf(key.producer);
    unwrap(await take(who.editor, key.producer, 'submit', '情况属实'));
    expect(await take(who.editor, key.producer, 'decide', '属实')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    unwrap(await take(who.approver, key.producer, 'return', '请核实产品名称'));
    const late = await actOnExposures(who.editor, 'submit', { exposures: [{ id: seen.id, version: seen.version }] });
    expect(late).toMatchObject({ refusal: { code: 'conflict', text: { zh: expect.stringContaining('签发乙退回') } } });
    const filter = { dataset: 'demo', producerId: key.producer } as const;
    expect(unwrap(await actOnExposures(who.editor, 'submit', { filter, count: 1 }))).toMatchObject({ done: 1 });
    unwrap(await take(who.other, key.producer, 'dismiss', '已撤销生产'));
    expect(await exposureOf(key.producer)).toMatchObject({ state: 'dismissed' });
  });

  test('a released one whose grounds are gone is reviewed by another; revoked, it may be proposed anew', async () => {
    const { key, ids, exposure } = await released();
    await made.remove([ids[1] ?? 0]);
    expect(await exposureOf(key.producer)).toMatchObject({ state: 'released', under_review: true });
    expect(await work(exposure.id)).toEqual([{ state: 'open' }]);
    await made.store([on(key, 1)]);
    expect(await exposureOf(key.producer)).toMatchObject({ under_review: false });
    expect(await work(exposure.id)).toEqual([{ state: 'closed' }]);
    await made.store([on(key, 1, 'pass')]);
    await made.remove(ids);
    expect(await exposureOf(key.producer)).toMatchObject({ under_review: true });
    expect(await take(who.approver, key.producer, 'revoke', '有误')).toMatchObject({
      refusal: { code: 'four-eyes-same-person' },
    });
    unwrap(await take(who.other, key.producer, 'revoke', '数据录入有误'));
    expect(await publicly(exposure.id)).toEqual([]);
    await made.store([on(key, 0), on(key, 1)]);
    expect((await exposuresOf(key.producer)).map((one) => one.state)).toEqual(['revoked', 'proposed']);
  });

  test('a submitted one goes back when a later pass comes, and lapses with its grounds', async () => {
    const key = await make();
    const ids = await made.store([on(key, 0), on(key, 1)]);
    unwrap(await take(who.editor, key.producer, 'submit'));
    await made.store([on(key, 3, 'pass')]);
    expect(await exposureOf(key.producer)).toMatchObject({ state: 'proposed', grounds: null });
    unwrap(await take(who.editor, key.producer, 'submit'));
    await made.remove(ids);
    const exposure = await exposureOf(key.producer);
    expect(exposure.state).toBe('lapsed');
    expect(unwrap(await getExposure(who.editor, exposure.id)).timeline.map((event) => event.verb)).toEqual([
      'propose',
      'submit',
      'send-back',
      'submit',
      'lapse',
    ]);
  });
});

test(`user × region × verb: nobody sees or acts beyond the own region (seed ${seed})`, async () => {
  const places = [
    { province: '440000', city: '440600', county: '440604' },
    { province: '440000', city: '440100', county: null },
    { province: '440000', city: null, county: null },
    { province: '330000', city: null, county: null },
    { province: null, city: null, county: null },
  ];
  const exposures = await Promise.all(
    places.map(async (place, index) => {
      const producer = await made.enterprise({ name: `虚构某地厂${index}`, ...place });
      const category = await made.category(`虚构某地种类${index}`);
      await made.store([on({ producer, category }, 0), on({ producer, category }, 1)]);
      return { ...(await exposureOf(producer)), place };
    }),
  );
  const callers = new Map<string, Call>();
  const regions = ['100000', '440000', '440600', '440604', '440100', '330000'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...regions),
      // Whoever of the quality authorities reads is given both.
      fc.subarray(['publicity.read', 'publicity.submit', 'publicity.release']),
      fc.constantFrom('release', 'take-down', 'revoke', 'return'),
      fc.constantFrom(...exposures),
      async (region, drawn, act, exposure) => {
        const held = drawn.includes('publicity.read') ? [...drawn, 'publicity.consider'] : drawn;
        const name = `${region} ${held.join()}`;
        const call = callers.get(name) ?? (await testCall(services, { region, permissions: held }));
        callers.set(name, call);
        const { city, county } = exposure.place;
        const sees =
          held.includes('publicity.read') && (region.endsWith('0000') || region === city || region === county);
        expect((await getExposure(call, exposure.id)).ok).toBe(sees);
        const answer = await actOnExposures(call, act as ExposureAct, { exposures: [exposure] }, '测试');
        const may = held.includes('publicity.release') && (region === '440000' || region === '100000');
        const code = !may ? /^(forbidden|outside-your-region)$/ : sees ? /^state-not-allowed$/ : /^not-found$/;
        expect(answer).toMatchObject({ ok: false, refusal: { code: expect.stringMatching(code) } });
      },
    ),
    { seed, numRuns: 150 },
  );
  const nobody = await withTransaction(database, { account: '' }, (tx) =>
    tx.query('select id from publicity.exposure'),
  );
  expect(nobody).toEqual([]);
});
