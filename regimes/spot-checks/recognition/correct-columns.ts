import { type Field, isItemField } from './fields.ts';
import type { MappedColumns } from './map-columns.ts';
import type { ColumnMapping, TableKind } from './recognition.ts';

/** What a person says a column holds; null: no field, its cells are kept under their own header. */
export interface ColumnCorrection {
  readonly column: number;
  readonly field: Field | null;
}

/** What a person says about a sheet; what is left out stays as the program found it. Rows count from 1. */
export interface Correction {
  readonly kind?: TableKind;
  readonly headerFrom?: number;
  readonly headerTo?: number;
  readonly columns?: readonly ColumnCorrection[];
}

/** Puts a person's meaning of columns in the place of the found one. A field goes to one column only, the one named last. */
export const correctColumns = (mapped: MappedColumns, corrections: readonly ColumnCorrection[]): MappedColumns => {
  if (corrections.length === 0) return mapped;
  const said = new Map(corrections.map(({ column, field }) => [column, field]));
  const owner = new Map<Field, number>();
  for (const { column, field } of corrections) if (field !== null) owner.set(field, column);
  const columns = mapped.columns.map((column): ColumnMapping => {
    const field = said.has(column.column) ? (said.get(column.column) ?? undefined) : column.field;
    const lost = field !== undefined && owner.has(field) && owner.get(field) !== column.column;
    if (lost || field === undefined) return { ...column, field: undefined, confidence: 0 };
    return { ...column, field, confidence: said.has(column.column) ? 1 : column.confidence };
  });
  // A column that a person gave a meaning of its own, or none, is no part of an item any more.
  const items = mapped.items.filter(({ measured, limit, singleVerdict }) =>
    [measured, limit, singleVerdict].every((column) => column === undefined || !said.has(column)),
  );
  const has = (field: Field): boolean => columns.some((column) => column.field === field);
  if (has('item') && has('measured')) return { columns, items: [], itemLayout: 'long' };
  const wide = columns.map((column) =>
    column.field && isItemField(column.field) ? { ...column, field: undefined, confidence: 0 } : column,
  );
  return { columns: wide, items, itemLayout: items.length > 0 ? 'wide' : 'none' };
};
