import { beforeAll, expect, test } from 'vitest';
import { deadline } from '#foundation/deadline.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { myWork } from '#platform/work/workbench.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { approveCalendar, askForCalendars, calendarList, proposeCalendar, rejectCalendar } from './calendars.ts';
import { manifest } from './index.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [manifest] });
/** Made up for this test: the order of 2027 is not out. */
const order = `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。1月30日（周六）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;
const filing = { year: 2027, text: order, source: '虚构发明电〔2026〕1号' };
let administrator: Call;
let approver: Call;

beforeAll(async () => {
  administrator = await testCall(services, { permissions: ['law.propose', 'law.approve'] });
  approver = await testCall(services, { permissions: ['law.approve'] });
});

const on = (day: string): void => services.setNow(`${day}T02:00:00Z`);
const now = (call: Call): Call => ({ ...call, today: dayAt(services.now()) });
const kindsOf = async (call: Call) =>
  unwrap(await myWork(now(call), { limit: 50 })).items.map(({ kind, dueOn, priority }) => [kind, dueOn, priority]);
const dueIn = async (days: number) =>
  unwrap(
    await perform(testSystemCall(services), { permission: null }, async (act) => {
      const found = deadline(act.call.today, { days, count: 'natural' }, act.law.calendar);
      return ok(found.ok ? found.value.due : found.refusal.code);
    }),
  );

test('from November on administrators are asked for the coming year, until it is on file', async () => {
  on('2026-10-31');
  await askForCalendars(testSystemCall(services));
  expect(await kindsOf(administrator)).toEqual([]);
  on('2026-11-01');
  await askForCalendars(testSystemCall(services));
  await askForCalendars(testSystemCall(services));
  expect(await kindsOf(administrator)).toEqual([['law.file-calendar', '2026-12-10', 1]]);
  on('2026-12-20');
  await askForCalendars(testSystemCall(services));
  expect(await kindsOf(administrator)).toEqual([['law.file-calendar', '2026-12-10', 2]]);
  expect(unwrap(await calendarList(now(administrator))).missing).toEqual([2027]);
  // Where nothing was done, the year itself is still asked for.
  on('2027-02-01');
  await askForCalendars(testSystemCall(services));
  expect(await kindsOf(administrator)).toHaveLength(1);
  on('2026-12-20');
});

test('what can’t be right is refused with its reasons', async () => {
  const refused = await proposeCalendar(administrator, { ...filing, year: 2028 });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'validation-failed' } });
  expect(JSON.stringify(refused)).toContain('2028年1月1日是星期六，文中写作星期五');
  expect(await proposeCalendar(approver, filing)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
});

test('a year counts once another person has approved it, for every act from then on', async () => {
  expect(await dueIn(12)).toBe('unpublished-calendar-year');
  const first = unwrap(await proposeCalendar(administrator, filing));
  expect(await proposeCalendar(administrator, filing)).toMatchObject({
    ok: false,
    refusal: { code: 'validation-failed' },
  });
  expect(await approveCalendar(administrator, first.id)).toMatchObject({ refusal: { code: 'four-eyes-same-person' } });
  expect(await kindsOf(administrator)).toEqual([['law.file-calendar', '2026-12-10', 2]]);
  expect(await kindsOf(approver)).toEqual([['law.approve-calendar', null, 1]]);
  unwrap(await rejectCalendar(approver, first.id, '文号有误'));
  expect(await approveCalendar(approver, first.id)).toMatchObject({ refusal: { code: 'state-not-allowed' } });
  expect(await dueIn(12)).toBe('unpublished-calendar-year');

  services.setNow('2026-12-20T02:30:00Z');
  const second = unwrap(await proposeCalendar(administrator, filing));
  unwrap(await approveCalendar(approver, second.id));
  // 1 January is a holiday until Sunday 3 January.
  expect(await dueIn(12)).toBe('2027-01-04');
  expect([...(await kindsOf(administrator)), ...(await kindsOf(approver))]).toEqual([]);
  const list = unwrap(await calendarList(now(administrator)));
  expect(list.missing).toEqual([]);
  expect(list.entries.map(({ state }) => state)).toEqual(['approved', 'rejected']);
  await askForCalendars(testSystemCall(services));
  expect(await kindsOf(administrator)).toEqual([]);
});

test('a correction by a later order stands before the first', async () => {
  const text = order.replace('1月1日（周五）至3日（周日）放假，共3天', '1月1日（周五）至4日（周一）放假，共4天');
  const entry = unwrap(
    await proposeCalendar(testSystemCall(services), { ...filing, text, source: '虚构发明电〔2026〕2号' }),
  );
  expect(entry.proposedBy).toBeNull();
  services.setNow('2026-12-20T03:00:00Z');
  unwrap(await approveCalendar(approver, entry.id));
  expect(await dueIn(12)).toBe('2027-01-05');
});
