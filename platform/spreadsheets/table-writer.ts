/** A value of an export: texts stay texts, numbers become numbers, nothing stays empty. Formulas don't exist here. */
export type CellValue = string | number | boolean | null | undefined;

/** A column of an export. */
export interface WriteColumn {
  readonly header: string;
  /** Width in characters, for .xlsx. */
  readonly width?: number;
}

export type WriteRows = AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;

/** The bytes at which a piece of output is passed on. */
export const PIECE = 64 * 1024;
