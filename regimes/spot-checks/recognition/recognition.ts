import type { Refusal } from '#foundation/refusal.ts';
import type { TextPair } from '#foundation/text-pair.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Field } from './fields.ts';

/** What a published table tells. `items-matrix` holds results with measured values item by item. */
export type TableKind = 'results' | 'refusals' | 'post-handling' | 'consecutive-failures' | 'items-matrix' | 'unknown';

/** A merged range; rows and columns from 1, both ends included. */
export interface MergedRange {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
}

export interface SampleRow {
  readonly place: number;
  readonly texts: readonly string[];
}

/** What recognition looks at: the first rows of a sheet (about 60), its merged ranges and the names it came under. */
export interface SheetSample {
  readonly rows: readonly SampleRow[];
  readonly merges: readonly MergedRange[];
  readonly sheetName: string;
  readonly fileName: string;
  /** True for CSV, where every row has as many fields as the header; others leave empty cells at the end away. */
  readonly exactWidth?: boolean;
}

/** One column of the table. `column` counts from 0. */
export interface ColumnMapping {
  readonly column: number;
  /** Header as it stands, parts of a multi-row header joined by a slash. */
  readonly header: string;
  /** Undefined: no field is meant; the cells go into `extra` or belong to an item. */
  readonly field: Field | undefined;
  /** 0 to 1. */
  readonly confidence: number;
}

/** An inspection item that has columns of its own; columns count from 0. */
export interface ItemColumns {
  readonly item: string;
  readonly measured: number;
  readonly limit?: number;
  readonly singleVerdict?: number;
  /** The limit where the header itself states it: Sb≤60. */
  readonly limitText?: string;
}

/** What the title, the sheet and the file name say. A suggestion: the person who imports confirms or corrects it. */
export interface TitleFacts {
  readonly text: string;
  readonly category: string;
  readonly check?: 'regular' | 'special' | 'follow-up';
  readonly level?: 'national' | 'provincial' | 'municipal' | 'county';
  readonly authority?: string;
  readonly year?: number;
  /** Batch in the form of the published tables, YYYYMMDD. */
  readonly batch?: string;
  readonly publishedOn?: LocalDate;
  /** Risk monitoring 风险监测 is no spot check; it gives no verdict that could count. */
  readonly riskMonitoring: boolean;
}

export interface Recognition {
  readonly kind: TableKind;
  readonly title: TitleFacts;
  /** Rows of the header, from 1; 0 and 0 where none was found. */
  readonly headerFrom: number;
  readonly headerTo: number;
  readonly columns: readonly ColumnMapping[];
  readonly items: readonly ItemColumns[];
  /** `wide`: items stand in columns; `long`: each item has a row of its own below its sample. */
  readonly itemLayout: 'none' | 'wide' | 'long';
  /** Verdict of every row where only the title gives one, as in a list of failing products. */
  readonly impliedVerdict?: 'fail';
  /** Number of fields of every row, where the format fixes it. */
  readonly width?: number;
  /** Merged ranges below the header that span rows: their text holds for all of them. */
  readonly dataMerges: readonly MergedRange[];
  /** The header made plain: equal for tables that look alike, so that a corrected mapping can be saved for it. */
  readonly signature: string;
  /** Why this sheet is not to be imported as it stands. */
  readonly refusal?: Refusal;
  /** What a person should look at before importing. */
  readonly warnings: readonly TextPair[];
}
