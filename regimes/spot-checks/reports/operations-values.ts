import { createHash } from 'node:crypto';
import { type Dataset } from '#foundation/dataset.ts';
import { ok, refuse, type Refusal, type Result } from '#foundation/refusal.ts';
import { type Act, type Call, holds, perform } from '#platform/operation/index.ts';
import { recordEvents } from '../common/events-storage.ts';
import type { ReportDetail, ValuesAnswer } from './contract.ts';
import { getReport } from './operations-read.ts';
import { scopes } from './operations-scope.ts';
import { reportProcess, type Stated } from './report.ts';
import { judgeItem, readMeasured } from './rules.ts';
import { type GivenValue, type KnownReport, sortValues, spellSheetNumber } from './sort-values.ts';
import { itemsOf, lockReport, reportIsVisible } from './storage.ts';
import { laboratoriesToTest, lockTasks, storeValues, type TaskRow } from './storage-values.ts';

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
        ...judgeItem(measured, item),
        stated,
      })),
    );
    await noteEntry(act, 'enter', report.dataset, [id], { report: id, values });
    return ok(undefined);
  });
  return done.ok ? getReport(call, id) : done;
};

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

/** What the laboratory may not test, item by item; asked once for each laboratory, category and item. */
const withScope = async (act: Act, tasks: readonly TaskRow[]): Promise<KnownReport[]> => {
  const known = new Map<string, Refusal | undefined>();
  const refusalFor = scopes(act);
  const reports: KnownReport[] = [];
  for (const task of tasks) {
    const items = [];
    for (const item of task.items) {
      const key = [task.laboratoryId, task.dataset, task.category, item.item, item.method].join('\n');
      if (!known.has(key)) known.set(key, (await refusalFor(task, [item]))?.refusal);
      items.push({ ...item, refusal: known.get(key) });
    }
    reports.push({ ...task, items });
  }
  return reports;
};

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
    const { accepted, unchanged, rejected, heldBack } = sortValues(rows, await withScope(act, tasks));
    await storeValues(
      act.tx,
      accepted.map(({ reportId, known, measured, stated }) => ({
        reportId,
        ordinal: known.ordinal,
        measured,
        ...judgeItem(measured, known),
        stated,
      })),
    );
    const touched = new Set(accepted.map(({ reportId }) => reportId));
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
      items: accepted.length,
      unchanged,
      rejected: [...rejected],
      heldBack: [...heldBack],
      containsFormulas,
    });
  });
