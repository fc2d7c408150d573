import { normaliseName } from '#foundation/search-text.ts';
import { pair } from '#foundation/text-pair.ts';
import { fieldLabels, type ResultRow, type RowField, type RowProblem } from '../recognition/index.ts';
import { disagrees, monthOf } from '../rules.ts';
import { Batches, type BatchFound } from './batches.ts';
import { contentKey, rawContent } from './content-key.ts';
import { copyLine, isSafe, type LineValue } from './copy-line.ts';
import { Firms } from './firms.ts';
import { Interner } from './interner.ts';
import { judgeItems } from './items.ts';
import type { PlaceReader } from './places.ts';
import type { ReadingContext, SheetPlan } from './plan.ts';

/** What a staged row is: a result, a refusal of inspection, a line of follow-up, or a row that could not be read. */
type StagedOutcome = 'result' | 'refusal' | 'handling' | 'rejected';

/** Columns of the staging table in the order in which rows are copied. */
export const stagedColumns = [
  'seq', 'sheet_id', 'row_no', 'outcome', 'check_no', 'category_no', 'producer_no', 'seller_no', 'laboratory_no', 'cell_no', 'settled',
  'province_code', 'city_given', 'month', 'verdict', 'published_verdict', 'producer_cell', 'product_name', 'brand', 'model', 'grade',
  'production_batch', 'produced_on', 'sampled_on', 'standard', 'failing_items', 'disagrees', 'details', 'items', 'final_on', 'base_key', 'seller_cell',
] as const; // prettier-ignore

/** Fields that have no column of their own in the store: they stand in `details` under these names. */
const detailFields = [
  'producerAddress', 'location', 'inspectedAddress', 'platform', 'sampleSource', 'recheck', 'severity', 'reportNo', 'creditCode', 'remark',
] as const satisfies readonly RowField[]; // prettier-ignore

const provinceOnly = /^.{2,3}(省|市)?$/;

const detailsOf = ({ fields, extra }: ResultRow): Record<string, string> | null => {
  let details: Record<string, string> | null = null;
  for (const field of detailFields) {
    const text = fields[field];
    if (text !== '' && text !== '/' && !(field === 'location' && provinceOnly.test(text)))
      (details ??= {})[field] = text;
  }
  for (const header in extra) (details ??= {})[`extra:${header}`] = extra[header]!;
  return details;
};

/** Opens a category that is given by its number; no cell can hold this character. */
export const byNumber = '\u0000';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Turns rows of tables into rows of the staging table, with numbers for what many rows share. */
export class Stager {
  readonly batches: Batches;
  readonly firms: Firms;
  readonly categories = new Interner();
  readonly laboratories = new Interner();
  readonly #context: ReadingContext;
  readonly #places: PlaceReader;
  #seq = 0;
  /** How many rows of each kind were staged: what there is none of needs no looking for. */
  readonly #outcomes = { result: 0, refusal: 0, handling: 0, rejected: 0 } satisfies Record<StagedOutcome, number>;
  #items = 0;

  constructor(context: ReadingContext, places: PlaceReader) {
    this.#context = context;
    this.#places = places;
    this.batches = new Batches(context);
    this.firms = new Firms(context, places);
  }

  /** Rows staged so far. */
  get staged(): number {
    return this.#seq;
  }

  /** Whether rows of a kind were staged, known ones included. */
  has(outcome: StagedOutcome): boolean {
    return this.#outcomes[outcome] > 0;
  }

  /** Whether a row had measured items. */
  get hasItems(): boolean {
    return this.#items > 0;
  }

  /** Rows that were rejected so far, by whatever reason. */
  get rejected(): number {
    return this.#outcomes.rejected;
  }

  /** The staged form of a row; one whose spot check can't be found, or that lies in the future, is staged as rejected. */
  take(sheet: SheetPlan, place: number, row: ResultRow, cells: readonly string[]): string {
    const reading = this.batches.of(row, sheet.recognition);
    if (!reading.ok)
      return this.reject(sheet, place, cells, [
        { column: '', code: 'publication-unknown', reason: reading.refusal.text },
      ]);
    const { batch } = reading;
    if (batch.publishedOn !== undefined && batch.publishedOn > this.#context.today)
      return this.reject(sheet, place, cells, [
        {
          column: fieldLabels.batch.zh,
          code: 'date-in-future',
          reason: pair(
            `公布日期 ${batch.publishedOn} 晚于今天`,
            `The day of publication ${batch.publishedOn} lies in the future`,
          ),
        },
      ]);
    switch (sheet.recognition.kind) {
      case 'refusals':
        return this.#stage(sheet, place, row, batch, 'refusal');
      case 'post-handling':
        return this.#stage(sheet, place, row, batch, 'handling');
      default:
        return this.#stage(sheet, place, row, batch, 'result');
    }
  }

  /** A row that could not be read, with its cells as they stand. */
  reject(
    sheet: SheetPlan,
    place: number,
    cells: readonly string[],
    problems: readonly (Omit<RowProblem, 'code'> & { readonly code: string })[],
  ): string {
    const row: LineValue[] = Array.from({ length: stagedColumns.length }, () => null);
    row[0] = this.#seq++;
    row[1] = sheet.id;
    row[2] = place;
    row[3] = 'rejected' satisfies StagedOutcome;
    row[stagedColumns.indexOf('details')] = { cells, problems };
    this.#outcomes.rejected += 1;
    return copyLine(row, false);
  }

  #stage(sheet: SheetPlan, place: number, row: ResultRow, batch: BatchFound, outcome: StagedOutcome): string {
    const { fields } = row;
    const { provinceCode, cityCode } = this.#places.read(row.province, fields.location);
    const parties = this.firms.producerOf(fields.producer, {
      provinceCode,
      cityCode,
      location: fields.location,
      address: fields.producerAddress,
      creditCode: fields.creditCode,
      category: row.category,
    });
    const seller = fields.inspected.length < 2 ? null : this.firms.sellerOf(fields.inspected, parties.producer);
    const keyed = { dataset: this.#context.dataset, authority: batch.authority, kind: batch.kind, batch: batch.batch };
    const judged = row.items.length === 0 ? null : judgeItems(row.items);
    const raw = rawContent(row);
    this.#outcomes[outcome] += 1;
    this.#items += row.items.length;
    const line: readonly LineValue[] = [
      this.#seq++, sheet.id, place, outcome, batch.number, this.#category(row),
      parties.producer, seller, fields.laboratory === '' || fields.laboratory === '/' ? null : this.laboratories.of(fields.laboratory),
      parties.cell, parties.settled, provinceCode, cityCode, monthOf(row.sampledOn, batch.publishedOn), row.verdict,
      fields.verdict || fields.verdictNormalised, fields.producer, fields.product, orNull(fields.brand), orNull(fields.model),
      orNull(fields.grade), orNull(fields.productionBatch || fields.productionDate), row.producedOn, row.sampledOn,
      orNull(fields.standard), row.failingItems.length < 2 ? row.failingItems : [...new Set(row.failingItems)],
      judged !== null && disagrees(row.verdict, row.failingItems, judged),
      outcome === 'handling' ? handlingOf(row) : detailsOf(row), judged === null ? null : JSON.stringify(judged), batch.publishedOn ?? this.#context.today,
      contentKey(keyed, row, raw), orNull(fields.inspected),
    ]; // prettier-ignore
    return copyLine(line, judged === null && isSafe(raw));
  }

  /** The category by its name, or by what a person has decided for the product: then by its number, after `byNumber`. */
  #category({ category, fields }: ResultRow): number {
    if (category !== '') return this.categories.of(category);
    const decided =
      this.#context.givenCategories.size === 0
        ? undefined
        : this.#context.givenCategories.get(normaliseName(fields.product));
    return this.categories.of(decided === undefined ? '' : byNumber + decided);
  }
}

const handlingOf = ({ fields }: ResultRow): Record<string, string> => ({
  rectification: fields.rectification,
  recheck: fields.recheck,
  penalty: fields.penalty,
  remark: fields.remark,
});
