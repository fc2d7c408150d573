import { hash } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import type { ResultRow, RowField } from '../recognition/index.ts';
import { looseHash } from './loose-hash.ts';

/** What makes a published batch one: it opens every key. */
export interface PublishedBatch {
  readonly dataset: Dataset;
  readonly authority: string;
  readonly kind: string;
  readonly batch: string;
}

/**
 * Fields that are the content of a row. Not among them: numbers that the compiler of a table gave (序号, 表号), what stands in
 * the batch, the normalised verdict, and place and province, which are compared as the province and what the place adds to it.
 */
const contentFields = [
  'producer', 'producerAddress', 'inspected', 'inspectedAddress', 'platform', 'sampleSource', 'product', 'brand', 'model',
  'grade', 'productionDate', 'productionBatch', 'failingItems', 'recheck', 'rectification', 'penalty', 'severity', 'laboratory',
  'reportNo', 'sampledOn', 'creditCode', 'standard', 'remark',
] as const satisfies readonly RowField[]; // prettier-ignore

const stroke = /^[\s/\\\-—―－–／]*$/;
const separator = '\u001f';

/** A stroke means «nothing», as an empty cell does. */
const written = (cell: string): string => (cell.length < 3 && stroke.test(cell) ? '' : cell);

/** What a place says beyond its province: 广东省 adds nothing to 广东. */
const beyondProvince = (place: string, province: string): string => {
  if (province === '' || !place.startsWith(province)) return place;
  return place.slice(province.length).replace(/^(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)/, '');
};

/** The content of a row as it stands, without its batch: every cell that will be stored is in it. */
export const rawContent = (row: ResultRow): string => {
  const { fields } = row;
  let text = row.category + separator + row.province + separator + beyondProvince(fields.location, row.province);
  for (const field of contentFields) text += separator + (fields[field] === '' ? '' : written(fields[field]));
  text += separator + (row.verdict === 'none' ? '' : fields.verdict || fields.verdictNormalised || row.verdict);
  const headers = Object.keys(row.extra);
  if (headers.length > 0)
    for (const header of headers.toSorted()) text += `${separator}${header}=${written(row.extra[header]!)}`;
  for (const { item, measured, limit } of row.items) text += `${separator}${item}=${measured}/${limit}`;
  return text;
};

const plainText = /^[\u001f\u0021-\u007e\u3001\u3002\u4e00-\u9fff]*$/;

const opening = ({ dataset, authority, kind, batch }: PublishedBatch): string =>
  dataset + separator + authority + separator + kind + separator + batch + separator;

/** Digits of the part of a key that nearly equal rows share: 53 bits. */
export const nearBytes = 7;

/**
 * The key of equal content, in the form in which COPY takes bytea. Rows of equal content in one published batch (full-width forms and
 * white space made plain) are one result with several sources; a second equal row in the same sheet is another sample, which the
 * store numbers. The first bytes are shared by nearly equal rows: same publication, producer, product, model and production batch,
 * however punctuated. The kind of check stays out of them, because tables of one publication name it or not.
 */
export const contentKey = (batch: PublishedBatch, { fields }: ResultRow, raw: string): string => {
  const text = opening(batch) + raw;
  const plain = plainText.test(text) ? text : text.normalize('NFKC').replace(/\s+/g, '');
  const near = looseHash([
    batch.dataset,
    batch.authority,
    batch.batch,
    fields.producer,
    fields.product,
    fields.model,
    fields.productionDate,
    fields.productionBatch,
  ]);
  return String.raw`\\x${near}${hash('sha256', plain, 'hex').slice(0, 26)}`;
};
