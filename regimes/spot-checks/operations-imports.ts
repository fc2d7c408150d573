import { inPages, type Order, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Upload } from '#platform/manifest.ts';
import { type Call, observe, observeStream, perform, type View } from '#platform/operation/index.ts';
import { type CellValue, writeCsv, writeXlsx } from '#platform/spreadsheets/index.ts';
import { resultsChangedType } from './facts.ts';
import { mayGo, type ImportState } from './import-state.ts';
import { applyMapping, type CorrectedMapping } from './import/mapping.ts';
import { prepareStart } from './import/import-files.ts';
import { receiveFiles } from './import/receive.ts';
import { runImport } from './import/run-import.ts';
import type { GivenByPerson } from './import/plan.ts';
import type { SpotCheckPorts } from './ports.ts';
import { tableKinds } from './spot-check.ts';
import { findImport } from './storage/imports.ts';
import * as reading from './storage/imports-reading.ts';
import { takeTurn } from './storage/locks.ts';
import { saveMappingFor } from './storage/mappings.ts';
import { markWithdrawn, takeOut } from './storage/withdrawal.ts';

const read = { permission: 'spot-checks.read' } as const;
const thing = pair('该导入', 'The import');

type Sheet = reading.ImportDetail['sheets'][number];

const sheetOf = ({ mapping, kind, ...sheet }: reading.SheetRecord): Sheet => ({
  ...sheet,
  kind: tableKinds.find((each) => each === kind) ?? 'unknown',
  title: mapping.title.text,
  suggested: {
    authority: mapping.title.authority ?? null,
    level: mapping.title.level ?? null,
    check: mapping.title.check ?? null,
    publishedOn: mapping.title.publishedOn ?? null,
    category: mapping.title.category === '' ? null : mapping.title.category,
  },
  headerFrom: mapping.headerFrom,
  headerTo: mapping.headerTo,
  columns: mapping.columns.map(({ column, header, field, confidence }) => ({
    column,
    header,
    field: field ?? null,
    confidence,
  })),
  items: mapping.items.map((item) => item.item),
  warnings: [...mapping.warnings],
});

const detailOf = async ({ tx }: View, id: string): Promise<Result<reading.ImportDetail>> => {
  const [found, sheets] = await Promise.all([reading.findImportDetail(tx, id), reading.sheetRecords(tx, id)]);
  if (found === undefined) return refuse('not-found', { thing });
  const { stage, rowsDone, rowsTotal, running, ...rest } = found;
  const rate = running !== null && running > 0.5 && rowsDone > 0 ? rowsDone / running : null;
  return ok({
    ...rest,
    progress:
      found.state === 'running'
        ? {
            stage: (stage ?? 'waiting') as NonNullable<reading.ImportDetail['progress']>['stage'],
            rowsDone,
            rowsTotal,
            rowsPerSecond: rate,
            secondsLeft: rate !== null && rowsTotal !== null ? Math.max(0, (rowsTotal - rowsDone) / rate) : null,
          }
        : null,
    sheets: sheets.map(sheetOf),
  });
};

/** One import: what was recognised, its progress and its report. */
export const getImport = (call: Call, id: string) => observe(call, read, (view) => detailOf(view, id));

/** Stores and recognises uploaded tables; they wait to be checked. */
export const uploadImport = async (call: Call, dataset: 'historical' | 'live', uploads: AsyncIterable<Upload>) => {
  const received = await receiveFiles(call, dataset, uploads);
  return received.ok ? getImport(call, received.value) : received;
};

/** The moment, as PostgreSQL writes it, and the id of the last import of a page. */
const placeInList =
  /^([12]\d{3}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::?\d\d)?))\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** True for a day and a time that there are: 31 February is none. */
const isMoment = (text: string): boolean => new Date(text).getUTCDate() === Number(text.slice(8, 10));

const startedLast: Order<{ readonly startedAt: string; readonly id: string }, { at: string; id: string }> = {
  write: ({ startedAt, id }) => `${startedAt}.${id}`,
  read: (cursor) => {
    const [, at, id] = placeInList.exec(cursor) ?? [];
    return at === undefined || id === undefined || !isMoment(at) ? undefined : { at, id };
  },
};

/** A page of imports, the latest first. */
export const listImports = (
  call: Call,
  {
    cursor,
    limit,
    ...filter
  }: PageQuery & { readonly state?: ImportState | undefined; readonly dataset?: string | undefined },
) =>
  inPages(startedLast, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => ok(cut(await reading.pageOfImports(tx, filter, after, most)))),
  );

/** Corrects what a sheet is, its header and its columns, or leaves it out. */
export const correctSheet = (
  call: Call,
  importId: string,
  sheetId: number,
  { included, ...mapping }: CorrectedMapping & { readonly included?: boolean | undefined },
): Promise<Result<Sheet>> =>
  perform(call, { permission: 'spot-checks.import' }, async (act) => {
    const record = await findImport(act.tx, importId);
    const sheet = (await reading.sheetRecords(act.tx, importId)).find(({ id }) => id === sheetId);
    if (!record || !sheet) return refuse('not-found', { thing });
    if (record.state !== 'received' && record.state !== 'failed') return refuse('import-already-done');
    await act.asEngine();
    const next = { ...sheet, included: included ?? sheet.included, mapping: applyMapping(sheet.mapping, mapping) };
    await reading.updateSheet(act.tx, sheetId, next);
    act.journal({
      act: 'spot-checks.correct-sheet',
      subject: `import/${importId}`,
      dataset: record.dataset,
      payload: { sheetId, included: next.included, mapping },
    });
    return ok(sheetOf({ ...next, kind: next.mapping.kind, refusal: next.mapping.refusal ?? null }));
  });

/** Keeps the mapping of a sheet for an authority; tables with the same header will use it. */
export const saveMapping = (call: Call, importId: string, sheetId: number, authority: string) =>
  perform(call, { permission: 'spot-checks.import' }, async (act) => {
    const sheet = (await reading.sheetRecords(act.tx, importId)).find(({ id }) => id === sheetId);
    if (!sheet) return refuse('not-found', { thing });
    await act.asEngine();
    const { signature, kind, headerFrom, headerTo, columns } = sheet.mapping;
    const mapping = {
      kind,
      headerFrom,
      headerTo,
      columns: columns.map(({ column, field }) => ({ column, field: field ?? null })),
    };
    await saveMappingFor(act.tx, authority, signature, mapping, call.actor.accountId);
    act.journal({ act: 'spot-checks.save-mapping', subject: `mapping/${authority}`, payload: { signature, mapping } });
    return ok({ authority, signature });
  });

/** Starts an import that was checked; it goes on by itself and can be watched. */
export const startImport = async (call: Call, importId: string, given: GivenByPerson, ports: SpotCheckPorts) => {
  const prepared = await prepareStart(call, importId, given);
  if (!prepared.ok) return prepared;
  // Not awaited: whoever started it watches the progress; how it ends is written into its record, a crash is taken up at the next start.
  runImport(call, importId, { ports }).catch(() => undefined);
  return getImport(call, importId);
};

/** Cancels an import: it leaves no data. */
export const cancelImport = async (call: Call, importId: string) => {
  const asked = await perform(call, { permission: 'spot-checks.import' }, async (act) => {
    const record = await findImport(act.tx, importId);
    if (!record) return refuse('not-found', { thing });
    await act.asEngine();
    const before = await reading.requestCancel(act.tx, importId);
    if (before !== 'received' && before !== 'running' && before !== 'failed') return refuse('import-not-running');
    act.journal({
      act: 'spot-checks.cancel-import',
      subject: `import/${importId}`,
      dataset: record.dataset,
      payload: { before },
    });
    return ok(null);
  });
  return asked.ok ? getImport(call, importId) : asked;
};

/** Withdraws an import: what only it brought goes, proposals follow, issued acts come under review. The journal keeps the reason. */
export const withdrawImport = async (call: Call, importId: string, reason: string) => {
  const done = await perform(call, { permission: 'spot-checks.withdraw' }, async (act) => {
    const seen = await findImport(act.tx, importId);
    if (!seen) return refuse('not-found', { thing });
    await act.asEngine();
    await takeTurn(act.tx);
    const record = await findImport(act.tx, importId, true);
    if (!record || !mayGo(record.state, 'withdrawn')) return refuse('import-not-running');
    const { results, touched, checks } = await takeOut(act.tx, importId);
    await markWithdrawn(act.tx, importId, call.actor.accountId, reason);
    act.journal({
      act: 'spot-checks.withdraw',
      subject: `import/${importId}`,
      dataset: record.dataset,
      region: record.regionCode,
      payload: { reason, results, checks },
    });
    // With passes alone nobody is touched; but whoever rests on a check must hear that it is gone.
    if (touched > 0 || checks > 0)
      act.emit({
        type: resultsChangedType,
        payload: { dataset: record.dataset, importId, producers: 'all-of-import', cause: 'withdrawal' },
      });
    return ok(null);
  });
  return done.ok ? getImport(call, importId) : done;
};

const bySheetAndRow: Order<{ readonly sheetId: number; readonly row: number }, { sheetId: number; row: number }> = {
  write: ({ sheetId, row }) => `${sheetId}.${row}`,
  read: (cursor) => {
    const [, sheetId, row] = /^(\d{1,15})\.(\d{1,9})$/.exec(cursor) ?? [];
    return sheetId === undefined ? undefined : { sheetId: Number(sheetId), row: Number(row) };
  },
};

/** Rows that could not be read, and why. */
export const listRejectedRows = (call: Call, importId: string, page: PageQuery) =>
  inPages(bySheetAndRow, page, ({ after, most, cut }) =>
    observe(call, read, async ({ tx }) => ok(cut(await reading.pageOfRejected(tx, importId, after, most)))),
  );

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The rows that could not be read as a file: their cells as they stood, where they stood, and why, to correct and send again. */
export const downloadRejectedRows = async (call: Call, importId: string, format: 'xlsx' | 'csv') => {
  const { language } = call.actor;
  async function* lines({ tx }: View): AsyncGenerator<CellValue[]> {
    for (let after: { sheetId: number; row: number } | undefined; ;) {
      const rows = await reading.pageOfRejected(tx, importId, after, 1000);
      for (const row of rows)
        yield [
          row.sheet,
          row.row,
          row.problems.map((problem) => `${problem.column}：${problem.reason[language]}`).join('；'),
          ...row.cells,
        ];
      const last = rows.at(-1);
      if (last === undefined || rows.length < 1000) return;
      after = { sheetId: last.sheetId, row: last.row };
    }
  }
  const heads = [{ header: '工作表' }, { header: '行' }, { header: '原因', width: 40 }];
  const opened = await observeStream(call, read, (view) =>
    format === 'csv' ? writeCsv(heads, lines(view)) : writeXlsx(heads, lines(view)),
  );
  if (!opened.ok) return opened;
  return {
    ok: true as const,
    stream: opened.value,
    fileName: `未能读取的行-${call.today}.${format}`,
    mediaType: mediaTypes[format],
  };
};
