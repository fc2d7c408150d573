import type { Fact } from '#foundation/fact.ts';
import { printDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { closeDeadlines, type DeadlineKind, type NewDeadline, openDeadlines, pauseDeadlines, redirectDeadlines, resumeDeadlines } from '#platform/deadlines/index.ts'; // prettier-ignore
import { answeredOf } from '#platform/delivery/facts.ts';
import { deliver, type Delivery, moveAsked } from '#platform/delivery/index.ts';
import { type Act, type Call, perform, systemCall } from '#platform/operation/index.ts';
import { placeOf } from './operations-work.ts';
import type { TaskInput } from './rectification.ts';
import type { LockedRectification } from './storage.ts';
import { insertTasks, type OpenTask, openTasksOf, openTasksWith, type StoredTask, storeLetterAnswers, storeTaskDays, storeWritten, tasksWithoutClock } from './storage-tasks.ts'; // prettier-ignore

export const taskClock = 'warning-cards/joint-task';
const letterKind = 'warning-cards.joint-task';

/** Days between reminders of a letter that is not answered in time. */
const chaseEvery = 7;

const letterOf = (act: Act, thing: LockedRectification, task: StoredTask, papers: readonly number[]): Delivery[] => {
  if (task.authority === null) return [];
  const day = printDate(task.dueOn);
  return [
    {
      to: {
        department: task.authority,
        place: placeOf(thing, act.call.services.province) ?? act.call.services.province,
      },
      kind: letterKind,
      subject: `task/${task.id}`,
      dataset: thing.dataset,
      title: pair(`会同处理红牌企业：${thing.firm}`, `Handle a red card along: ${thing.firm}`),
      body: pair(
        `${thing.firm}因产品质量问题被责令停产整顿，请贵单位（${task.department}）会同办理：${task.task}。请在${day.zh}前反馈办理情况。`,
        `${thing.firm} was ordered to stop production for overhaul. Please (${task.department}) act along: ${task.task}. Please answer by ${day.en}.`,
      ),
      link: papers[0] === undefined ? '/inbox' : `/papers/${papers[0]}`,
      papers,
      key: letterKey(task.id),
      asks: { for: 'answer', dueOn: task.dueOn, chaseEvery },
    },
  ];
};

const letterKey = (taskId: number): string => `${letterKind} ${taskId}`;

const items = (act: Act, tasks: readonly Omit<OpenTask, 'state'>[]): NewDeadline[] =>
  tasks.map((task) => ({
    subject: `task/${task.id}`,
    id: task.id,
    dataset: task.dataset,
    dueOn: task.dueOn,
    permission: 'warning-cards.follow',
    place: placeOf(task, act.call.services.province),
    title: pair(
      `${task.department}会同办理并反馈：${task.task}（${task.firm}）`,
      `Answer of ${task.department}: ${task.task} (${task.firm})`,
    ),
    link: `/rectifications/${task.rectificationId}`,
  }));

/** Runs the terms of tasks; whoever follows the firm has the item. What stands is brought up to date. */
const openClocks = (act: Act, tasks: readonly Omit<OpenTask, 'state'>[]): Promise<void> =>
  openDeadlines(act, taskClock, items(act, tasks));

/** Enters the tasks of a red card: each with its last day, and a letter to the department. Call as engine, with its issued papers. */
export const openTasks = async (
  act: Act,
  thing: LockedRectification,
  tasks: readonly TaskInput[],
  papers: readonly number[],
): Promise<void> => {
  const stored = await insertTasks(act.tx, thing.id, tasks);
  await openClocks(
    act,
    stored.map((task) => ({ ...thing, ...task, rectificationId: thing.id })),
  );
  const { unaddressed } = await deliver(
    act,
    stored.flatMap((task) => letterOf(act, thing, task, papers)),
  );
  const without = new Set(unaddressed.map(({ subject }) => subject));
  const written = stored.filter(({ id, authority }) => authority !== null && !without.has(`task/${id}`));
  await storeWritten(
    act.tx,
    written.map(({ id }) => id),
    act.call.today,
  );
};

/** Nobody waits for these tasks any more. */
export const closeTasks = (act: Act, ids: readonly number[]): Promise<unknown> => closeDeadlines(act, taskClock, ids);

/** What was to be handled along is over: lifted, or void. */
export const closeTasksOf = async (act: Act, rectificationIds: readonly number[]): Promise<void> => {
  const open = await openTasksOf(act.tx, rectificationIds);
  await closeTasks(
    act,
    open.map(({ id }) => id),
  );
};

/** The firm stands still: so do the terms of the departments, and nobody is reminded. */
export const pauseTasksOf = async (act: Act, ids: readonly number[], reason: string): Promise<Result<undefined>> => {
  const open = await openTasksOf(act.tx, ids);
  const paused = await pauseDeadlines(
    act,
    taskClock,
    open.map(({ id }) => id),
    reason,
  );
  if (!paused.ok) return paused;
  await moveAsked(
    act,
    paused.value.map((id) => ({ key: letterKey(id), dueOn: null })),
  );
  return ok(undefined);
};

/** The firm goes on: each term with the days it had left. */
export const resumeTasksOf = async (act: Act, ids: readonly number[], reason: string): Promise<Result<undefined>> => {
  const open = await openTasksOf(act.tx, ids);
  const resumed = await resumeDeadlines(
    act,
    taskClock,
    open.map(({ id }) => id),
    reason,
  );
  if (!resumed.ok) return resumed;
  await storeTaskDays(act.tx, resumed.value);
  await moveAsked(
    act,
    resumed.value.map(({ id, dueOn }) => ({ key: letterKey(id), dueOn })),
  );
  return ok(undefined);
};

/** The firm has moved: its new authority asks the departments. */
export const moveTasksOf = async (act: Act, ids: readonly number[]): Promise<void> =>
  redirectDeadlines(act, taskClock, items(act, await openTasksWith(act.tx, ids)));

const atOnce = 2000;

/** Tasks that were entered before they had terms get them; those of a firm that stands still are paused at once. */
export const giveTerms = async (call: Call): Promise<void> => {
  for (;;) {
    const given = await perform(systemCall(call.services), { permission: null }, async (act) => {
      await act.asEngine();
      const tasks = await tasksWithoutClock(act.tx, taskClock, atOnce);
      await openClocks(act, tasks);
      const still = new Set(tasks.filter(({ state }) => state === 'paused' || state === 'ended').map((task) => task.rectificationId)); // prettier-ignore
      const paused = await pauseTasksOf(act, [...still], '');
      return paused.ok ? ok(tasks.length) : paused;
    });
    if (!given.ok || given.value < atOnce) return;
  }
};

/** A department answered its letter: its answer is that of the task. */
export const takeLetterAnswers = async (act: Act, facts: readonly Fact[]): Promise<void> => {
  const ids = answeredOf(facts, letterKind);
  if (ids.length === 0) return;
  const answered = await storeLetterAnswers(act.tx, ids, act.call.today);
  await closeTasks(
    act,
    answered.map(({ id }) => id),
  );
  for (const { id, rectificationId, dataset, answer } of answered)
    act.journal({
      act: 'warning-cards.answer-task',
      subject: `rectification/${rectificationId}`,
      dataset,
      payload: { task: id, answer, byMessage: true },
    });
};

/** The departments’ terms: overdue the officer has to ask, and then the next authority. */
export const taskDeadline: DeadlineKind = {
  name: taskClock,
  title: pair('会同部门办理并反馈', 'Departments act along and answer'),
  asItFalls: true,
  warnDays: 3,
  escalate: { afterDays: 10, to: 'superior' },
  // The department is reminded by its letter; whoever follows the firm keeps the item until it has answered.
  onDue: () => Promise.resolve(),
};
