import type { LocalDate } from '#foundation/local-date.ts';
import type { RowField } from './fields.ts';

/** The published verdict of a sampled batch: 合格, 不合格, 拒检, or none given. */
export type PublishedVerdict = 'pass' | 'fail' | 'refused' | 'none';

/** One inspection item as the table gives it. `unit` is empty where the table has no column for it. */
export interface PublishedItem {
  readonly item: string;
  readonly unit: string;
  readonly measured: string;
  readonly limit: string;
  /** Verdict of the item in the table's own words, empty where it gives none. */
  readonly singleVerdict: string;
}

/** One sampled batch of a published table: its cells as they stand, and what could be read from them with certainty. */
export interface ResultRow {
  /** Every cell verbatim, but for white space at its ends; empty where the table has no such column. */
  readonly fields: Readonly<Record<RowField, string>>;
  /** Publishing authority, batch and category: from the row, else from the title; empty where neither says. */
  readonly authority: string;
  readonly batch: string;
  /** A blank cell under 产品种类 stays blank: that is a category of its own until a person assigns it. */
  readonly category: string;
  readonly verdict: PublishedVerdict;
  readonly failingItems: readonly string[];
  readonly year?: number;
  /** Day of publication where the batch or the column 公布日期 names one. */
  readonly publishedOn?: LocalDate;
  readonly sampledOn?: LocalDate;
  /** Production date where the cell names exactly one whole date. */
  readonly producedOn?: LocalDate;
  /** Credit code (or the older organisation code of 9 characters) with a right check digit, in plain form; empty where none is given. */
  readonly creditCode: string;
  /** Short name of the province, 广东; empty where unknown. */
  readonly province: string;
  readonly items: readonly PublishedItem[];
  /** Cells under headers that no field takes, by header. */
  readonly extra: Readonly<Record<string, string>>;
}
