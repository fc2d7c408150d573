import { refusal } from '#foundation/refusal.ts';
import { joinPairs } from '#foundation/text-pair.ts';
import { type Field, fieldLabels, type Recognition, type TableKind } from '../recognition/index.ts';
import { tableKindLabels } from '../spot-check.ts';

/** A mapping as a person has corrected it: what the table is and what its columns hold. */
export interface CorrectedMapping {
  readonly kind?: TableKind;
  readonly headerFrom?: number;
  readonly headerTo?: number;
  /** Column (from 0) → field, or null for none. Columns that are not named stay as they were. */
  readonly columns?: readonly { readonly column: number; readonly field: Field | null }[];
}

/** Why a mapping can't be imported, or undefined. */
const whyNot = ({ kind, columns, impliedVerdict }: Recognition): Recognition['refusal'] => {
  const has = (...fields: readonly Field[]): boolean =>
    columns.some(({ field }) => field !== undefined && fields.includes(field));
  const missing = (...fields: readonly Field[]) =>
    refusal('mapping-incomplete', { columns: joinPairs(fields.map((field) => fieldLabels[field])) });
  switch (kind) {
    case 'unknown':
      return refusal('kind-not-recognised');
    case 'consecutive-failures':
      return refusal('table-kind-not-imported', { kind: tableKindLabels[kind] });
    case 'refusals':
    case 'post-handling':
    case 'items-matrix':
      return has('producer') ? undefined : missing('producer');
    case 'results':
      if (!has('producer')) return missing('producer');
      return has('verdict', 'verdictNormalised') || impliedVerdict !== undefined ? undefined : missing('verdict');
  }
};

/** Recognition with a person's corrections: they are certain, and they decide whether the sheet can be imported. */
export const applyMapping = (recognition: Recognition, mapping: CorrectedMapping): Recognition => {
  const given = new Map(mapping.columns?.map(({ column, field }) => [column, field]));
  const known = new Set(recognition.columns.map(({ column }) => column));
  const added = [...given].flatMap(([column, field]) =>
    known.has(column) ? [] : [{ column, header: `第${column + 1}列`, field: field ?? undefined, confidence: 1 }],
  );
  const { refusal: _before, ...rest } = recognition;
  const corrected: Recognition = {
    ...rest,
    kind: mapping.kind ?? recognition.kind,
    headerFrom: mapping.headerFrom ?? recognition.headerFrom,
    headerTo: mapping.headerTo ?? recognition.headerTo,
    columns: [
      ...recognition.columns.map((column) =>
        given.has(column.column) ? { ...column, field: given.get(column.column) ?? undefined, confidence: 1 } : column,
      ),
      ...added,
    ].toSorted((a, b) => a.column - b.column),
    warnings: [],
  };
  const refused = whyNot(corrected);
  return refused === undefined ? corrected : { ...corrected, refusal: refused };
};
