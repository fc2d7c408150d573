import { hash } from 'node:crypto';
import type { Dataset } from '#foundation/dataset.ts';
import type { ResultRow, RowField } from '../recognition/index.ts';

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

const blank = /^[\s/\\\-—―－–]*$/;
const plainText = /^[\u0021-\u007e\u3001\u3002\u4e00-\u9fff]*$/;
const separator = '\u001f';

/** A cell as it is compared: full-width forms and white space made plain, a stroke for «nothing» empty. */
const plain = (cell: string): string => {
  if (cell.length < 3 && blank.test(cell)) return '';
  return plainText.test(cell) ? cell : cell.normalize('NFKC').replace(/\s+/g, '');
};

/** What a place says beyond its province: 广东省 adds nothing to 广东. */
const beyondProvince = (place: string, province: string): string => {
  if (province === '' || !place.startsWith(province)) return plain(place);
  return plain(place.slice(province.length)).replace(/^(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)/, '');
};

const opening = ({ dataset, authority, kind, batch }: PublishedBatch): string =>
  `${dataset}${separator}${authority}${separator}${kind}${separator}${batch}`;

/** The normalised content of a row, without its batch. */
const contentOf = (row: ResultRow): string => {
  const { fields } = row;
  let text = `${plain(row.category)}${separator}${row.province}${separator}${beyondProvince(fields.location, row.province)}`;
  for (const field of contentFields) text += separator + plain(fields[field]);
  text += separator + (row.verdict === 'none' ? '' : plain(fields.verdict || fields.verdictNormalised || row.verdict));
  for (const header of Object.keys(row.extra).toSorted())
    text += `${separator}${plain(header)}=${plain(row.extra[header]!)}`;
  for (const { item, measured, limit } of row.items)
    text += `${separator}${plain(item)}=${plain(measured)}/${plain(limit)}`;
  return text;
};

/** 128 bits of SHA-256, in the form in which COPY takes bytea. */
const digest = (text: string): string => String.raw`\x${hash('sha256', text, 'hex').slice(0, 32)}`;

/**
 * The key of equal content: rows of equal content in one published batch are one result with several sources. A second equal row
 * in the same sheet is another sample; the store numbers such rows.
 */
export const contentKey = (batch: PublishedBatch, row: ResultRow): string =>
  digest(opening(batch) + separator + contentOf(row));

const punctuation = /[^\p{L}\p{N}]+/gu;
const bare = (cell: string): string => cell.normalize('NFKC').replace(punctuation, '').toLowerCase();

/**
 * The key of nearly equal rows: the same publication, producer, product, model and production batch, however punctuated. The
 * kind of check stays out, because tables of one publication name it or not.
 */
export const nearKey = ({ dataset, authority, batch }: PublishedBatch, { fields }: ResultRow): string =>
  digest(
    `${dataset}${separator}${authority}${separator}${batch}${separator}${bare(fields.producer)}${separator}${bare(fields.product)}` +
      `${separator}${bare(fields.model)}${separator}${bare(fields.productionDate + fields.productionBatch)}`,
  );

/** The key of a refusal or of a line of follow-up: the batch and all that the line says. */
export const lineKey = contentKey;
