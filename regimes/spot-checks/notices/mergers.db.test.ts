import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { listOfPapers } from '#platform/documents/operations-read.ts';
import type { Call } from '#platform/operation/index.ts';
import { registers } from '#registers/index.ts';
import { decideMatch, renameEnterprise } from '#registers/enterprises/operations.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { getVisit } from '../visits/operations-read.ts';
import { fileObjection, serveNotice, waiveObjection } from './operations-notices.ts';
import { actOnObjection } from './operations-objections.ts';
import { getMyEnterprise } from './operations-read.ts';
import { noticeWorld, onDay } from './testing/loop-notices.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...registers, documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const { officer, decider, asEngine } = world;
const registrar = await testCall(services, { permissions: ['enterprises.settle', 'enterprises.read'] });

const merge = async (gone: number, stands: number): Promise<void> => {
  const [left, right] = [Math.min(gone, stands), Math.max(gone, stands)];
  const [match] = await made.asOwner((tx) =>
    tx.query<{ id: number }>(
      `insert into enterprises.match_case (dataset, left_id, right_id, reason) values ('demo', $1, $2, 'same-core') returning id`,
      [left, right],
    ),
  );
  const keep = stands === left ? 'left' : 'right';
  unwrap(await decideMatch(registrar, match?.id ?? 0, { decision: 'same', keep, reason: '工商登记合并' }));
};
/** The call as the next request makes it: with the roles that the account holds by then. */
const again = async (call: Call): Promise<Call> => {
  const rows = await made.asOwner((tx) =>
    tx.query<{ place: string }>(
      'select region_code as place from identity.role_grant where account_id = $1 and ended_at is null order by id',
      [call.actor.accountId],
    ),
  );
  const places = rows.map(({ place }) => place);
  return { ...call, actor: { ...call.actor, permissions: new Map([...call.actor.permissions.keys()].map((key) => [key, places])) } }; // prettier-ignore
};
const reported = async (producer: number) => {
  const [sample = 0] = await world.reported([{ producer }]);
  return { sample, id: (await world.noticesOf(sample))[0]?.id ?? 0 };
};
const serve = async (id: number) =>
  unwrap(
    await serveNotice(officer, id, {
      version: (await world.detail(officer, id)).version,
      service: { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' },
    }),
  );
const object = async (call: Call, id: number) =>
  unwrap(
    await fileObjection(onDay(call, '2026-09-02'), id, 'object', {
      version: (await world.detail(officer, id)).version,
      grounds: '对检验方法有异议',
      wantsRetest: true,
    }),
  );

test('open cases of a merged enterprise go on with the one that stands; what is over stays under the old name', async () => {
  const gone = await made.enterprise('虚构旧厂');
  const stands = await made.enterprise('虚构新厂');
  const before = await world.member(gone);
  const other = await world.member(stands);
  const reader = await testCall(services, { permissions: ['documents.receive'], region: `enterprise/${stands}` });
  const over = await reported(gone);
  await serve(over.id);
  unwrap(await waiveObjection(before, over.id, 'waive', { version: 2 }));
  const unserved = await reported(gone);
  const open = await reported(gone);
  await serve(open.id);
  const disputed = await reported(gone);
  await serve(disputed.id);
  await object(before, disputed.id);
  const [visit] = await made.asOwner((tx) =>
    tx.query<{ id: number }>(
      `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, due_on)
       select 'demo', plan_id, line_id, $1, category_id, '2026-09-30' from spot_checks.sample limit 1 returning id`,
      [gone],
    ),
  );

  await merge(gone, stands);

  expect(await world.detail(officer, over.id)).toMatchObject({ addressee: '虚构旧厂', enterpriseId: gone, nowCalled: null }); // prettier-ignore
  expect((await world.resultOf(over.sample))?.producer).toBe(stands);
  for (const { id } of [unserved, open, disputed]) {
    const detail = await world.detail(officer, id);
    expect(detail).toMatchObject({ addressee: '虚构旧厂', enterpriseId: stands, nowCalled: '虚构新厂' });
    expect(detail.events.at(-1)).toMatchObject({
      words: { zh: '企业合并，由存续企业承继' },
      reason: '虚构旧厂 → 虚构新厂',
      by: '测试人员',
    });
  }
  expect(unwrap(await getVisit(officer, visit?.id ?? 0)).enterprise).toEqual({ id: stands, name: '虚构新厂' });

  // Whoever answered for the old one answers on; the people of the one that stands as well.
  const mine = unwrap(await getMyEnterprise(await again(before))).notices.map(({ id }) => id);
  expect(mine.toSorted()).toEqual([over.id, open.id, disputed.id].toSorted());
  expect(unwrap(await getMyEnterprise(other)).notices.map(({ id }) => id).toSorted()).toEqual([open.id, disputed.id].toSorted()); // prettier-ignore
  const waiting = await asEngine((tx) =>
    tx.query<{ access: string[] }>(`select access from work.item where state = 'open' and kind = 'spot-checks.answer-notice' and subject = $1`, [`notice/${open.id}`]),
  ); // prettier-ignore
  expect(waiting).toEqual([{ access: [`spot-checks.answer@enterprise/${stands}`] }]);
  await object(await again(before), open.id);

  // Papers keep what they said; the next goes to whoever goes on.
  const [objection] = (await world.detail(officer, disputed.id)).objections;
  unwrap(await actOnObjection(decider, objection?.id ?? 0, 'refuse', { version: objection?.version ?? 0, reason: '检验方法符合细则' })); // prettier-ignore
  const papersOf = async (subject: string) =>
    unwrap(await listOfPapers(reader, { dataset: 'demo', subject, limit: 10 })).rows.map(({ addressee }) => addressee);
  expect(await papersOf(`notice/${disputed.id}`)).toEqual(['虚构旧厂']);
  expect(await papersOf(`objection/${objection?.id}`)).toEqual(['虚构新厂']);
  expect(await world.resultOf(disputed.sample)).toMatchObject({ verdict: 'fail', producer: stands });
});

test('a renamed enterprise: papers of before keep the old name, those of after have the new one', async () => {
  const firm = await made.enterprise('虚构原名厂');
  const member = await world.member(firm);
  const { id } = await reported(firm);
  await serve(id);
  await object(member, id);
  unwrap(await renameEnterprise(registrar, firm, { name: '虚构更名厂', until: '2026-09-01', reason: '工商变更' }));
  expect(await world.detail(member, id)).toMatchObject({ addressee: '虚构原名厂', nowCalled: '虚构更名厂' });
  const [objection] = (await world.detail(officer, id)).objections;
  unwrap(await actOnObjection(decider, objection?.id ?? 0, 'refuse', { version: 1, reason: '检验方法符合细则' }));
  const papers = await asEngine((tx) =>
    tx.query(`select kind, addressee from documents.paper where subject in ($1, $2) order by id`, [
      `notice/${id}`,
      `objection/${objection?.id}`,
    ]),
  );
  expect(papers).toEqual([
    { kind: 'spot-checks.result-notice', addressee: '虚构原名厂' },
    { kind: 'spot-checks.objection-decision', addressee: '虚构更名厂' },
  ]);
});
