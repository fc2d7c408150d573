import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import type { Call } from '#platform/operation/index.ts';
import { testCall } from '../../tests/services.ts';
import { actOnExposures, handOver, listReleases, packageOf, saveMedium } from './index.ts';
import { openRoom } from './testing/room.ts';

const room = await openRoom();
const { who, rows, services, now, act, ready, papers } = room;

describe('what the media are given', () => {
  const unpack = async (call: Call, releaseId: number) => {
    const file = await packageOf(now(call), releaseId);
    if (!file.ok) throw new Error('no package');
    const files = unzipSync(new Uint8Array(await buffer(file.stream)));
    return { names: Object.keys(files).toSorted(), text: (name: string) => Buffer.from(files[name] ?? []).toString() };
  };

  test('a release makes one package with text, tables and data, and two papers; what was taken back is left out of it', async () => {
    const [kept, gone] = [await ready(), await ready()];
    const versions = await rows<{ id: number; version: number }>(
      'select id, version from publicity.exposure where id = any ($1::bigint[])',
      [[kept.id, gone.id]],
    );
    unwrap(await actOnExposures(who.approver, 'release', { exposures: versions }));
    const [release] = unwrap(await listReleases(who.editor, { dataset: 'demo', limit: 1 })).rows;
    expect(release).toMatchObject({ exposures: 2, ended: 0, bulletin: null, handed: [] });
    const id = release?.id ?? 0;
    expect((await papers(`release/${id}`)).map(({ kind }) => kind)).toEqual([
      'publicity.announcement',
      'publicity.press-release',
    ]);
    const whole = await unpack(who.editor, id);
    expect(whole.names).toEqual(['数据.json', '新闻通稿.txt', '曝光一览表.csv', '曝光一览表.xlsx'].toSorted());
    const { exposures } = JSON.parse(whole.text('数据.json')) as { exposures: { id: number; sellers: string[] }[] };
    expect(exposures.map((one) => one.id).toSorted()).toEqual([kept.id, gone.id].toSorted());
    expect(exposures.every(({ sellers }) => sellers.length === 1)).toBe(true);
    expect(whole.text('曝光一览表.csv')).toContain('连续抽查不合格');
    unwrap(await act(who.other, gone.id, 'revoke', '有误'));
    const later = await unpack(who.editor, id);
    expect(later.text('说明.txt')).toContain('1项已撤下');
    for (const name of ['数据.json', '新闻通稿.txt', '曝光一览表.csv'])
      expect(later.text(name)).not.toContain(`虚构被告知厂${room.counted()}`);
    expect(await packageOf(who.editor, 999_999)).toMatchObject({ refusal: { code: 'not-found' } });
  });

  test('whoever sees one city alone is given the same package: all that is public, and no seller who was spared', async () => {
    const [first, second] = [await ready(), await room.decided()];
    unwrap(await room.serve(second.id, 'producer'));
    unwrap(await room.waive(second.id, 'producer'));
    unwrap(await room.serve(second.id, 'seller'));
    unwrap(await room.state(second.id, 'seller'));
    unwrap(await room.answer(second.id, 'seller', 'uphold'));
    const third = await ready();
    const versions = await rows<{ id: number; version: number }>(
      'select id, version from publicity.exposure where id = any ($1::bigint[])',
      [[first.id, second.id, third.id]],
    );
    unwrap(await actOnExposures(who.approver, 'release', { exposures: versions }));
    unwrap(await act(who.other, third.id, 'revoke', '有误'));
    // Of another city than any of them, and one that sees what is released alone.
    const partner = await testCall(services, { permissions: ['publicity.read'], region: '440700' });
    const [own] = unwrap(await listReleases(who.editor, { dataset: 'demo', limit: 1 })).rows;
    const [theirs] = unwrap(await listReleases(partner, { dataset: 'demo', limit: 1 })).rows;
    expect(theirs).toEqual(own);
    expect(theirs).toMatchObject({ exposures: 3, ended: 1 });
    const [mine, given] = [await unpack(who.editor, own?.id ?? 0), await unpack(partner, own?.id ?? 0)];
    expect(given.names).toEqual(mine.names);
    for (const name of ['数据.json', '新闻通稿.txt', '曝光一览表.csv', '说明.txt'])
      expect(given.text(name)).toBe(mine.text(name));
    const { exposures } = JSON.parse(given.text('数据.json')) as { exposures: { id: number; sellers: string[] }[] };
    expect(exposures.map(({ id, sellers }) => [id, sellers.length])).toEqual([
      [first.id, 1],
      [second.id, 0],
    ]);
    // Nor on the page of the exposure, for a partner at its place.
    const there = await testCall(services, { permissions: ['publicity.read'], region: '440600' });
    expect(await room.detail(second.id, there)).toMatchObject({ sellers: [], parties: [] });
    expect((await room.detail(first.id, there)).sellers).toMatchObject([{ id: first.seller }]);
  });

  test('media are entered by the press desk, and it is noted once who was given what', async () => {
    const desk = await testCall(services, { permissions: ['publicity.read', 'publicity.consider', 'publicity.write'] });
    const medium = { name: '虚构日报', kind: 'press', contact: '', email: '', active: true, version: 1 } as const;
    expect(await saveMedium(who.county, null, medium)).toMatchObject({ refusal: { code: 'forbidden' } });
    const { id } = unwrap(await saveMedium(desk, null, medium));
    expect(await saveMedium(desk, null, medium)).toMatchObject({ refusal: { code: 'already-exists' } });
    const idle = unwrap(await saveMedium(desk, null, { ...medium, name: '虚构晚报', active: false })).id;
    const [release] = unwrap(await listReleases(desk, { dataset: 'demo', limit: 1 })).rows;
    const given = () => handOver(desk, release?.id ?? 0, [id, idle]);
    expect([unwrap(await given()), unwrap(await given())]).toEqual([{ handed: 1 }, { handed: 0 }]);
    expect(unwrap(await listReleases(desk, { dataset: 'demo', limit: 1 })).rows[0]?.handed).toMatchObject([
      { name: '虚构日报' },
    ]);
    unwrap(await saveMedium(desk, id, { ...medium, active: false }));
    expect(await saveMedium(desk, id, medium)).toMatchObject({ refusal: { code: 'conflict' } });
  });
});
