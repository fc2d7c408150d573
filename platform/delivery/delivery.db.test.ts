import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { issuePaper, sharePapers } from '#platform/documents/index.ts';
import { getPaperDetail } from '#platform/documents/operations-read.ts';
import { plainKind } from '#platform/documents/testing.ts';
import { syncRoles } from '#platform/identity/index.ts';
import { platformManifests } from '#platform/index.ts';
import { type Call, perform, systemCall } from '#platform/operation/index.ts';
import { sessionOf } from '#platform/operation/perform.ts';
import { seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices } from '../../tests/services.ts';
import * as operations from './operations.ts';
import { listOfMessages } from './operations-read.ts';
import { deliveryServices, messageTo, seat, send } from './testing/province.ts';

const { database } = await testDatabase();
await seedRegisters(database, '440000');
await syncRoles(database);
const services = deliveryServices(database, {});

const rows = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  withTransaction(database, 'system', (tx) => tx.query<T>(sql, values));
const authority = async (name: string): Promise<number> => {
  const [row] = await rows<{ id: number }>('select id from authorities.authority where name = $1', [name]);
  return row?.id ?? 0;
};
const person = async (
  permissions: readonly string[],
  place: { readonly region: string; readonly authority?: number },
  role: Parameters<typeof seat>[3],
): Promise<Call> => {
  const call = await testCall(services, { permissions, region: place.region });
  await seat(services, call, place, role);
  return call;
};
const commerce = await authority('佛山市工商行政管理局');
const reader = await person(['delivery.receive'], { region: '440600', authority: commerce }, 'partner');
const stranger = await person(['delivery.receive'], { region: '440600' }, 'partner');
const officer = await person(['delivery.receive', 'delivery.sent'], { region: '440600' }, 'city-officer');
const firm = await person(['delivery.receive'], { region: 'enterprise/33' }, 'enterprise-member');
const inbox = async (call: Call, box: 'in' | 'sent' = 'in') =>
  unwrap(await listOfMessages(call, { box, dataset: 'demo', limit: 50 }));
const keyed = async (key: string): Promise<number> =>
  (await rows<{ id: number }>('select id from delivery.message where key = $1', [key]))[0]?.id ?? 0;

test('a department is found by kind and place: its own, else of its city; where the register has none the room is told', async () => {
  const to = (department: 'commerce' | 'government', place: string) => messageTo({ department, place });
  const sent = [
    to('commerce', '440600'),
    to('government', '440605'),
    to('commerce', '440699'),
    to('government', '330100'),
  ];
  const { sent: count, unaddressed } = await send(services, ...sent);
  expect(count).toBe(3);
  expect(unaddressed).toEqual([sent[3]]);
  const found = await rows<{ name: string }>(
    'select delivery.name_of(inbox) as name from delivery.message where key = any ($1) order by id',
    [sent.map(({ key }) => key)],
  );
  expect(found.map(({ name }) => name)).toEqual([
    '佛山市工商行政管理局',
    '佛山市南海区人民政府',
    '佛山市工商行政管理局',
  ]);
});

test('under the law of the day the successor answers for a department that has ended', async () => {
  const now = { ...services, lawProfile: 'current' as const };
  const message = messageTo({ department: 'commerce', place: '440600' });
  await send(now, message);
  const [row] = await rows<{ name: string }>(
    'select delivery.name_of(inbox) as name from delivery.message where key = $1',
    [message.key],
  );
  expect(row?.name).toBe('佛山市市场监督管理局');
});

test('a second message of the same key is the same message', async () => {
  const message = messageTo({ authority: commerce });
  expect((await send(services, message, message)).sent).toBe(1);
  expect((await send(services, { ...message, title: { zh: '改', en: 'changed' } })).sent).toBe(0);
});

test('the inbox goes by the time of sending, the latest first, page by page: what is entered later for an earlier day stands there', async () => {
  const sentOn = async (instant: string): Promise<number> => {
    const then = deliveryServices(database, {});
    then.setNow(instant);
    const message = messageTo({ party: 'enterprise/34' });
    await send(then, message);
    return keyed(message.key);
  };
  const early = await sentOn('2026-07-03T01:00:00Z');
  const late = await sentOn('2026-08-01T02:00:00Z');
  const twin = await sentOn('2026-07-03T01:00:00Z');
  const before = await sentOn('2026-07-02T15:30:00Z');
  const owner = await person(['delivery.receive'], { region: 'enterprise/34' }, 'enterprise-member');
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = unwrap(await listOfMessages(owner, { box: 'in', dataset: 'demo', limit: 1, cursor }));
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([late, twin, early, before]);
  for (const wrong of [String(late), `2026-02-30T01:00:00Z/${late}`, `2026-07-03T25:00:00Z/${late}`])
    expect(await listOfMessages(owner, { box: 'in', dataset: 'demo', limit: 1, cursor: wrong })).toMatchObject({
      ok: false,
    });
});

test('an answer is offered where one is asked for, and a receipt at most where nothing is', async () => {
  const asked = messageTo(
    { authority: commerce },
    { asks: { for: 'answer', dueOn: localDate('2026-12-31'), chaseEvery: 7 } },
  );
  const receipt = messageTo(
    { authority: commerce },
    { asks: { for: 'receipt', dueOn: localDate('2026-12-31'), chaseEvery: 7 } },
  );
  const news = messageTo({ authority: commerce });
  await send(services, asked, receipt, news);
  const offered = async ({ key }: { readonly key: string }) =>
    unwrap(await operations.showMessage(reader, await keyed(key))).acts.map(({ act }) => act);
  expect(await offered(asked)).toEqual(['receive', 'answer']);
  expect(await offered(receipt)).toEqual(['receive']);
  expect(await offered(news)).toEqual(['receive']);
});

test('only the people of the recipient, and those of the sender, see a message', async () => {
  const mine = messageTo({ authority: commerce }, { from: '440600', subject: 'check/77' });
  const firms = messageTo({ party: 'enterprise/33' }, { from: '440100' });
  await send(services, mine, firms);
  const [id, other] = [await keyed(mine.key), await keyed(firms.key)];
  const subjects = async (call: Call) => (await inbox(call)).rows.map((row) => row.id);
  expect(await subjects(reader)).toContain(id);
  expect(await subjects(reader)).not.toContain(other);
  // In the same place, but not on behalf of an authority: not in anybody's inbox.
  expect(await subjects(stranger)).toEqual([]);
  expect(await subjects(firm)).toEqual([other]);
  expect((await inbox(officer, 'sent')).rows.map((row) => row.id)).toContain(id);
  expect((await inbox(officer, 'sent')).rows.map((row) => row.id)).not.toContain(other);
  expect(await operations.showMessage(stranger, id)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  expect(await operations.receiveMessage(firm, id)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  // The sender sees it, but gives no receipt for the recipient.
  expect(await operations.receiveMessage(officer, id)).toMatchObject({ ok: false, refusal: { code: 'not-my-inbox' } });
  const [seen] = await rows<{ count: number }>('select count(*) as count from delivery.reading where message_id = $1', [
    id,
  ]);
  expect(seen?.count).toBe(0);
});

test('a token of the reader that was made for something else opens no inbox', async () => {
  const message = messageTo({ authority: commerce });
  await send(services, message);
  const id = await keyed(message.key);
  const byToken = (only: readonly string[] | null): Call => ({
    ...reader,
    actor: { ...reader.actor, token: { only } },
  });
  const sees = ({ actor }: Call) =>
    withTransaction(database, sessionOf(actor), async (tx) => {
      return (await tx.query('select from delivery.message where id = $1', [id])).length > 0;
    });
  expect([await sees(byToken(null)), await sees(byToken(['delivery.receive']))]).toEqual([true, true]);
  const gate = byToken(['licences.gate']);
  expect(await sees(gate)).toBe(false);
  for (const refused of [
    await listOfMessages(gate, { box: 'in', dataset: 'demo', limit: 50 }),
    await operations.showMessage(gate, id),
    await operations.receiveMessage(gate, id),
  ])
    expect(refused.ok).toBe(false);
  expect(await sees(reader)).toBe(true);
});

test('an official of the quality authority reads what went to it, under its old name too', async () => {
  const message = messageTo({ department: 'quality', place: '440600' });
  await send(services, message);
  expect((await inbox(officer)).rows.map((row) => row.id)).toContain(await keyed(message.key));
});

test('reading, receipt and answer are recorded with person and time, each once', async () => {
  const message = messageTo({ authority: commerce }, { asks: { for: 'answer', dueOn: localDate('2026-09-10') } });
  await send(services, message);
  const id = await keyed(message.key);
  expect(unwrap(await operations.showMessage(reader, id))).toMatchObject({ state: 'unread', seen: false, mine: true });
  const read = unwrap(await operations.readMessage(reader, id));
  expect(read).toMatchObject({ state: 'read', seen: true });
  await operations.readMessage(reader, id);
  services.setNow('2026-09-01T03:00:00.000Z');
  unwrap(await operations.receiveMessage(reader, id));
  expect(await operations.receiveMessage(reader, id)).toMatchObject({
    refusal: { code: 'already-received', text: { zh: '已于 2026-09-01 签收，无需再次签收' } },
  });
  const answered = unwrap(await operations.answerMessage(reader, id, '已责令下架。'));
  expect(answered).toMatchObject({ state: 'answered', answer: '已责令下架。', overdue: false });
  expect(answered.timeline.map(({ words, by }) => [words.zh, by])).toEqual([
    ['发出', null],
    ['阅读', '测试人员'],
    ['签收', '测试人员'],
    ['反馈', '测试人员'],
  ]);
  expect(await operations.answerMessage(reader, id, '另答')).toMatchObject({ refusal: { code: 'already-answered' } });
  const facts = await rows<{ type: string }>(`select type from facts.fact where type like 'delivery/%'`);
  expect(facts).toHaveLength(2);
  services.setNow('2026-09-01T02:00:00.000Z');
});

test('a receipt and an answer that come twice at once count once, and the rooms are told once', async () => {
  const message = messageTo({ authority: commerce }, { asks: { for: 'answer', dueOn: localDate('2026-09-10') } });
  await send(services, message);
  const id = await keyed(message.key);
  const told = async () =>
    (
      await rows<{ mark: string }>(
        `select m ->> 'mark' as mark from facts.fact f, jsonb_array_elements(f.payload -> 'messages') m
          where f.type = 'delivery/messages-answered@1' and (m ->> 'messageId')::bigint = $1 order by m ->> 'mark' desc`,
        [id],
      )
    ).map(({ mark }) => mark);
  const receipts = await Promise.all([1, 2, 3].map(() => operations.receiveMessage(reader, id)));
  expect(receipts.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await told()).toEqual(['received']);
  const answers = await Promise.all(['甲', '乙', '丙'].map((answer) => operations.answerMessage(reader, id, answer)));
  const counted = answers.filter(({ ok }) => ok);
  expect(counted).toHaveLength(1);
  const shown = unwrap(await operations.showMessage(reader, id));
  expect(counted[0]).toMatchObject({ value: { answer: shown.answer } });
  expect(await told()).toEqual(['received', 'answered']);
  // A receipt after the answer has nothing left to say.
  expect(await operations.receiveMessage(reader, id)).toMatchObject({ refusal: { code: 'already-received' } });
});

test('what is overdue is chased on its days, by one of several servers, and by hand once a day', async () => {
  const message = messageTo(
    { authority: commerce },
    { from: '440600', asks: { for: 'receipt', dueOn: localDate('2026-09-03'), chaseEvery: 3 } },
  );
  await send(services, message);
  const id = await keyed(message.key);
  const reminders = async () =>
    (await rows(`select from delivery.message where subject = $1`, [`message/${id}`])).length;
  const chase = (instant: string) => {
    services.setNow(instant);
    const call = { ...officer, today: localDate(instant.slice(0, 10)) };
    return Promise.all([operations.chaseOverdue(call), operations.chaseOverdue(call), operations.chaseOverdue(call)]);
  };
  await chase('2026-09-03T04:00:00.000Z');
  expect(await reminders()).toBe(0);
  await chase('2026-09-04T04:00:00.000Z');
  await chase('2026-09-04T05:00:00.000Z');
  expect(await reminders()).toBe(1);
  expect(await operations.chaseMessage({ ...officer, today: localDate('2026-09-04') }, id)).toMatchObject({
    refusal: { code: 'chased-today' },
  });
  unwrap(await operations.chaseMessage({ ...officer, today: localDate('2026-09-05') }, id));
  expect(await reminders()).toBe(2);
  await chase('2026-09-08T04:00:00.000Z');
  expect(await reminders()).toBe(3);
  expect(
    (await inbox({ ...officer, today: localDate('2026-09-08') }, 'sent')).rows.find((row) => row.id === id),
  ).toMatchObject({
    overdue: true,
    chases: 3,
  });
  unwrap(await operations.receiveMessage(reader, id));
  await chase('2026-09-20T04:00:00.000Z');
  expect(await reminders()).toBe(3);
  expect(await operations.chaseMessage(officer, id)).toMatchObject({ refusal: { code: 'already-settled' } });
});

test('20,000 messages of one act are stored in sets', async () => {
  const messages = Array.from({ length: 20_001 }, () => messageTo({ authority: commerce }));
  const began = performance.now();
  expect((await send(services, ...messages)).sent).toBe(20_001);
  // One statement a row would take a minute.
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('a paper that is issued to a firm comes into its inbox, and its people may read it', async () => {
  const withPapers = testServices(database, {
    manifests: [...platformManifests, { name: 'test', papers: [plainKind] }],
  });
  const issued = unwrap(
    await perform(systemCall(withPapers), { permission: null }, async (act) => {
      await act.asEngine();
      return issuePaper(act, {
        kind: plainKind.key,
        subject: 'notice/1',
        dataset: 'demo',
        authority: { name: '虚构市质量技术监督局', mark: '虚' },
        place: '440600',
        to: { name: '虚构工厂', party: 'enterprise/33' },
        fields: { firm: '虚构工厂' },
      });
    }),
  );
  const [message] = (await inbox(firm)).rows;
  expect(message).toMatchObject({
    kind: 'delivery.paper',
    link: `/papers/${issued.paperId}`,
    title: { zh: expect.stringContaining(issued.number) },
  });
  const detail = unwrap(await operations.showMessage(firm, message?.id ?? 0));
  expect(detail.papers).toMatchObject([{ id: issued.paperId, number: issued.number }]);
});

test('papers that were served on a firm come into its inbox as one message, once', async () => {
  const withPapers = testServices(database, {
    manifests: [...platformManifests, { name: 'test', papers: [plainKind] }],
  });
  const issue = (subject: string) =>
    perform(systemCall(withPapers), { permission: null }, async (act) => {
      await act.asEngine();
      return issuePaper(act, {
        kind: plainKind.key,
        subject,
        dataset: 'demo',
        authority: { name: '虚构市质量技术监督局', mark: '虚' },
        place: '440600',
        to: { name: '虚构工厂' },
        fields: { firm: '虚构工厂' },
      });
    });
  const serve = async (...subjects: readonly string[]) =>
    unwrap(
      await perform(systemCall(withPapers), { permission: null }, async (act) => {
        await act.asEngine();
        for (const subject of subjects)
          await sharePapers(act, { dataset: 'demo', subjects: [subject], kinds: [plainKind.key], party: 'enterprise/33' });
        return ok(undefined);
      }),
    ); // prettier-ignore
  const [first, second] = [unwrap(await issue('notice/11')), unwrap(await issue('notice/12'))];
  const before = (await inbox(firm)).rows.length;
  await serve('notice/11', 'notice/12');
  const [message, ...others] = (await inbox(firm)).rows;
  expect(others).toHaveLength(before);
  expect(message?.title.zh).toBe(`文书已送达：抽查结果告知书 ${first.number}、抽查结果告知书 ${second.number}`);
  expect(unwrap(await operations.showMessage(firm, message?.id ?? 0)).papers.map(({ id }) => id)).toEqual([first.paperId, second.paperId]); // prettier-ignore
  // Served again, with what it has already: nothing is new.
  await serve('notice/11', 'notice/12');
  expect((await inbox(firm)).rows).toHaveLength(before + 1);
});

test('a paper that goes with a message to another authority is read by its people, and by nobody else of the place', async () => {
  const withPapers = testServices(database, {
    manifests: [...platformManifests, { name: 'test', papers: [plainKind] }],
  });
  const paper = unwrap(
    await perform(systemCall(withPapers), { permission: null }, async (act) => {
      await act.asEngine();
      return issuePaper(act, {
        kind: plainKind.key,
        subject: 'notice/2',
        dataset: 'demo',
        authority: { name: '虚构市质量技术监督局', mark: '虚' },
        place: '440600',
        to: { name: '佛山市工商行政管理局' },
        fields: { firm: '虚构工厂' },
      });
    }),
  );
  const read = async (call: Call) => (await getPaperDetail({ ...call, services: withPapers }, paper.paperId)).ok;
  expect([await read(reader), await read(stranger)]).toEqual([false, false]);
  await send(withPapers, messageTo({ authority: commerce }, { papers: [paper.paperId] }));
  expect([await read(reader), await read(stranger), await read(firm)]).toEqual([true, false, false]);
});
