import { type Refusal, refusal } from '#foundation/refusal.ts';
import { type TextPair, joinPairs, pair } from '#foundation/text-pair.ts';
import { type Field, fieldLabels } from './fields.ts';
import { type Correction, correctColumns } from './correct-columns.ts';
import { findHeader, headerAt } from './find-header.ts';
import { matchHeader, squeeze } from './header-text.ts';
import { type MappedColumns, mapColumns } from './map-columns.ts';
import type { Recognition, SampleRow, SheetSample, TableKind, TitleFacts } from './recognition.ts';
import { readTitle } from './title.ts';

const blank = (texts: readonly string[]): boolean => texts.every((text) => text.trim() === '');

/** The kind that the table itself names in the column 表类, judged by its first rows. */
const declaredKind = (rows: readonly SampleRow[], column: number | undefined): TableKind | undefined => {
  if (column === undefined) return undefined;
  const words = new Set(rows.map((row) => squeeze(row.texts[column] ?? '')).filter((word) => word !== ''));
  if (words.size !== 1) return undefined;
  const [word] = [...words] as [string];
  if (/拒检|拒绝/.test(word)) return 'refusals';
  if (/后处理/.test(word)) return 'post-handling';
  if (/连续/.test(word)) return 'consecutive-failures';
  return /抽查|结果|名单/.test(word) ? 'results' : undefined;
};

const kindOf = (
  declared: TableKind | undefined,
  title: string,
  has: (field: Field) => boolean,
  items: boolean,
): TableKind => {
  if (declared !== undefined && declared !== 'results') return declared;
  if (declared === undefined) {
    if (/拒检|拒绝(接受)?(监督)?抽查|拒绝检查/.test(title)) return 'refusals';
    if (/连续.{0,6}不合格/.test(title) || has('severity')) return 'consecutive-failures';
    if (has('rectification') || (/后处理/.test(title) && (has('recheck') || has('penalty')))) return 'post-handling';
  }
  if (items) return 'items-matrix';
  return has('verdict') || has('verdictNormalised') || has('failingItems') ? 'results' : 'unknown';
};

const impliesFailure = (title: string): boolean =>
  /不合格.{0,12}(名单|汇总|一览|明细|情况)|不合格(产品|样品|商品|批次)/.test(title);

const nothing = (title: TitleFacts, reason: Refusal): Recognition => ({
  kind: 'unknown', title, headerFrom: 0, headerTo: 0, columns: [], items: [], itemLayout: 'none', dataMerges: [],
  signature: '', refusal: reason, warnings: [],
}); // prettier-ignore

/** True where a row is made of 标准值 and 实测值 only: values without the samples they belong to. */
const onlyItemWords = (row: SampleRow): boolean => {
  const words = row.texts.filter((text) => text.trim() !== '');
  return (
    words.length > 3 &&
    words.every((text) => ['measured', 'limit', 'singleVerdict'].includes(matchHeader(text)?.field ?? ''))
  );
};

const missing = (fields: readonly Field[]): Refusal =>
  refusal('mapping-incomplete', { columns: joinPairs(fields.map((field) => fieldLabels[field])) });

const whyNot = (
  kind: TableKind,
  title: TitleFacts,
  has: (field: Field) => boolean,
  implied: boolean,
): Refusal | undefined => {
  if (title.riskMonitoring) return refusal('risk-monitoring-table');
  if (!has('producer') && !has('product')) return missing(['producer', 'product']);
  if (kind === 'unknown') return refusal('kind-not-recognised');
  if (kind !== 'results') return has('producer') ? undefined : missing(['producer']);
  if (!has('producer')) return missing(['producer']);
  return has('verdict') || has('verdictNormalised') || implied ? undefined : missing(['verdict']);
};

/**
 * Recognises a sheet by its first rows: title, header, what its columns hold, and which kind of table it is. What can't be
 * recognised carries a refusal that says why. A person's `correction` goes before what the program found: kind, header rows,
 * meaning of columns; then everything that follows from them is worked out anew.
 */
export const recognise = (sample: SheetSample, correction: Correction = {}): Recognition => {
  const rows = sample.rows.filter((row) => !blank(row.texts));
  const from = correction.headerFrom;
  const header =
    from === undefined
      ? findHeader(rows, sample.merges)
      : headerAt(rows, sample.merges, from, Math.max(from, correction.headerTo ?? from));
  const above = rows
    .filter((row) => row.place < (header?.from ?? 0))
    .flatMap((row) => row.texts.filter((text) => text.trim() !== ''));
  const title = readTitle(
    header ? above : rows.slice(0, 3).flatMap((row) => row.texts.filter((text) => text.trim() !== '')),
    sample.sheetName,
    sample.fileName,
  );
  if (rows.length === 0) return nothing(title, refusal('sheet-empty'));
  if (!header) return nothing(title, refusal(rows.some(onlyItemWords) ? 'sheet-without-samples' : 'no-header-found'));

  const mapped = correctColumns(mapColumns(header), correction.columns ?? []);
  const data = rows.filter((row) => row.place > header.to);
  const columnOf = (field: Field): number | undefined =>
    mapped.columns.find((column) => column.field === field)?.column;
  const has = (field: Field): boolean => columnOf(field) !== undefined;
  const hasItems = mapped.itemLayout !== 'none';
  const kind = correction.kind ?? kindOf(declaredKind(data, columnOf('tableKind')), squeeze(title.text), has, hasItems);
  const implied =
    kind === 'results' && !has('verdict') && !has('verdictNormalised') && impliesFailure(squeeze(title.text));
  const reason = whyNot(kind, title, has, implied) ?? (data.length === 0 ? refusal('no-rows') : undefined);
  return {
    kind,
    title,
    headerFrom: header.from,
    headerTo: header.to,
    ...mapped,
    ...(implied && { impliedVerdict: 'fail' }),
    ...(sample.exactWidth && {
      width: Math.max(...rows.filter((row) => row.place === header.from).map((row) => row.texts.length)),
    }),
    dataMerges: sample.merges.filter((merge) => merge.fromRow > header.to && merge.toRow > merge.fromRow),
    signature: header.paths.map((path) => path.map(squeeze).join('/')).join('|'),
    ...(reason && { refusal: reason }),
    warnings: warningsOf(mapped, implied),
  };
};

const warningsOf = ({ columns }: MappedColumns, implied: boolean): TextPair[] => {
  const warnings: TextPair[] = [];
  const unsure = columns.filter(({ field, confidence }) => field !== undefined && confidence < 0.9);
  if (unsure.length > 0)
    warnings.push(
      pair(
        `请核对这些列的含义：${unsure.map((column) => column.header).join('、')}`,
        `Please check what these columns mean: ${unsure.map((column) => column.header).join(', ')}`,
      ),
    );
  if (implied)
    warnings.push(
      pair(
        '表中没有结论列，按标题全部作为不合格处理，请确认',
        'The table has no column for the verdict; by its title every row is taken as failing. Please confirm',
      ),
    );
  return warnings;
};
