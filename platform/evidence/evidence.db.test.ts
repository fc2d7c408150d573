import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { attachEvidence, evidenceOf, shareEvidence } from './index.ts';
import { clearForgotten, downloadEvidence, receiveEvidence, takeBackEvidence } from './operations.ts';
import { observe } from '#platform/operation/index.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: rooms });

const upload = async function* (content: string | Buffer, fileName = '整改照片.pdf') {
  yield { fileName, stream: Readable.from([content]) };
};
const handIn = async (call: Call, content = '%PDF-1.7 虚构') => unwrap(await receiveEvidence(call, upload(content)));

const firm = await testCall(services, { permissions: ['spot-checks.answer'], region: 'enterprise/33' });
const otherFirm = await testCall(services, { permissions: ['spot-checks.answer'], region: 'enterprise/34' });
const officer = await testCall(services, { permissions: ['warning-cards.read'], region: '440600' });
const officerElsewhere = await testCall(services, { permissions: ['warning-cards.read'], region: '440700' });

const readers = [
  { permission: 'spot-checks.answer', place: 'enterprise/33' },
  { permission: 'warning-cards.read', place: '440605' },
];
const attach = (call: Call, subject: string, ids: number[]) =>
  perform(call, { permission: 'spot-checks.answer', act: 'evidence.upload' }, async (act) => {
    await act.asEngine();
    return attachEvidence(act, { subject, dataset: 'demo', ids, readers });
  });
const read = async (call: Call, id: number) => {
  const answer = await downloadEvidence(call, id);
  return 'stream' in answer ? text(answer.stream) : answer;
};

test('what was handed in is seen by its uploader alone until an act names others', async () => {
  const file = await handIn(firm);
  expect(file).toMatchObject({ fileName: '整改照片.pdf', mediaType: 'application/pdf' });
  expect(await read(firm, file.id)).toBe('%PDF-1.7 虚构');
  for (const stranger of [otherFirm, officer])
    expect(await read(stranger, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await attach(firm, 'card-answer/1', [file.id, file.id]));
  expect(await read(officer, file.id)).toBe('%PDF-1.7 虚构');
  for (const stranger of [otherFirm, officerElsewhere])
    expect(await read(stranger, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  const listed = await observe(officer, { permission: 'warning-cards.read' }, async ({ tx }) =>
    ok(await evidenceOf(tx, ['card-answer/1', 'card-answer/2'])),
  );
  expect([...unwrap(listed)]).toMatchObject([['card-answer/1', [{ id: file.id }]]]);
});

test('nobody submits the files of another, and none twice', async () => {
  const file = await handIn(firm);
  expect(await attach(otherFirm, 'card-answer/3', [file.id])).toMatchObject({
    refusal: { code: 'evidence-not-yours' },
  });
  const second = await handIn(firm);
  unwrap(await attach(firm, 'card-answer/3', [file.id]));
  expect(await attach(firm, 'card-answer/4', [second.id, file.id])).toMatchObject({
    refusal: { code: 'evidence-not-yours' },
  });
  // The refusal took nothing along.
  unwrap(await attach(firm, 'card-answer/4', [second.id]));
  expect(await takeBackEvidence(firm, second.id)).toMatchObject({ refusal: { code: 'not-found' } });
});

test('the firm that remains after a merger sees what the other handed in, and nobody else does', async () => {
  const remaining = await testCall(services, { permissions: ['spot-checks.answer'], region: 'enterprise/41' });
  const file = await handIn(firm);
  unwrap(await attach(firm, 'card-answer/5', [file.id]));
  expect(await read(remaining, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  const follow = await perform(remaining, { permission: 'spot-checks.answer', act: 'evidence.upload' }, async (act) => {
    await act.asEngine();
    return ok(await shareEvidence(act, 'enterprise/33', 'enterprise/41'));
  });
  unwrap(follow);
  for (const reader of [remaining, firm, officer]) expect(await read(reader, file.id)).toBe('%PDF-1.7 虚构');
  expect(await read(otherFirm, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
});

test('a file that lies about its type, is empty or too large is refused and leaves nothing', async () => {
  const refused = async (content: string | Buffer, name?: string) => {
    const answer = await receiveEvidence(firm, upload(content, name));
    return answer.ok ? 'taken' : answer.refusal.code;
  };
  expect(await refused('<html><script>alert(1)</script>', '照片.jpg')).toBe('evidence-not-readable');
  expect(await refused(Buffer.from('4d5a9000', 'hex'), '报告.pdf')).toBe('evidence-not-readable');
  expect(await refused('')).toBe('file-empty');
  expect(await refused(Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * 1024 * 1024)]))).toBe('file-too-large');
});

test('what is never submitted is taken back, or goes after a week', async () => {
  const file = await handIn(firm);
  expect(await takeBackEvidence(otherFirm, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await takeBackEvidence(firm, file.id));
  expect(await read(firm, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  const forgotten = await handIn(firm);
  const system = testSystemCall(services);
  expect(await clearForgotten(system)).toBe(0);
  services.setNow('2026-09-09T02:00:00.000Z');
  expect(await clearForgotten(system)).toBe(1);
  expect(await read(firm, forgotten.id)).toMatchObject({ refusal: { code: 'not-found' } });
});

test('nobody fills the disk with files that no act refers to', async () => {
  const idle = await testCall(services, { permissions: ['spot-checks.answer'], region: 'enterprise/35' });
  for (let at = 0; at < 50; at += 1) await handIn(idle);
  expect(await receiveEvidence(idle, upload('%PDF-1.7'))).toMatchObject({ refusal: { code: 'evidence-too-many' } });
});

test('nor by handing many in at the same time', async () => {
  const hasty = await testCall(services, { permissions: [] });
  for (let n = 0; n < 45; n += 1) unwrap(await receiveEvidence(hasty, upload('%PDF-1.7')));
  const at = await Promise.all(Array.from({ length: 12 }, () => receiveEvidence(hasty, upload('%PDF-1.7'))));
  expect(at.filter(({ ok }) => ok)).toHaveLength(5);
});
