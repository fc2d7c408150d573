import { beforeAll, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { answerMessage } from '#platform/delivery/operations.ts';
import { seat } from '#platform/delivery/testing/province.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { platformManifests } from '#platform/index.ts';
import { type Call, systemCall } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { madeUpResults } from '../../../tests/made-up-results.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { cardFacts } from '#regimes/warning-cards/facts.ts';
import { licenceFacts } from '../../licences/facts.ts';
import { resultsChangedSchema, resultsChangedType } from '../../spot-checks/facts.ts';
import { manifest } from '../index.ts';
import type { NotificationState } from './notification.ts';
import { letterDetail, listOfNotifications, notificationDetail, notifyCheckNow, notifyDue } from './operations.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');
await syncRoles(database);
const services = testServices(database, {
  manifests: [
    ...platformManifests,
    {
      name: 'others',
      facts: { [resultsChangedType]: resultsChangedSchema, ...enterpriseFacts, ...cardFacts, ...licenceFacts },
    },
    manifest,
  ],
});
const made = madeUpResults(database, services);
const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  withTransaction(database, 'system', (tx) => tx.query<T>(sql, values));
let editor: Call;
let category: number;
const firm: Record<string, number> = {};

const authority = async (name: string): Promise<number> => {
  const [row] = await rows<{ id: number }>('select id from authorities.authority where name = $1', [name]);
  return row?.id ?? 0;
};
const seated = async (name: string, region: string): Promise<Call> => {
  const call = await testCall(services, { permissions: ['delivery.receive'], region });
  await seat(services, call, { region, authority: await authority(name) }, 'partner');
  return call;
};

beforeAll(async () => {
  editor = await testCall(services, { permissions: ['publicity.notify', 'publicity.read', 'delivery.sent'] });
  category = await made.category('虚构种类');
  firm['nanhai'] = await made.enterprise({ name: '虚构南海厂', county: '440605' });
  firm['shunde'] = await made.enterprise({ name: '虚构顺德厂', county: '440606' });
  firm['foshan'] = await made.enterprise({ name: '虚构佛山厂' });
  firm['zhejiang'] = await made.enterprise({ name: '虚构浙江厂', province: '330000', city: '330100' });
});

const check = async (
  publishedOn: string,
  level: 'provincial' | 'municipal' = 'provincial',
  dataset: 'demo' | 'historical' = 'demo',
) => made.check({ publishedOn, level, dataset, authority: `虚构质监局${level}${publishedOn}` });
const store = (of: number, ...results: readonly (readonly [string, 'pass' | 'fail' | 'refused'])[]) =>
  made.store(results.map(([name, verdict]) => ({ producer: firm[name] ?? 0, category, check: of, verdict })));
const notificationsOf = (of: number) =>
  rows<{ id: number; round: number; results: number }>(
    'select id, round, results from publicity.notification where check_id = $1 and bulletin_id is null order by round',
    [of],
  );

test('each government gets one letter a check with its list, whatever the number of results; each result goes once', async () => {
  const of = await check('2026-08-20');
  await store(
    of,
    ['nanhai', 'fail'],
    ['nanhai', 'fail'],
    ['nanhai', 'pass'],
    ['shunde', 'pass'],
    ['foshan', 'refused'],
    ['zhejiang', 'fail'],
  );
  await Promise.all([
    notifyDue(systemCall(services)),
    notifyDue(systemCall(services)),
    notifyDue(systemCall(services)),
  ]);
  await notifyDue(systemCall(services));
  const [notification, ...others] = await notificationsOf(of);
  expect(others).toEqual([]);
  expect(notification).toMatchObject({ round: 1, results: 6 });
  const detail = unwrap(await notificationDetail(editor, notification?.id ?? 0));
  expect(
    detail.lines.map(({ to, results, failed, refused, asks, state }) => [to, results, failed, refused, asks, state]),
  ).toEqual([
    [null, 1, 1, 0, null, 'unaddressed'],
    ['广东省工商行政管理局', 5, 2, 1, 'answer', 'unread'],
    ['广东省经济贸易委员会', 5, 2, 1, 'answer', 'unread'],
    ['佛山市工商行政管理局', 5, 2, 1, 'answer', 'unread'],
    ['佛山市经济贸易局', 5, 2, 1, 'answer', 'unread'],
    ['佛山市人民政府', 5, 2, 1, 'answer', 'unread'],
    ['佛山市南海区人民政府', 3, 2, 0, 'answer', 'unread'],
    ['佛山市顺德区人民政府', 1, 0, 0, 'receipt', 'unread'],
  ]);
  expect(detail).toMatchObject({ letters: 8, unaddressed: 1, read: 0, overdue: 0 });
  await store(of, ['foshan', 'fail']);
  await notifyDue(systemCall(services));
  expect(await notificationsOf(of)).toMatchObject([
    { round: 1, results: 6 },
    { round: 2, results: 1 },
  ]);
});

test('checks below the province, historical results and what became final long ago are not notified by the program', async () => {
  const municipal = await check('2026-08-21', 'municipal');
  await store(municipal, ['nanhai', 'fail']);
  const old = await check('2026-05-01');
  await store(old, ['nanhai', 'fail']);
  const historical = await check('2026-08-21', 'provincial', 'historical');
  await store(historical, ['nanhai', 'fail']);
  await notifyDue(systemCall(services));
  for (const of of [municipal, old, historical]) expect(await notificationsOf(of)).toEqual([]);
  expect(await notifyCheckNow(editor, municipal)).toMatchObject({ refusal: { code: 'notified-by-higher-checks' } });
  expect(await notifyCheckNow(editor, historical)).toMatchObject({ refusal: { code: 'historical-record' } });
  expect(unwrap(await notifyCheckNow(editor, old))).toMatchObject({ letters: 6, unaddressed: 0 });
  expect(await notifyCheckNow(editor, old)).toMatchObject({ refusal: { code: 'nothing-to-notify' } });
});

test('a recipient reads its own list and nobody else’s; receipt and answer are counted; what is late stands out', async () => {
  const of = await check('2026-08-25');
  await store(of, ['nanhai', 'fail'], ['shunde', 'fail']);
  const { id } = unwrap(await notifyCheckNow(editor, of));
  const nanhai = await seated('佛山市南海区人民政府', '440605');
  const letters = unwrap(await notificationDetail(editor, id)).lines;
  const mine = letters.find(({ place }) => place === '440605');
  const other = letters.find(({ place }) => place === '440606');
  const read = unwrap(await letterDetail(nanhai, mine?.id ?? 0));
  expect(
    read.lines.map(({ producer, verdict, failingItems, gone }) => [producer, verdict, failingItems, gone]),
  ).toEqual([['虚构南海厂', 'fail', ['虚构项目'], false]]);
  expect(await letterDetail(nanhai, other?.id ?? 0)).toMatchObject({ refusal: { code: 'not-found' } });
  expect(await notificationDetail(nanhai, id)).toMatchObject({ refusal: { code: 'forbidden' } });
  const stranger = await testCall(services, { permissions: ['publicity.read', 'delivery.receive'], region: '440605' });
  expect(await letterDetail(stranger, mine?.id ?? 0)).toMatchObject({ refusal: { code: 'not-found' } });
  unwrap(await answerMessage(nanhai, mine?.messageId ?? 0, '已督促整改。'));
  const later = { ...editor, today: localDate('2026-10-15') };
  const shown = unwrap(await listOfNotifications(later, { dataset: 'demo', limit: 50 })).rows.find(
    (row) => row.id === id,
  );
  expect(shown).toMatchObject({ letters: 7, read: 1, received: 1, answered: 1, overdue: 6 });
  const inState = async (call: Call, state: NotificationState) => {
    const { rows, counts } = unwrap(await listOfNotifications(call, { dataset: 'demo', state, limit: 200 }));
    expect(rows).toHaveLength(counts[state]);
    return rows.some((row) => row.id === id);
  };
  expect([await inState(later, 'overdue'), await inState(later, 'open'), await inState(later, 'done')]).toEqual([true, false, false]); // prettier-ignore
  expect([await inState(editor, 'overdue'), await inState(editor, 'open')]).toEqual([false, true]);
  expect(unwrap(await notificationDetail(later, id)).lines.find(({ place }) => place === '440605')).toMatchObject({
    state: 'answered',
    answer: '已督促整改。',
    overdue: false,
  });
});

test('a result that is taken back later is marked on the list', async () => {
  const of = await check('2026-08-26');
  const ids = await store(of, ['nanhai', 'fail']);
  const { id } = unwrap(await notifyCheckNow(editor, of));
  await made.remove(ids);
  const [letter] = unwrap(await notificationDetail(editor, id)).lines;
  expect(unwrap(await letterDetail(editor, letter?.id ?? 0)).lines).toMatchObject([{ gone: true, verdict: 'fail' }]);
});

test('a released bulletin is sent on once', async () => {
  const of = await check('2026-08-27');
  await store(of, ['nanhai', 'pass']);
  await notifyDue(systemCall(services));
  await rows(
    `insert into publicity.bulletin (dataset, check_id, number, title, body, figures, state, written_at, released_at, released_by)
     values ('demo', $1, '粤质通报〔2026〕9号', '虚构通报', '虚构。', '{}', 'released', $2, $2, $3)`,
    [of, services.now(), editor.actor.accountId],
  );
  await Promise.all([notifyDue(systemCall(services)), notifyDue(systemCall(services))]);
  await notifyDue(systemCall(services));
  const sent = await rows<{ title: string; to: string }>(
    `select m.title_zh as title, delivery.name_of(m.inbox) as to from delivery.message m join publicity.letter l using (key)
       join publicity.notification n on n.id = l.notification_id where n.bulletin_id is not null order by l.id`,
  );
  expect(sent[0]?.title).toBe('虚构通报（粤质通报〔2026〕9号）');
  expect(sent.map(({ to }) => to).toSorted()).toEqual(
    [
      '佛山市人民政府',
      '佛山市南海区人民政府',
      '佛山市工商行政管理局',
      '佛山市经济贸易局',
      '广东省工商行政管理局',
      '广东省经济贸易委员会',
    ].toSorted(),
  );
});
