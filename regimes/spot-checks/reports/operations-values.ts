import { createHash } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Act, type Call, holds, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { ReportDetail, ValuesAnswer } from './contract.ts';
import { getReport } from './operations-read.ts';
import { scopes } from './operations-scope.ts';
import { reportProcess, type Stated } from './report.ts';
import { judgeItem, readMeasured } from './rules.ts';
import {
  type GivenValue,
  type KnownItem,
  type KnownReport,
  type SortedValue,
  sortValues,
  spellSheetNumber,
} from './sort-values.ts';
import { itemsOf, lockReport, reportIsVisible } from './storage.ts';
import { type JudgedValue, laboratoriesToTest, lockTasks, storeValues, type TaskRow } from './storage-values.ts';

const demand = { permission: 'spot-checks.test' } as const;

/** Enters values on one report, judged as they are stored; a cleared field takes the value back. */
export const enterValues = async (
  call: Call,
  id: number,
  version: number,
  values: readonly { readonly ordinal: number; readonly measured: string; readonly stated: Stated | null }[],
): Promise<Result<ReportDetail>> => {
  const done = await perform(call, { ...demand, act: 'spot-checks.enter-report' }, async (act) => {
    const missing = refuse('not-found', { thing: reportProcess.name });
    if (!(await reportIsVisible(act.tx, id))) return missing;
    await act.asEngine();
    const report = await lockReport(act.tx, id);
    if (!report) return missing;
    const refused = await act.authorise(`laboratory/${report.laboratoryId}`);
    if (refused) return refused;
    if (report.state !== 'open') return refuse('report-not-open', { state: reportProcess.states[report.state] });
    if (report.version !== version) return refuse('conflict');
    const items = new Map((await itemsOf(act.tx, id)).map((item) => [item.ordinal, item]));
    const named = values.flatMap((value) => {
      const item = items.get(value.ordinal);
      return item ? [{ item, measured: readMeasured(value.measured), stated: value.stated }] : [];
    });
    const [stranger] = values.filter(({ ordinal }) => !items.has(ordinal));
    if (stranger) return refuse('no-such-item', { item: stranger.ordinal });
    const tested = named.filter(({ measured, stated }) => measured !== null || stated !== null);
    const outside =
      tested.length === 0
        ? undefined
        : await scopes(act)(
            report,
            tested.map(({ item }) => item),
          );
    if (outside) return outside;
    await storeValues(
      act.tx,
      named.map(({ item, measured, stated }) => ({
        reportId: id,
        ordinal: item.ordinal,
        measured,
        ...asStored(judgeItem(measured, item)),
        stated,
      })),
    );
    await noteEntry(act, 'enter', report.dataset, [id], { report: id, values });
    return ok(undefined);
  });
  return done.ok ? getReport(call, id) : done;
};

const asStored = ({ verdict, reason }: ReturnType<typeof judgeItem>): Pick<JudgedValue, 'verdict' | 'reason'> => ({
  verdict,
  reason: reason === null ? null : JSON.stringify(reason),
});

/** One event a report, one journal entry an act with the digest of what came. */
const noteEntry = async (
  act: Act,
  verb: 'enter' | 'upload',
  dataset: Dataset,
  reportIds: readonly number[],
  what: unknown,
): Promise<void> => {
  const { accountId: account } = act.call.actor;
  const at = act.call.services.now();
  await recordEvents(
    act.tx,
    reportIds.map((id) => ({ kind: 'report', id, verb, state: 'open', account, at })),
  );
  const sha256 = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  const [only] = reportIds;
  act.journal({
    act: `spot-checks.${verb}-report`,
    subject: reportIds.length === 1 && only !== undefined ? `report/${only}` : '',
    dataset,
    payload: { reports: reportIds.length, sha256 },
  });
};

/** What the laboratory may not test, item by item; asked once for each laboratory, category and list of items. */
const withScope = async (act: Act, tasks: readonly TaskRow[]): Promise<KnownReport[]> => {
  const refusalFor = scopes(act);
  const known = new Map<TaskRow['items'], Map<string, KnownReport['items']>>();
  const reports: KnownReport[] = [];
  for (const task of tasks) {
    const lists = known.get(task.items) ?? new Map<string, KnownReport['items']>();
    known.set(task.items, lists);
    const key = [task.laboratoryId, task.dataset, task.category].join('\n');
    let items = lists.get(key);
    if (items === undefined) {
      const asked: KnownItem[] = [];
      for (const item of task.items) asked.push({ ...item, refusal: (await refusalFor(task, [item]))?.refusal });
      items = asked;
      lists.set(key, items);
    }
    reports.push({ ...task, items });
  }
  return reports;
};

/** Judges one after another, as they are asked for; 未检出 and numbers of few digits come again and again, each is judged once. */
function* judged(values: readonly SortedValue[]): Generator<JudgedValue> {
  const known = new Map<string, Pick<JudgedValue, 'verdict' | 'reason'>>();
  for (const { reportId, known: item, measured, stated } of values) {
    const key = `${item.comparison}\n${item.limit}\n${measured}`;
    let found = known.get(key);
    if (found === undefined) {
      found = asStored(judgeItem(measured, item));
      known.set(key, found);
    }
    yield { reportId, ordinal: item.ordinal, measured, ...found, stated };
  }
}

/**
 * Takes values in sets, from a table or from the laboratory's own system: judged and stored in one transaction. Bad rows are listed
 * with their row and why, a report with a bad row is left as it was. Sent again, the same values change nothing.
 */
export const takeValues = (
  call: Call,
  rows: readonly GivenValue[],
  containsFormulas = false,
): Promise<Result<ValuesAnswer>> =>
  perform(call, { ...demand, act: 'spot-checks.upload-report' }, async (act) => {
    const held = await laboratoriesToTest(act.tx);
    const laboratories = held.filter((id) => holds(call.actor, demand.permission, `laboratory/${id}`));
    await act.asEngine();
    const numbers = new Set(rows.map(({ sampleNumber }) => spellSheetNumber(sampleNumber)));
    const tasks = await lockTasks(act.tx, laboratories, [...numbers]);
    const { accepted, rejected, heldBack } = sortValues(rows, await withScope(act, tasks));
    const stored = await storeValues(act.tx, judged(accepted));
    const touched = new Set(stored.reportIds);
    for (const [dataset, own] of Map.groupBy(
      tasks.filter(({ id }) => touched.has(id)),
      (task) => task.dataset,
    ))
      await noteEntry(
        act,
        'upload',
        dataset,
        own.map(({ id }) => id),
        accepted.map(({ reportId, known, measured, stated }) => [reportId, known.ordinal, measured, stated]),
      );
    return ok({
      rows: rows.length,
      reports: touched.size,
      items: stored.items,
      unchanged: accepted.length - stored.items,
      rejected: [...rejected],
      heldBack: [...heldBack],
      containsFormulas,
    });
  });
