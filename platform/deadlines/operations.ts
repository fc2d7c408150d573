import type { Dataset } from '#foundation/dataset.ts';
import { type DayCount, deadline } from '#foundation/deadline.ts';
import { addDays, daysBetween, type LocalDate } from '#foundation/local-date.ts';
import { ok, type Result } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import { workingDaysBetween } from '#foundation/working-days.ts';
import type { Act } from '#platform/operation/index.ts';
import { closeWork, openWork } from '#platform/work/index.ts';
import type { DeadlineKind } from './deadline-kind.ts';
import { closeRows, lockDeadlines, moveToParty, type Outcome, recordChanges, type Row, storeOutcomes, upsertDeadlines } from './storage.ts'; // prettier-ignore
import { escalatedAt, keysOf, workOf } from './work-items.ts';

/** A deadline to be opened. */
export interface NewDeadline {
  /** The thing: `card/17`. */
  readonly subject: string;
  /** Its number in the room. */
  readonly id: number;
  readonly dataset: Dataset;
  /** Last day, counted by `foundation/deadline`. */
  readonly dueOn: LocalDate;
  /** How days left are kept in a pause; natural days by default. */
  readonly count?: DayCount;
  /** Who must act; `null` makes a clock on which nobody has to. */
  readonly permission: string | null;
  /** Division or party where they hold it; `null` where unknown: then holders for the whole province. */
  readonly place: string | null;
  /** Where a party must act: the authority in charge of it, which hears first that it is overdue. */
  readonly authority?: { readonly permission: string; readonly place: string | null };
  /** What has to be done about which thing, as the work item says it; the title of the kind by default. */
  readonly title?: TextPair;
  /** Path of its page in the office. */
  readonly link: string;
  /** Account that may not act, because it took the step before. */
  readonly notBy?: string | null;
}

const kindOf = (act: Act, name: string): DeadlineKind => {
  const kind = act.call.services.composition.deadlines.get(name);
  if (!kind) throw new Error(`no room declares the deadline ${name}`);
  return kind;
};

const warnDay = ({ warnDays }: DeadlineKind, dueOn: LocalDate): LocalDate | null =>
  warnDays === undefined ? null : addDays(dueOn, -warnDays);

/**
 * Opens deadlines of a kind with the work items of whoever must act, in sets. One that stands for a thing is brought up to date: a firm
 * that moved is another authority’s business. Call it as engine.
 */
export const openDeadlines = async (act: Act, name: string, items: readonly NewDeadline[]): Promise<void> => {
  if (items.length === 0) return;
  const kind = kindOf(act, name);
  const last = new Map(items.map((item) => [item.id, item]));
  const rows = await upsertDeadlines(
    act.tx,
    name,
    [...last.values()].map((item) => {
      const title = item.title ?? kind.title;
      return {
        subject: item.subject,
        subject_id: item.id,
        dataset: item.dataset,
        due_on: item.dueOn,
        count: item.count ?? 'natural',
        warn_on: warnDay(kind, item.dueOn),
        title_zh: title.zh,
        title_en: title.en,
        link: item.link,
        permission: item.permission,
        place: item.place,
        authority_permission: item.authority?.permission ?? null,
        authority_place: item.authority?.place ?? null,
        not_by: item.notBy ?? null,
      };
    }),
    act.call.services.now(),
  );
  await openWork(act, rows.filter(({ state }) => state !== 'paused').flatMap(workOf));
};

/** Closes the deadlines of these things with their work items; those without one are passed over. Tells which had one. Call it as engine. */
export const closeDeadlines = async (act: Act, name: string, ids: readonly number[]): Promise<readonly number[]> => {
  kindOf(act, name);
  if (ids.length === 0) return [];
  const rows = await closeRows(act.tx, name, ids, act.call.services.now());
  await closeWork(act, rows.flatMap(keysOf));
  return rows.map(({ id }) => id);
};

const settle = async (
  act: Act,
  verb: 'move' | 'pause' | 'resume',
  locked: readonly Row[],
  outcomes: readonly Outcome[],
  reasonOf: (row: Row) => string | null,
): Promise<readonly number[]> => {
  if (outcomes.length === 0) return [];
  const { call, tx } = act;
  const rows = await storeOutcomes(tx, outcomes);
  await recordChanges(
    tx,
    verb,
    rows.map((row) => ({ deadlineId: row.deadlineId, dueOn: row.dueOn, reason: reasonOf(row) })),
    call.actor.accountId,
    call.services.now(),
  );
  const running = new Set(rows.filter(({ state }) => state !== 'paused').map(({ deadlineId }) => deadlineId));
  const still = new Map(rows.map((row) => [row.deadlineId, row.level]));
  // What the pause or a new last day takes away: the items of the authorities above, and in a pause the item itself.
  await closeWork(
    act,
    locked.flatMap((row) => {
      const level = still.get(row.deadlineId);
      if (level === undefined) return [];
      const keys = keysOf(row);
      return running.has(row.deadlineId) ? keys.slice(1 + level) : keys;
    }),
  );
  await openWork(act, rows.filter(({ deadlineId }) => running.has(deadlineId)).flatMap(workOf));
  return rows.map(({ id }) => id);
};

/** Another last day for one thing, with the reason that its timeline shows. */
export interface Move {
  readonly id: number;
  readonly dueOn: LocalDate;
  readonly reason: string;
}

/**
 * Gives deadlines another last day: an extension, or a correction. One that is overdue and gets a day from today on is open again; a paused
 * one stays paused and keeps the difference. Whether it may be extended is for the room to decide. Tells which had one. Call it as engine.
 */
export const moveDeadlines = async (act: Act, name: string, moves: readonly Move[]): Promise<readonly number[]> => {
  const kind = kindOf(act, name);
  const byId = new Map(moves.map((move) => [move.id, move]));
  const locked = await lockDeadlines(act.tx, name, [...byId.keys()]);
  const { today } = act.call;
  const outcomes = locked.map((row): Outcome => {
    const dueOn = byId.get(row.id)?.dueOn ?? row.dueOn;
    const runs = row.state === 'open' || dueOn >= today;
    const paused = row.state === 'paused';
    return {
      deadline_id: row.deadlineId,
      state: paused ? 'paused' : runs ? 'open' : 'overdue',
      due_on: dueOn,
      days_left: paused && row.daysLeft !== null ? Math.max(0, row.daysLeft + daysBetween(row.dueOn, dueOn)) : null,
      warn_on: warnDay(kind, dueOn),
      escalate_on: !paused && !runs && kind.escalate ? addDays(today, kind.escalate.afterDays) : null,
      level: runs ? 0 : row.level,
    };
  });
  return settle(act, 'move', locked, outcomes, ({ id }) => byId.get(id)?.reason ?? null);
};

/**
 * Stops deadlines; the days left are kept, today counted as one that is left. One whose last day is over and was not acted on yet goes on:
 * it is overdue. Tells which were stopped, or refuses where days can’t be counted. Call it as engine.
 */
export const pauseDeadlines = async (
  act: Act,
  name: string,
  ids: readonly number[],
  reason: string,
): Promise<Result<readonly number[]>> => {
  const kind = kindOf(act, name);
  const { today } = act.call;
  const locked = await lockDeadlines(act.tx, name, ids);
  const outcomes: Outcome[] = [];
  for (const row of locked) {
    if (row.state === 'paused' || (row.state === 'open' && row.dueOn < today)) continue;
    const left =
      row.count === 'working'
        ? workingDaysBetween(today, row.dueOn, act.law.calendar)
        : ok(Math.max(0, daysBetween(today, row.dueOn)));
    if (!left.ok) return left;
    outcomes.push({
      deadline_id: row.deadlineId,
      state: 'paused',
      due_on: row.dueOn,
      days_left: row.state === 'overdue' ? null : left.value,
      warn_on: warnDay(kind, row.dueOn),
      escalate_on: null,
      level: 0,
    });
  }
  return ok(await settle(act, 'pause', locked, outcomes, () => reason));
};

/**
 * Lets paused deadlines run on with the days that they had left, counted from today; one that was overdue is overdue again. Gives the new
 * last days, or refuses where the calendar does not reach. Call it as engine.
 */
export const resumeDeadlines = async (
  act: Act,
  name: string,
  ids: readonly number[],
  reason: string,
): Promise<Result<readonly { readonly id: number; readonly dueOn: LocalDate }[]>> => {
  const kind = kindOf(act, name);
  const { today } = act.call;
  const locked = (await lockDeadlines(act.tx, name, ids)).filter(({ state }) => state === 'paused');
  const outcomes: Outcome[] = [];
  const resumed: { id: number; dueOn: LocalDate }[] = [];
  for (const row of locked) {
    const end =
      row.daysLeft === null ? null : deadline(today, { days: row.daysLeft, count: row.count }, act.law.calendar);
    const falls = kind.asItFalls === true && row.count === 'natural' && row.daysLeft !== null ? addDays(today, row.daysLeft) : null; // prettier-ignore
    if (end?.ok === false && falls === null) return end;
    const dueOn = end === null ? row.dueOn : end.ok ? end.value.due : (falls ?? row.dueOn);
    resumed.push({ id: row.id, dueOn });
    outcomes.push({
      deadline_id: row.deadlineId,
      state: end === null ? 'overdue' : 'open',
      due_on: dueOn,
      days_left: null,
      warn_on: warnDay(kind, dueOn),
      escalate_on: end === null && kind.escalate ? addDays(today, kind.escalate.afterDays) : null,
      level: 0,
    });
  }
  await settle(act, 'resume', locked, outcomes, () => reason);
  return ok(resumed);
};

/**
 * Leads the deadlines that stand, also paused and overdue ones, to whoever acts now and is in charge: a firm that moved. Their last days stay, and
 * an authority that heard that one is overdue is another now. What does not stand is not opened. Call it as engine.
 */
export const redirectDeadlines = async (
  act: Act,
  name: string,
  items: readonly Omit<NewDeadline, 'dueOn'>[],
): Promise<void> => {
  const ids = items.map(({ id }) => id);
  const days = new Map((await lockDeadlines(act.tx, name, ids)).map(({ id, dueOn }) => [id, dueOn]));
  if (days.size === 0) return;
  const standing = items.flatMap((item) => {
    const dueOn = days.get(item.id);
    return dueOn === undefined ? [] : [{ ...item, dueOn }];
  });
  await openDeadlines(act, name, standing);
  const overdue = (await lockDeadlines(act.tx, name, [...days.keys()])).filter(({ level }) => level > 0);
  const levels = overdue.flatMap((row) => Array.from({ length: row.level }, (_, at) => escalatedAt(row, at + 1)));
  await closeWork(act, levels.flatMap(({ key, item }) => (item === null ? [key] : []))); // prettier-ignore
  await openWork(act, levels.flatMap(({ item }) => (item === null ? [] : [item]))); // prettier-ignore
};

/** The terms of one party go on for another, because the two are one: `enterprise/33` to `enterprise/41`. Call it as engine. */
export const followDeadlines = (act: Act, from: string, into: string): Promise<unknown> =>
  moveToParty(act.tx, from, into);
