import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { receiveEvidence } from '#platform/evidence/operations.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Call } from '#platform/operation/index.ts';
import { testSystemCall } from '../../../tests/services.ts';
import { endClocks } from './operations-clock.ts';
import { answerIdentity, waiveObjection } from './operations-notices.ts';
import { onDay } from './testing/loop-notices.ts';
import { code, hand, noticeDesk } from './testing/notice-desk.ts';

const { database, services, made, world, officer, decider, firm, member, version, served, runClock } =
  await noticeDesk();

describe('whose product', () => {
  const market = async (day = '2026-09-01') => {
    const seller = await made.enterprise(undefined, { retailer: true });
    const [sample = 0] = await world.reported([{ producer: firm, seller, site: 'shop' }]);
    const [producer, shop] = (await world.noticesOf(sample)).map(({ id }) => id);
    for (const id of [producer ?? 0, shop ?? 0]) await served(onDay(officer, day), id, hand(day));
    unwrap(await waiveObjection(await world.member(seller), shop ?? 0, 'waive', { version: 2 }));
    return { sample, seller, id: producer ?? 0 };
  };
  const answer = async (
    call: Call,
    id: number,
    verb: Parameters<typeof answerIdentity>[2],
    reason?: string,
    files: readonly number[] = [],
  ) => answerIdentity(call, id, verb, { version: await version(id), reason, files });

  test('a denial that another person finds proven names no producer and opens a counterfeit lead against the seller', async () => {
    const { sample, id } = await market();
    expect(code(await answer(member, id, 'deny'))).toBe('reason-required');
    unwrap(await answer(member, id, 'deny', '本厂从未生产该型号，附出厂台账'));
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    expect(code(await answer(member, id, 'prove-denial', '属实'))).toBe('forbidden');
    unwrap(await answer(decider, id, 'prove-denial', '台账、标识比对属实'));
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail', producer: null, settled: false });
    const leads = () =>
      world.asEngine((tx) =>
        tx.query(`select state from work.item where kind = 'spot-checks.counterfeit-lead' and subject = $1`, [
          `notice/${id}`,
        ]),
      );
    expect(await leads()).toEqual([{ state: 'open' }]);
    unwrap(await answer(officer, id, 'take-up-lead', '已移交稽查机构'));
    expect(await leads()).toEqual([{ state: 'closed' }]);
  });

  test('what the firm wrote counts with its scan alone: confirmed or denied, read by the official, the decider and the firm', async () => {
    const [one, two] = [await market(), await market()];
    const scan = async (call: Call) =>
      unwrap(
        await receiveEvidence(
          call,
          (async function* () {
            yield { fileName: '产品确认函.pdf', stream: Readable.from(['%PDF-1.7 虚构']) };
          })(),
        ),
      ).id;
    for (const verb of ['record-confirmation', 'record-denial'] as const)
      expect(code(await answer(officer, one.id, verb, '厂方来函'))).toBe('scan-required');
    expect(await world.detail(officer, one.id)).toMatchObject({ identity: 'asked', identityFiles: [] });
    const others = await scan(member);
    expect(code(await answer(officer, one.id, 'record-denial', '厂方来函', [others]))).toBe('evidence-not-yours');
    unwrap(await answer(officer, one.id, 'record-confirmation', '厂方来函', [await scan(officer)]));
    unwrap(await answer(officer, two.id, 'record-denial', '厂方来函，附台账', [await scan(officer)]));
    for (const call of [officer, decider, member])
      for (const id of [one.id, two.id])
        expect((await world.detail(call, id)).identityFiles).toMatchObject([{ fileName: '产品确认函.pdf' }]);
    expect((await world.detail(officer, one.id)).identity).toBe('confirmed');
    unwrap(await answer(decider, two.id, 'reject-denial', '台账不符'));
  });

  test('the firm may hand in its records when it denies', async () => {
    const { id } = await market();
    const upload = async function* () {
      yield { fileName: '出厂台账.pdf', stream: Readable.from(['%PDF-1.7 虚构']) };
    };
    const file = unwrap(await receiveEvidence(member, upload())).id;
    unwrap(await answer(member, id, 'deny', '附出厂台账', [file]));
    expect((await world.detail(decider, id)).identityFiles).toMatchObject([{ fileName: '出厂台账.pdf' }]);
  });

  test('a denial that is rejected counts as confirmed; silence does when the day has passed; a late denial is refused', async () => {
    const [one, two, three] = [await market(), await market(), await market()];
    unwrap(await answer(member, one.id, 'deny', '不是'));
    unwrap(await answer(decider, one.id, 'reject-denial', '证据不足'));
    expect(code(await answer(onDay(member, '2026-09-17'), two.id, 'deny', '不是'))).toBe('identity-too-late');
    unwrap(await answer(member, three.id, 'confirm'));
    await runClock('2026-09-17');
    for (const { sample } of [one, two, three]) expect(await world.resultOf(sample)).toMatchObject({ producer: firm });
    expect((await world.detail(member, two.id)).identity).toBe('silent');
  });

  test('who was silent where silence does not count holds nobody up whose silence does', async () => {
    const [first, second] = await Promise.all([market('2026-09-01'), market('2026-09-02')]);
    await withTransaction(database, 'migrator', (tx) =>
      tx.query(
        `insert into law.override (key, valid_from, valid_to, value, source, reason, state, proposed_by, proposed_at, decided_by, decided_at)
         values ('spot-checks.silence-confirms', '2026-09-01', '2026-09-01', 'false', '{"zh":"虚构","en":"made up"}', '虚构', 'approved', $1, now(), $2, now())`,
        [officer.actor.accountId, decider.actor.accountId],
      ),
    );
    await endClocks(onDay(testSystemCall(services), '2026-09-25'), 1);
    expect((await world.detail(member, first.id)).identity).toBe('asked');
    expect((await world.detail(member, second.id)).identity).toBe('silent');
  });
});
