import { beforeAll, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { permissionsOf } from '#platform/identity/roles.ts';
import type { Call } from '#platform/operation/index.ts';
import { testCall } from '../../tests/services.ts';
import { getExposure } from './index.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const { who, rows, act, ready, serve, state, decided, services } = room;
let partner: Call;
let bureau: Call;
beforeAll(async () => {
  partner = await testCall(services, { permissions: permissionsOf(['partner']), region: '440000', name: '协作甲' });
  bureau = await testCall(services, { permissions: permissionsOf(['city-officer']), region: '440600', name: '市局乙' });
});

test('a partner department learns of an exposure when it is public, and then nothing of what firms and officials wrote', async () => {
  const pending = await decided();
  unwrap(await serve(pending.id, 'producer'));
  unwrap(await state(pending.id, 'producer'));
  expect(await getExposure(room.now(partner), pending.id)).toMatchObject({ refusal: { code: 'not-found' } });
  expect((await room.detail(pending.id, bureau)).parties.map((one) => one.statement)).toContain('产品已召回');

  const out = await ready();
  expect(await getExposure(room.now(partner), out.id)).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await act(who.approver, out.id, 'release'));
  const seen = await room.detail(out.id, partner);
  expect(seen).toMatchObject({ state: 'released', parties: [] });
  expect(seen.timeline.map(({ verb }) => verb)).toEqual(['propose']);
  const asBureau = await room.detail(out.id, bureau);
  expect([asBureau.parties.length, asBureau.timeline.length > 3]).toEqual([2, true]);
  unwrap(await act(who.other, out.id, 'revoke', '有误'));
  expect(await getExposure(room.now(partner), out.id)).toMatchObject({ refusal: { code: 'not-found' } });
});

test('the database itself says so: as the partner, no query finds more', async () => {
  const pending = await decided();
  const found = await withTransaction(room.database, { account: partner.actor.accountId ?? '' }, (tx) =>
    tx.query(
      `select 1 from publicity.exposure where id = $1
       union all select 1 from publicity.exposure_party where exposure_id = $1
       union all select 1 from publicity.event where subject_kind = 'exposure' and subject_id = $1`,
      [pending.id],
    ),
  );
  expect(found).toEqual([]);
  expect(await rows('select 1 from publicity.exposure where id = $1', [pending.id])).toHaveLength(1);
});
