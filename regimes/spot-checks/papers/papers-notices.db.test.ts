import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { localDate } from '#foundation/local-date.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { getPaperDetail, listOfPapers } from '#platform/documents/operations-read.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { fileObjection, serveNotice } from '../notices/operations-notices.ts';
import { endClocks } from '../notices/operations-clock.ts';
import { actOnObjection, tellAbandonment } from '../notices/operations-objections.ts';
import { designateLaboratory, recordFormalities } from '../notices/operations-retests.ts';
import { noticeWorld } from '../notices/testing/loop-notices.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const { officer, decider } = world;
const firm = await made.enterprise();
const member = await world.member(firm);
const reader = await testCall(services, { permissions: ['documents.receive'], region: `enterprise/${firm}` });

const papersOf = (subject: string) =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ kind: string; title: string; number: string; state: string; party: string | null }>(
      'select kind, title, number, state, party from documents.paper where subject = $1 order by id',
      [subject],
    ),
  );
const titles = async (subject: string) => (await papersOf(subject)).map(({ title }) => title.replace('产品质量监督抽查', '')); // prettier-ignore
const seen = async (subject: string) => unwrap(await listOfPapers(reader, { dataset: 'demo', subject, limit: 50 })).rows.length; // prettier-ignore

const served = async () => {
  const [sample = 0] = await world.reported([{ producer: firm }]);
  const [notice] = await world.noticesOf(sample);
  const id = notice?.id ?? 0;
  const { version } = await world.detail(officer, id);
  unwrap(await serveNotice(officer, id, { version, service: { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' } })); // prettier-ignore
  return { sample, id };
};
const objected = async () => {
  const { sample, id } = await served();
  const { version } = await world.detail(officer, id);
  const day = { ...member, today: localDate('2026-09-02') };
  unwrap(await fileObjection(day, id, 'object', { version, grounds: '对检验方法有异议', wantsRetest: true }));
  const objection = (await world.detail(member, id)).objections[0]?.id ?? 0;
  return { sample, id, objection };
};
const decide = async (objection: number, verb: 'accept' | 'refuse' | 'uphold') =>
  unwrap(await actOnObjection(decider, objection, verb, { version: 1, reason: '虚构理由' }));

describe('a result notice', () => {
  test('has the number of its paper, once, without gaps also when reports take effect at once', async () => {
    const seller = await made.enterprise(undefined, { retailer: true });
    await Promise.all([1, 2, 3].map(() => world.reported([{ producer: firm, seller }, { producer: firm }])));
    const rows = await withTransaction(database, 'system', (tx) =>
      tx.query<{ number: string; paper: string; ordinal: number }>(
        `select n.number, p.number as paper, p.ordinal from spot_checks.notice n
           join documents.paper p on p.subject = 'notice/' || n.id and p.kind = 'spot-checks.result-notice' order by p.ordinal`,
      ),
    );
    expect(rows).toHaveLength(9);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => `粤质告〔2026〕${index + 1}号（演示）`));
    expect(rows.every(({ number, paper }) => number === paper)).toBe(true);
  });

  test('is seen by the firm once it was served, not before', async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const [notice] = await world.noticesOf(sample);
    expect(await seen(`notice/${notice?.id}`)).toBe(0);
    const told = await served();
    expect(await seen(`notice/${told.id}`)).toBe(1);
  });

  test('of a name that can’t be printed stops the report that it would tell of', async () => {
    const rare = await made.enterprise('虚构厂😀');
    await expect(world.reported([{ producer: rare }])).rejects.toThrow('😀');
  });
});

describe('what follows an objection', () => {
  test('a retest given up is told by a numbered notice that the firm has once it was served', async () => {
    const { objection } = await objected();
    await decide(objection, 'accept');
    await endClocks({ ...testSystemCall(services), today: localDate('2026-09-20') });
    expect(await papersOf(`objection/${objection}`)).toMatchObject([
      { title: '异议申请受理通知书' },
      {
        title: '产品质量监督抽查视为放弃复检告知书',
        number: '粤质复弃〔2026〕1号（演示）',
        state: 'issued',
        party: null,
      },
    ]);
    expect(await seen(`objection/${objection}`)).toBe(1);
    const day = { ...officer, today: localDate('2026-09-21') };
    const service = { manner: 'hand', day: '2026-09-21', signedBy: '虚构收件人' } as const;
    unwrap(await tellAbandonment(day, objection, { version: 3, service }));
    expect(await seen(`objection/${objection}`)).toBe(2);
  });

  test('a refusal goes to the firm', async () => {
    const { objection } = await objected();
    await decide(objection, 'refuse');
    expect(await titles(`objection/${objection}`)).toEqual(['异议申请不予受理通知书']);
    expect(await seen(`objection/${objection}`)).toBe(1);
  });

  test('upheld, the notice is void with its report', async () => {
    const { id, objection } = await objected();
    await decide(objection, 'uphold');
    expect(await titles(`objection/${objection}`)).toEqual(['异议处理决定通知书']);
    expect((await papersOf(`notice/${id}`)).map(({ state }) => state)).toEqual(['void']);
  });

  test('accepted, the laboratory gets its order and the firm the result, each once', async () => {
    const { sample, id, objection } = await objected();
    await decide(objection, 'accept');
    expect(await titles(`objection/${objection}`)).toEqual(['异议申请受理通知书']);
    const retest = (await world.detail(officer, id)).retests[0]?.id ?? 0;
    unwrap(await recordFormalities(officer, retest, { version: 1 }));
    unwrap(await designateLaboratory(decider, retest, { version: 2, laboratoryId: world.retestLaboratory }));
    expect(await papersOf(`retest/${retest}`)).toMatchObject([{ kind: 'spot-checks.retest-order', party: `laboratory/${world.retestLaboratory}` }]); // prettier-ignore
    const [order] = await withTransaction(database, 'system', (tx) => tx.query<{ id: number }>('select id from documents.paper where subject = $1', [`retest/${retest}`])); // prettier-ignore
    const clerk = await testCall(services, { permissions: ['documents.read', 'spot-checks.plans', 'spot-checks.see-visits'] }); // prettier-ignore
    expect(unwrap(await getPaperDetail(clerk, order?.id ?? 0)).about.link).toBe(`/objections/${objection}`);
    await world.retested(sample, 'pass');
    expect(await titles(`notice/${id}`)).toEqual(['检验结果告知书', '复检结果通知书']);
    expect(await seen(`notice/${id}`)).toBe(2);
  });
});
