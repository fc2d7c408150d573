import { addDays } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { openWork } from '#platform/work/index.ts';
import type { DeadlineKind, DueSubject } from './deadline-kind.ts';
import { type Claim, claimDue, claimEscalations, claimWarnings, endEscalation, putOff, recordChanges, type Row } from './storage.ts'; // prettier-ignore
import { toldAs } from './told.ts';
import { escalatedWorkOf, workOf } from './work-items.ts';

/** Deadlines that one transaction takes at most. */
const batch = 5000;

export const fireWords = pair('期限届满', 'Deadline ended');
export const escalateWords = pair('逾期报告上级', 'Overdue, the next authority told');

const subjectOf = ({ id, subject, dataset, dueOn, firstDueOn }: Row): DueSubject => ({
  id,
  subject,
  dataset,
  dueOn,
  firstDueOn,
});

/** What the journal says of a batch: one entry for each dataset in it. */
const note = (act: Act, verb: 'fire' | 'escalate', kind: DeadlineKind, rows: readonly Row[]): void => {
  for (const [dataset, ofDataset = []] of Object.entries(Object.groupBy(rows, ({ dataset: of }) => of)))
    act.journal({
      act: `deadlines.${verb}`,
      subject: ofDataset.length === 1 ? (ofDataset[0]?.subject ?? '') : `deadlines/${ofDataset.length}`,
      dataset: dataset as Row['dataset'],
      payload: {
        kind: kind.name,
        due: ofDataset.map(({ id, dueOn, level }) => [id, dueOn, ...(level > 0 ? [level] : [])]),
      },
    });
};

const fire = async (
  act: Act,
  kind: DeadlineKind,
  claim: Claim,
  hold: (rows: readonly Row[]) => void,
): Promise<number> => {
  const { escalate } = kind;
  const rows = await claimDue(act.tx, claim, escalate ? addDays(claim.today, escalate.afterDays) : null);
  hold(rows);
  if (rows.length === 0) return 0;
  await recordChanges(act.tx, 'fire', rows, null, claim.at);
  // Before the room acts: what it closes takes the item away again.
  await openWork(act, rows.flatMap(workOf));
  note(act, 'fire', kind, rows);
  await kind.onDue(act, rows.map(subjectOf));
  return rows.length;
};

const warn = async (act: Act, kind: DeadlineKind, claim: Claim): Promise<number> => {
  const rows = await claimWarnings(act.tx, claim);
  if (rows.length === 0) return 0;
  await openWork(act, rows.flatMap(workOf));
  await kind.onWarn?.(act, rows.map(subjectOf));
  return rows.length;
};

const escalate = async (act: Act, kind: DeadlineKind, claim: Claim): Promise<number> => {
  if (!kind.escalate) return 0;
  const rows = await claimEscalations(act.tx, claim, addDays(claim.today, kind.escalate.afterDays));
  const told = rows.filter((row) => toldAs(row.level, row) !== null);
  const top = rows.filter((row) => toldAs(row.level, row) === null);
  await endEscalation(
    act.tx,
    top.map(({ deadlineId }) => deadlineId),
  );
  if (told.length > 0) {
    await recordChanges(act.tx, 'escalate', told, null, claim.at);
    await openWork(act, told.flatMap(escalatedWorkOf));
    note(act, 'escalate', kind, told);
  }
  return rows.length;
};

type Step = (act: Act, kind: DeadlineKind, claim: Claim) => Promise<number>;

const oneBatch = async (call: Call, step: Step, kind: DeadlineKind, claim: Claim): Promise<number> =>
  unwrap(
    await perform(call, { permission: null, act: 'deadlines.fire' }, async (act) => {
      await act.asEngine();
      return ok(await step(act, kind, claim));
    }),
  );

const claimOf = (call: Call, kind: DeadlineKind, limit: number): Claim => ({
  kind: kind.name,
  today: call.today,
  at: call.services.now(),
  limit,
});

/**
 * Ends what is over of one kind. A batch that fails is divided until the one that fails stands alone; that one is put off to the next day.
 * @returns the failures
 */
const fireAll = async (call: Call, kind: DeadlineKind): Promise<unknown[]> => {
  const failures: unknown[] = [];
  for (let limit = batch; ;) {
    let held: readonly Row[] = [];
    const step: Step = (act, of, claim) => fire(act, of, claim, (rows) => (held = rows));
    try {
      if ((await oneBatch(call, step, kind, claimOf(call, kind, limit))) < limit) return failures;
      limit = Math.min(batch, limit * 2);
    } catch (error) {
      const [only] = held;
      // Nothing was claimed: it is not a deadline that fails but the database.
      if (only === undefined) throw error;
      if (held.length > 1) limit = Math.ceil(held.length / 8);
      else {
        failures.push(error);
        const words = (error instanceof Error ? error.message : String(error)).slice(0, 500);
        await withTransaction(call.services.database, 'system', (tx) =>
          putOff(tx, only.deadlineId, addDays(call.today, 1), words),
        );
      }
    }
  }
};

/** Ends the deadlines that are over, tells the next authorities, and warns of those that come; each once, however many servers run it. */
export const runDeadlines = async (call: Call): Promise<void> => {
  const failures: unknown[] = [];
  for (const kind of call.services.composition.deadlines.values()) {
    failures.push(...(await fireAll(call, kind)));
    for (const step of [escalate, warn])
      while ((await oneBatch(call, step, kind, claimOf(call, kind, batch))) === batch);
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} deadlines could not be ended and are tried again tomorrow`);
};
