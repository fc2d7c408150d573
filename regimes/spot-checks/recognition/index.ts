/** Recognising published tables: pure, from the texts of a sheet to rows with reasons. */
export { type Field, type RowField, fieldLabels } from './fields.ts';
export type { ColumnCorrection, Correction } from './correct-columns.ts';
export { recognise } from './recognise.ts';
export { reviewWorkbook } from './review-workbook.ts';
export { TableReader, type RowOutcome } from './table-reader.ts';
export { type RowProblem, type RowReading } from './to-row.ts';
export type { PublishedItem, PublishedVerdict, ResultRow } from './result-row.ts';
export type {
  ColumnMapping,
  ItemColumns,
  MergedRange,
  Recognition,
  SheetSample,
  TableKind,
  TitleFacts,
} from './recognition.ts';
export { citySuggester, type KnownPlace } from './city-suggestion.ts';
export { type Parties, type Party, type PartyRole, splitParties } from './parties.ts';
export { isRetailer } from './retailers.ts';
