import { describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { perform } from '#platform/operation/index.ts';
import { runDeadlines } from '#platform/deadlines/run.ts';
import { answerMessage } from '#platform/delivery/operations.ts';
import { testCall, testSystemCall } from '../../../tests/services.ts';
import { recordTaskAnswer } from './operations-hand-over.ts';
import { readBoard, readRectification } from './operations-read.ts';
import { service, answer, rectificationDesk } from './testing/rectification-desk.ts';

const { notice, officer, signer, county, on, rows, rowOf, act, answered, recheck, elsewhere } =
  await rectificationDesk();

describe('joint handling of a red card', () => {
  const reddened = async () => {
    const firm = await answered();
    await recheck(firm, '2026-10-12', 'fail');
    unwrap(await act(on(county, '2026-10-13'), firm.producer, 'propose-step', { reason: '复查不合格' }));
    const tasks = [
      { department: '虚构工商局', task: '监督停产', dueOn: '2026-11-20', authority: 'commerce' as const },
      { department: '虚构消防队', task: '现场协助', dueOn: '2026-11-05' },
    ];
    unwrap(await act(on(signer, '2026-10-14'), firm.producer, 'decide-step', { tasks }));
    const { id } = await rowOf(firm.producer);
    return { ...firm, id };
  };
  const tasksOf = async (id: number, day: string) =>
    unwrap(await readRectification(on(officer, day), id, 'warning-cards.read')).tasks;
  const items = (id: number) =>
    rows<{ priority: number; due_on: string }>(`select priority, due_on from work.item where kind = 'warning-cards.joint-task' and state = 'open' and link = '/rectifications/' || $1 order by id`, [id]); // prettier-ignore

  test('each department has its term, and a letter with the red card where it has an inbox; else a person writes', async () => {
    const { id } = await reddened();
    expect(await tasksOf(id, '2026-10-15')).toMatchObject([
      { department: '虚构工商局', writtenOn: '2026-10-14', daysLeft: 36 },
      { department: '虚构消防队', writtenOn: null, daysLeft: 21 },
    ]);
    const [one] = await tasksOf(id, '2026-10-15');
    expect(await rows('select wants, due_on, cardinality(papers) as papers from delivery.message where subject = $1', [`task/${one?.id}`])).toEqual([{ wants: 'answer', due_on: '2026-11-20', papers: 1 }]); // prettier-ignore
    expect(await items(id)).toHaveLength(2);
  });

  test('the department answers in its inbox: the task is done by that, once, and its term over', async () => {
    const { id } = await reddened();
    const [first] = await tasksOf(id, '2026-10-15');
    const [message] = await rows<{ id: number; inbox: string }>('select id, inbox from delivery.message where subject = $1', [`task/${first?.id}`]); // prettier-ignore
    const partner = await testCall(notice, { permissions: ['delivery.receive'], region: '440600', name: '工商人员' });
    await rows(`insert into identity.role_permission (role, permission) values ('partner', 'delivery.receive') on conflict do nothing`); // prettier-ignore
    await rows(`insert into identity.role_grant (account_id, role, region_code, authority_id, valid_from) values ($1, 'partner', '440600', $2, '2000-01-01')`, [partner.actor.accountId, Number(message?.inbox.split('/')[1])]); // prettier-ignore
    unwrap(await answerMessage(on(partner, '2026-10-20'), message?.id ?? 0, '已派员监督停产'));
    expect(await tasksOf(id, '2026-10-21')).toMatchObject([
      { answer: '已派员监督停产', doneOn: '2026-10-20', byMessage: true, daysLeft: null },
      { doneOn: null },
    ]);
    expect(await items(id)).toHaveLength(1);
    expect(await recordTaskAnswer(on(county, '2026-10-21'), id, first?.id ?? 0, '另一答复')).toMatchObject({
      refusal: { code: 'conflict' },
    });
  });

  test('answered in the inbox and by the officer at the same time it is answered once; of another rectification never', async () => {
    const [{ id }, other] = [await reddened(), await reddened()];
    const [first] = await tasksOf(id, '2026-10-15');
    const [message] = await rows<{ id: number; inbox: string }>('select id, inbox from delivery.message where subject = $1', [`task/${first?.id}`]); // prettier-ignore
    const partner = await testCall(notice, { permissions: [], region: '440600', name: '工商人员二' });
    await rows(`insert into identity.role_permission (role, permission) values ('partner', 'delivery.receive') on conflict do nothing`); // prettier-ignore
    await rows(`insert into identity.role_grant (account_id, role, region_code, authority_id, valid_from) values ($1, 'partner', '440600', $2, '2000-01-01')`, [partner.actor.accountId, Number(message?.inbox.split('/')[1])]); // prettier-ignore
    const desk = { ...partner, actor: { ...partner.actor, permissions: new Map([['delivery.receive', ['440600']]]) } };
    const task = first?.id ?? 0;
    expect(await recordTaskAnswer(on(county, '2026-10-20'), other.id, task, '张冠李戴')).toMatchObject({
      refusal: { code: 'conflict' },
    });
    expect(await recordTaskAnswer(on(elsewhere, '2026-10-20'), id, task, '外地')).toMatchObject({
      refusal: { code: 'not-found' },
    });
    await Promise.all([
      recordTaskAnswer(on(county, '2026-10-20'), id, task, '来函答复'),
      recordTaskAnswer(on(county, '2026-10-20'), id, task, '又一来函'),
      answerMessage(on(desk, '2026-10-20'), message?.id ?? 0, '收件箱答复'),
    ]);
    expect(await rows(`select 1 from journal.entry where act = 'warning-cards.answer-task' and subject = 'rectification/' || $1`, [id])).toHaveLength(1); // prettier-ignore
    expect(await items(id)).toHaveLength(1);
  });

  test('overdue it stays with the officer, goes up after ten days, and shows on the board; lifting ends it', async () => {
    const firm = await reddened();
    const { id } = firm;
    const late = async (day: string) => {
      const { tasks } = unwrap(await readBoard(on(officer, day), 'demo'));
      return tasks.reduce((sum, one) => sum + one.late, 0);
    };
    const before = await late('2026-11-05');
    expect(await late('2026-11-06')).toBeGreaterThan(before);
    notice.setNow('2026-11-06T02:00:00.000Z');
    await runDeadlines(testSystemCall(notice));
    expect(await items(id)).toMatchObject([{ priority: 0 }, { priority: 2, due_on: '2026-11-05' }]);
    notice.setNow('2026-11-17T02:00:00.000Z');
    await runDeadlines(testSystemCall(notice));
    expect(await rows(`select region_code as place from work.item where kind = 'deadlines.overdue' and state = 'open' and link = $1`, [`/rectifications/${id}`])).toContainEqual({ place: '440000' }); // prettier-ignore
    unwrap(await act(on(county, '2026-11-18'), firm.producer, 'serve', service('2026-11-18')));
    unwrap(await act(on(firm.firm, '2026-11-19'), firm.producer, 'answer', { answer }));
    await recheck(firm, '2026-11-20', 'pass');
    expect(await rowOf(firm.producer)).toMatchObject({ state: 'lifted' });
    expect(await items(id)).toEqual([]);
  });

  const clocks = (id: number) =>
    rows<{ state: string; due_on: string; days_left: number | null }>(
      `select d.state, d.due_on, d.days_left from deadlines.deadline d join warning_cards.task t on t.id = d.subject_id
        where d.kind = 'warning-cards/joint-task' and t.rectification_id = $1 order by t.due_on, d.id`,
      [id],
    );
  const chased = (id: number) =>
    rows<{ due_on: string; chase_on: string | null }>(
      `select m.due_on, m.chase_on from delivery.message m join warning_cards.task t on m.subject = 'task/' || t.id where t.rectification_id = $1`,
      [id],
    );

  test('a card that is paused pauses its tasks and their letters; resumed, each goes on with the days it had', async () => {
    const { id, producer } = await reddened();
    unwrap(await act(on(county, '2026-10-20'), producer, 'pause', { ground: 'seasonal' }));
    // 16 and 31 days were left.
    expect(await clocks(id)).toMatchObject([
      { state: 'paused', days_left: 16 },
      { state: 'paused', days_left: 31 },
    ]);
    expect(await chased(id)).toEqual([{ due_on: '2026-11-20', chase_on: null }]);
    expect(await items(id)).toEqual([]);
    notice.setNow('2026-11-25T02:00:00.000Z');
    await runDeadlines(testSystemCall(notice));
    expect((await clocks(id)).map(({ state }) => state)).toEqual(['paused', 'paused']);
    unwrap(await act(on(county, '2026-11-26'), producer, 'resume'));
    expect(await clocks(id)).toMatchObject([
      { state: 'open', due_on: '2026-12-14' },
      { state: 'open', due_on: '2026-12-28' },
    ]);
    expect((await tasksOf(id, '2026-11-26')).map(({ daysLeft }) => daysLeft)).toEqual([32, 18]);
    expect(await chased(id)).toEqual([{ due_on: '2026-12-28', chase_on: '2026-12-29' }]);
    expect(await items(id)).toHaveLength(2);
    // One answered meanwhile is not woken.
    const [first] = await tasksOf(id, '2026-11-26');
    unwrap(await recordTaskAnswer(on(county, '2026-11-27'), id, first?.id ?? 0, '已办'));
    unwrap(await act(on(county, '2026-11-28'), producer, 'end', { ground: 'closed' }));
    unwrap(await act(on(county, '2026-11-29'), producer, 'reopen'));
    expect((await clocks(id)).map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
  });

  test('tasks that were entered before they had terms get them by themselves, once; those of what is paused stay paused', async () => {
    const [running, paused, over] = [await reddened(), await reddened(), await reddened()];
    const ids = [running.id, paused.id, over.id];
    await rows(`delete from work.item where kind = 'warning-cards.joint-task' and link = any (select '/rectifications/' || unnest($1::bigint[]))`, [ids]); // prettier-ignore
    await rows(`delete from deadlines.deadline d using warning_cards.task t where d.kind = 'warning-cards/joint-task' and d.subject_id = t.id and t.rectification_id = any ($1)`, [ids]); // prettier-ignore
    unwrap(await act(on(county, '2026-10-20'), paused.producer, 'pause', { ground: 'stopped' }));
    await rows(`update warning_cards.rectification set state = 'licence-revoked' where id = $1`, [over.id]);
    const catchUp = async () =>
      notice.composition.jobs
        .find(({ name }) => name === 'warning-cards.task-terms')
        ?.run(testSystemCall(notice), undefined);
    notice.setNow('2026-10-21T02:00:00.000Z');
    await Promise.all([catchUp(), catchUp()]);
    await catchUp();
    expect(await clocks(running.id)).toMatchObject([
      { state: 'open', due_on: '2026-11-05' },
      { state: 'open', due_on: '2026-11-20' },
    ]);
    expect((await clocks(paused.id)).map(({ state }) => state)).toEqual(['paused', 'paused']);
    expect(await clocks(over.id)).toEqual([]);
    expect(await items(running.id)).toHaveLength(2);
    expect(await items(paused.id)).toEqual([]);
    notice.setNow('2026-11-06T02:00:00.000Z');
    await runDeadlines(testSystemCall(notice));
    expect((await clocks(running.id)).map(({ state }) => state)).toEqual(['overdue', 'open']);
  });

  test('a firm that moves takes its tasks to its new authority; a licence revoked ends them', async () => {
    const { id, producer } = await reddened();
    unwrap(
      await perform(testSystemCall(notice), { permission: null }, async (doing) => {
        doing.emit({ type: 'enterprises/region-confirmed@1', payload: { dataset: 'demo', enterpriseId: producer, cityCode: '440300', countyCode: null } }); // prettier-ignore
        return ok(undefined);
      }),
    );
    expect(await rows(`select distinct region_code as place from work.item where kind = 'warning-cards.joint-task' and state = 'open' and link = $1`, [`/rectifications/${id}`])).toEqual([{ place: '440300' }]); // prettier-ignore
    await rows(`update warning_cards.rectification set state = 'revocation', step = 'revocation' where id = $1`, [id]);
    const decision = { by: '虚构机关', number: '虚吊1号', noticeOn: '2026-10-20', hearing: '未申请' };
    unwrap(await act(on(elsewhere, '2026-11-01'), producer, 'record-revocation', { decision }));
    expect((await clocks(id)).map(({ state }) => state)).toEqual(['closed', 'closed']);
  });
});
