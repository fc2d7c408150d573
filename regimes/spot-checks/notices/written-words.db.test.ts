import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { downloadEvidence, receiveEvidence } from '#platform/evidence/operations.ts';
import { type Call } from '#platform/operation/index.ts';
import { recordWaiver, rejectWaiver, waiveObjection } from './operations-notices.ts';
import { actOnObjection, recordWithdrawal, rejectWithdrawal } from './operations-objections.ts';
import { testCall } from '../../../tests/services.ts';
import { code, noticeDesk } from './testing/notice-desk.ts';

const { made, world, officer, decider, firm, member, version, served, first, runClock, objected, services } =
  await noticeDesk();

const registrar = await testCall(services, {
  permissions: ['spot-checks.plans', 'spot-checks.see-visits', 'spot-checks.serve', 'spot-checks.decide'],
  region: '440600',
  name: '虚构承办人',
});
const elsewhere = await testCall(services, { permissions: ['spot-checks.see-visits'], region: '440100' });

describe('a right given up on paper', () => {
  const scan = async (call: Call, content = '%PDF-1.7 虚构放弃异议声明') => receiveEvidence(call, upload(content));
  const upload = async function* (content: string) {
    yield { fileName: '放弃异议声明.pdf', stream: Readable.from([content]) };
  };
  const notice = async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    return { sample, id };
  };
  const record = async (call: Call, id: number, files: readonly number[], reason = '法定代表人签字盖章，9月1日交来') =>
    recordWaiver(call, id, { version: await version(id), reason, files });
  const reads = async (call: Call, id: number) => {
    const answer = await downloadEvidence(call, id);
    if (!('stream' in answer)) return false;
    (answer.stream as Readable).destroy();
    return true;
  };

  test('is not waived by one official: the scan is on file, and another person has read it', async () => {
    const { sample, id } = await notice();
    expect(code(await record(registrar, id, []))).toBe('scan-required');
    const file = unwrap(await scan(registrar));
    expect(code(await record(registrar, id, [file.id], ''))).toBe('reason-required');
    unwrap(await record(registrar, id, [file.id]));
    expect(await world.resultOf(sample)).toBeUndefined();
    const waiting = await world.detail(registrar, id);
    expect(waiting).toMatchObject({
      state: 'served',
      next: { words: { zh: '复核企业书面放弃异议' } },
      writtenWords: [{ state: 'recorded', recordedBy: '虚构承办人', reason: '法定代表人签字盖章，9月1日交来', files: [{ id: file.id, sha256: file.sha256 }] }],
    }); // prettier-ignore
    const refusalOf = (verb: string) => waiting.acts.find(({ act }) => act === verb)?.refusal?.code;
    expect(refusalOf('record-waiver')).toBe('word-to-confirm');
    expect(refusalOf('confirm-waiver')).toBe('four-eyes-same-person');
    expect(code(await record(registrar, id, [unwrap(await scan(registrar)).id]))).toBe('word-to-confirm');
    const confirm = async (call: Call) => waiveObjection(call, id, 'confirm-waiver', { version: await version(id) });
    expect(code(await confirm(registrar))).toBe('four-eyes-same-person');
    expect(code(await confirm(officer))).toBe('forbidden');
    expect([await reads(decider, file.id), await reads(member, file.id), await reads(elsewhere, file.id)]).toEqual([true, true, false]); // prettier-ignore
    const both = await Promise.all([confirm(decider), confirm(decider)]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect(await world.detail(member, id)).toMatchObject({
      state: 'waived',
      writtenWords: [{ state: 'confirmed', decidedBy: '签发乙', files: [{ id: file.id }] }],
    });
    const [entry] = await made.asOwner((tx) =>
      tx.query<{ payload: string }>(`select convert_from(canonical, 'UTF8') as payload from journal.entry where act = 'spot-checks.record-waiver-notice' and subject = $1`, [`notice/${id}`]),
    ); // prettier-ignore
    expect(entry?.payload).toContain(file.sha256);
  });

  test('rejected it is no waiver: the clock runs on, the reason is kept, and the firm may object', async () => {
    const { id } = await notice();
    unwrap(await record(registrar, id, [unwrap(await scan(registrar)).id]));
    expect(code(await rejectWaiver(decider, id, { version: await version(id) }))).toBe('reason-required');
    unwrap(await rejectWaiver(decider, id, { version: await version(id), reason: '没有公章' }));
    expect(await world.detail(member, id)).toMatchObject({
      state: 'served',
      writtenWords: [{ state: 'rejected', decisionReason: '没有公章' }],
    });
    unwrap(await objected(member, id, '2026-09-02'));
  });

  test('does not stop the clock: where it runs out first, nobody has to confirm any more', async () => {
    const { sample, id } = await notice();
    unwrap(await record(registrar, id, [unwrap(await scan(registrar)).id]));
    const open = () => world.asEngine((tx) => tx.query(`select 1 from work.item where state = 'open' and kind = 'spot-checks.confirm-word' and subject = $1`, [`notice/${id}`])); // prettier-ignore
    expect(await open()).toHaveLength(1);
    await runClock('2026-09-17');
    expect(await open()).toHaveLength(0);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect(code(await waiveObjection(decider, id, 'confirm-waiver', { version: await version(id) }))).toBe(
      'state-not-allowed',
    );
  });

  test('an objection is withdrawn on paper alike; the firm withdraws in its account at once', async () => {
    const { sample, id } = await notice();
    unwrap(await objected(member, id, '2026-09-02'));
    const objection = async () => (await world.detail(officer, id)).objections[0];
    const input = async () => ({ version: (await objection())?.version ?? 0 });
    const number = (await objection())?.id ?? 0;
    const reason = '企业来函撤回';
    expect(code(await recordWithdrawal(registrar, number, { ...(await input()), reason, files: [] }))).toBe(
      'scan-required',
    );
    const files = [unwrap(await scan(registrar)).id];
    unwrap(await recordWithdrawal(registrar, number, { ...(await input()), reason, files }));
    expect((await objection())?.state).toBe('filed');
    expect(code(await actOnObjection(registrar, number, 'confirm-withdrawal', await input()))).toBe(
      'four-eyes-same-person',
    );
    unwrap(await rejectWithdrawal(decider, number, { ...(await input()), reason: '落款不符' }));
    unwrap(
      await recordWithdrawal(registrar, number, {
        ...(await input()),
        reason,
        files: [unwrap(await scan(registrar)).id],
      }),
    );
    unwrap(await actOnObjection(decider, number, 'confirm-withdrawal', await input()));
    expect((await objection())?.state).toBe('withdrawn');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });

  test('a file that is none, or of another person, is no proof', async () => {
    const { id } = await notice();
    expect(code(await scan(registrar, '<html>'))).toBe('evidence-not-readable');
    expect(code(await record(registrar, id, [unwrap(await scan(decider)).id]))).toBe('evidence-not-yours');
  });
});
