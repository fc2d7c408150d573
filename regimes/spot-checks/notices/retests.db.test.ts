import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { type ServiceInput } from '#foundation/service.ts';
import { type Call } from '#platform/operation/index.ts';
import { replaceScope } from '#registers/laboratories/storage-scope.ts';
import { testCall } from '../../../tests/services.ts';
import { actOnReserve } from '../visits/operations-reserves.ts';
import { listRetestLaboratories } from './operations-laboratories.ts';
import { actOnObjection, tellAbandonment } from './operations-objections.ts';
import { designateLaboratory, orderRetest, recordFormalities } from './operations-retests.ts';
import { onDay } from './testing/loop-notices.ts';
import { code, hand, noticeDesk } from './testing/notice-desk.ts';

const { services, made, world, officer, decider, firm, member, served, first, runClock, objected } = await noticeDesk();

describe('a retest', () => {
  const accepted = async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    unwrap(await objected(member, id, '2026-09-02'));
    const objection = (await world.detail(member, id)).objections[0]?.id ?? 0;
    unwrap(await actOnObjection(onDay(decider, '2026-09-03'), objection, 'accept', { version: 1 }));
    const retest = (await world.detail(officer, id)).retests[0];
    return { sample, id, retest: retest?.id ?? 0 };
  };
  const underWay = async () => {
    const one = await accepted();
    unwrap(await recordFormalities(officer, one.retest, { version: 1 }));
    unwrap(await designateLaboratory(decider, one.retest, { version: 2, laboratoryId: world.retestLaboratory }));
    return one;
  };

  test('is done by another laboratory once the formalities are done; reversed, it is the result and the authority pays', async () => {
    const { sample, id, retest } = await accepted();
    const designate = (laboratoryId: number, v: number, reason?: string) =>
      designateLaboratory(decider, retest, { version: v, laboratoryId, reason });
    expect(code(await designate(world.retestLaboratory, 1))).toBe('retest-formalities-open');
    unwrap(await recordFormalities(officer, retest, { version: 1 }));
    expect(code(await designate(world.laboratory, 2))).toBe('retest-same-laboratory');
    expect(code(await designate(await made.laboratory(), 2))).toBe('retest-laboratory-not-planned');
    unwrap(await designate(world.retestLaboratory, 2));
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    await world.retested(sample, 'pass');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'pass', producer: firm });
    const { state, retests, finalVerdict } = await world.detail(member, id);
    expect({ state, finalVerdict }).toEqual({ state: 'settled', finalVerdict: 'pass' });
    expect(retests).toMatchObject([{ state: 'done', outcome: 'different', feeBy: 'authority' }]);
  });

  test('may go to laboratories accredited for every item and not to the first; the plan’s come first', async () => {
    const { sample, retest } = await accepted();
    unwrap(await recordFormalities(officer, retest, { version: 1 }));
    const [able, unable, over, blank] = await Promise.all([1, 2, 3, 4].map(() => made.laboratory()));
    const scope = (id: number | undefined, item: string, validTo: string | null = null) =>
      made.asOwner((tx) => replaceScope(tx, id ?? 0, [{ category: '', item, method: '', validFrom: '2020-01-01', validTo }], null, services.now())); // prettier-ignore
    await scope(able, '虚构强度');
    await scope(unable, '虚构含量');
    await scope(over, '虚构强度', '2026-08-31');
    await made.asOwner((tx) => tx.query(`update laboratories.laboratory set valid_to = '2026-08-31' where id = $1`, [blank])); // prettier-ignore
    const list = async (call = decider) => listRetestLaboratories(call, retest);
    const rows = unwrap(await list()).rows;
    expect(rows[0]).toMatchObject({ id: world.retestLaboratory, planned: true, scopeEntered: false });
    const ids = rows.map(({ id }) => id);
    expect(ids).toContain(able);
    for (const not of [unable, over, blank, world.laboratory]) expect(ids).not.toContain(not);
    expect(code(await list(officer))).toBe('forbidden');

    const designate = (laboratoryId: number | undefined, reason = '计划内机构均无资质') =>
      designateLaboratory(decider, retest, { version: 2, laboratoryId: laboratoryId ?? 0, reason });
    expect(await designate(unable)).toMatchObject({ refusal: { code: 'laboratory-outside-scope', text: { zh: expect.stringContaining('虚构强度') } } }); // prettier-ignore
    expect(code(await designate(over))).toBe('laboratory-outside-scope');
    expect(code(await designate(blank))).toBe('laboratory-accreditation-over');
    unwrap(await designate(able));
    const [stored] = await world.asEngine((tx) =>
      tx.query('select laboratory_id as id, reason from spot_checks.retest where sample_id = $1', [sample]),
    );
    expect(stored).toEqual({ id: able, reason: '计划内机构均无资质' });
  });

  test('with the same outcome the applicant pays and the result stays', async () => {
    const { sample, id } = await underWay();
    await world.retested(sample, 'fail');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect((await world.detail(member, id)).retests).toMatchObject([{ outcome: 'same', feeBy: 'applicant' }]);
  });

  test('on a reserve that was tampered with: the first result stands', async () => {
    const { sample, id } = await underWay();
    const lab = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${world.retestLaboratory}`,
    });
    const [row] = await world.asEngine((tx) =>
      tx.query<{ version: number }>('select version from spot_checks.sample where id = $1', [sample]),
    );
    unwrap(await actOnReserve(lab, sample, 'tamper-reserve', { version: row?.version ?? 0, reason: '封条破损' }));
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect((await world.detail(member, id)).retests).toMatchObject([{ state: 'tampered' }]);
  });

  const givenUp = async () => {
    const one = await accepted();
    await Promise.all([runClock('2026-09-11'), runClock('2026-09-11')]);
    const [objection] = (await world.detail(officer, one.id)).objections;
    const tell = (call: Call, service: ServiceInput, today = '2026-09-14', seen = objection?.version ?? 0) =>
      tellAbandonment(onDay(call, today), objection?.id ?? 0, { version: seen, service });
    return { ...one, objection: objection?.id ?? 0, tell };
  };

  test('is given up when the formalities are not done in time, and final once the applicant was told with proof', async () => {
    const waiting = await accepted();
    await runClock('2026-09-10');
    expect((await world.detail(member, waiting.id)).retests).toMatchObject([{ state: 'applied' }]);
    const { sample, id, objection, tell } = await givenUp();
    const told = await world.detail(officer, id);
    expect(told).toMatchObject({
      state: 'objected',
      retests: [{ state: 'abandoned' }],
      objections: [{ state: 'given-up', told: null, acts: [{ act: 'tell-abandonment', refusal: null }] }],
      next: { words: { zh: '送达视为放弃复检告知书并登记凭据' } },
    });
    const open = await world.asEngine((tx) =>
      tx.query(`select state, due_on as "dueOn" from work.item where kind = 'spot-checks.tell-abandonment' and subject = $1`, [`objection/${objection}`]),
    ); // prettier-ignore
    expect(open).toEqual([{ state: 'open', dueOn: '2026-09-18' }]);
    await runClock('2026-10-30');
    expect(await world.resultOf(sample)).toBeUndefined();

    expect(code(await tell(member, hand('2026-09-12')))).toBe('forbidden');
    expect(code(await tell(officer, hand('2026-09-10')))).toBe('served-before-abandoned');
    expect(code(await tell(officer, hand('2026-09-15')))).toBe('date-in-future');
    const both = await Promise.all([tell(officer, hand('2026-09-14')), tell(officer, hand('2026-09-14'))]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.detail(member, id)).toMatchObject({
      state: 'settled',
      objections: [{ state: 'settled', told: { manner: 'hand', on: '2026-09-14', proof: { signedBy: '虚构收件人' } } }],
    });
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });

  test('given up and told by public notice is final when that takes effect, not before, told once', async () => {
    const { sample, id, tell } = await givenUp();
    const notice = { manner: 'public', day: '2026-09-14', medium: '虚构日报', because: '查无下落' } as const;
    unwrap(await tell(officer, notice));
    expect(await tell(officer, notice, '2026-09-14', 5)).toMatchObject({ refusal: { code: 'conflict' } });
    expect((await world.detail(officer, id)).objections[0]?.acts).toEqual([]);
    await runClock('2026-11-12');
    expect(await world.resultOf(sample)).toBeUndefined();
    await Promise.all([runClock('2026-11-13'), runClock('2026-11-13')]);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    const { events } = await world.detail(officer, id);
    expect(events.filter(({ words }) => words.zh === '异议办结')).toHaveLength(1);
  });

  test('given up by one party does not end the objection of another that has its own retest', async () => {
    const seller = await made.enterprise(undefined, { retailer: true });
    const [sample = 0] = await world.reported([{ producer: firm, seller }]);
    const [own, shop] = (await world.noticesOf(sample)).map(({ id }) => id);
    for (const id of [own ?? 0, shop ?? 0]) await served(officer, id);
    unwrap(await objected(member, own ?? 0, '2026-09-02'));
    const [mine] = (await world.detail(officer, own ?? 0)).objections;
    unwrap(await actOnObjection(onDay(decider, '2026-09-03'), mine?.id ?? 0, 'accept', { version: 1 }));
    await runClock('2026-09-11');
    unwrap(await objected(await world.member(seller), shop ?? 0, '2026-09-11'));
    const [theirs] = (await world.detail(officer, shop ?? 0)).objections;
    unwrap(await actOnObjection(onDay(decider, '2026-09-12'), theirs?.id ?? 0, 'accept', { version: 1 }));
    const [given] = (await world.detail(officer, own ?? 0)).objections;
    unwrap(
      await tellAbandonment(onDay(officer, '2026-09-14'), given?.id ?? 0, {
        version: given?.version ?? 0,
        service: hand('2026-09-14'),
      }),
    );
    expect((await world.detail(officer, shop ?? 0)).objections).toMatchObject([{ state: 'retest' }]);
    expect(await world.resultOf(sample)).toBeUndefined();
  });

  test('is ordered by officials where a dispute stays; one of a sample', async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    expect(code(await orderRetest(officer, id, '结论存疑'))).toBe('forbidden');
    unwrap(await orderRetest(decider, id, '结论存疑'));
    expect(code(await orderRetest(decider, id, '结论存疑'))).toBe('retest-open');
    const retest = (await world.detail(decider, id)).retests[0];
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    unwrap(await designateLaboratory(decider, retest?.id ?? 0, { version: 1, laboratoryId: world.retestLaboratory }));
    await world.retested(sample, 'fail');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });
});
