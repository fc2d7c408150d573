/**
 * The single-sampling master tables of GB/T 2828.1 (ISO 2859-1 tables 2-A, 2-B, 2-C), written down by their construction:
 * sample sizes and AQLs both follow the series of five steps to a decade, so a cell depends only on its `place`, the sum of
 * the numbers of its row (code letter) and its column (AQL). A short list of places holds a whole table.
 *
 * Normal and tightened agree with published copies of the tables. No printed copy of the reduced table could be read: it is
 * derived from the structure of the standard and stands as unconfirmed.
 */
export const codeLetters = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  'K',
  'L',
  'M',
  'N',
  'P',
  'Q',
  'R',
  'S',
] as const;
export type CodeLetter = (typeof codeLetters)[number];

/** Acceptance quality limits: per cent nonconforming up to 10; above, nonconformities per 100 items. */
export const aqls = [
  '0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5',
  '10', '15', '25', '40', '65', '100', '150', '250', '400', '650', '1000',
] as const; // prettier-ignore
export type Aql = (typeof aqls)[number];

export const severities = ['normal', 'tightened', 'reduced'] as const;
export type Severity = (typeof severities)[number];

/** An acceptance number, or the arrow that leads to the next plan of the column. */
export type Cell = number | 'up' | 'down';

interface MasterTable {
  readonly confirmed: boolean;
  /** Sample size by row. */
  readonly sizes: readonly number[];
  /** Place of the plan that accepts with none found. */
  readonly from: number;
  /** Cells from that place on; arrows point down before them and up after them. */
  readonly cells: readonly Cell[];
  /** Rows whose cells differ, because no smaller sample exists. */
  readonly rows: Readonly<Partial<Record<CodeLetter, { readonly from: number; readonly cells: readonly Cell[] }>>>;
}

const sizes = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150];

const tables: Readonly<Record<Severity, MasterTable>> = {
  normal: {
    confirmed: true,
    sizes: sizes.slice(0, -1),
    from: 14,
    cells: [0, 'up', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 30, 44],
    rows: { A: { from: 14, cells: [0, 'down', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 30] } },
  },
  tightened: {
    confirmed: true,
    sizes,
    from: 15,
    cells: [0, 'down', 'down', 1, 2, 3, 5, 8, 12, 18, 27, 41],
    // With two items none found would not be tighter than normal inspection, so row A starts at one.
    rows: { A: { from: 18, cells: [1, 2, 3, 5, 8, 12, 18, 27] } },
  },
  reduced: {
    confirmed: false,
    // Two code letters smaller than under normal inspection, never below two.
    sizes: sizes.slice(0, -1).map((_, row) => sizes[Math.max(0, row - 2)] ?? 2),
    from: 14,
    cells: [0, 'up', 'down', 'down', 1, 2, 3, 5, 6, 8, 10, 14, 21],
    rows: {
      A: { from: 14, cells: [0, 'down', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 30] },
      B: { from: 14, cells: [0, 'up', 'down', 'down', 1, 2, 3, 5, 7, 10, 14, 21, 30] },
    },
  },
};

/** From row F on no acceptance number above those of place 24 is used: an arrow leads up to the rows of small samples. */
const rowF = codeLetters.indexOf('F');
const lastPlaceFromF = 24;

const cellAt = (table: MasterTable, row: number, column: number): Cell => {
  const place = row + column;
  if (row >= rowF && place > lastPlaceFromF) return 'up';
  const { from, cells } = table.rows[codeLetters[row] ?? 'S'] ?? table;
  return place < from ? 'down' : (cells[place - from] ?? 'up');
};

export interface FoundPlan {
  /** Code letter of the row where the arrows ended. */
  readonly row: CodeLetter;
  readonly n: number;
  readonly ac: number;
  /** The arrow that stood in the cell of the lot's own code letter; empty where a plan stood there. */
  readonly arrow: '' | 'up' | 'down';
  readonly confirmed: boolean;
}

/** The plan of a cell, its arrow followed. Where no plan lies below, the standard's arrow points up. */
export const findPlan = (severity: Severity, letter: CodeLetter, aql: Aql): FoundPlan => {
  const table = tables[severity];
  const start = codeLetters.indexOf(letter);
  const column = aqls.indexOf(aql);
  const walk = (step: 1 | -1): FoundPlan | undefined => {
    for (let row = start; row >= 0 && row < table.sizes.length; row += step) {
      const cell = cellAt(table, row, column);
      if (typeof cell === 'number')
        return {
          row: codeLetters[row] ?? letter,
          n: table.sizes[row] ?? 0,
          ac: cell,
          arrow: row === start ? '' : step === 1 ? 'down' : 'up',
          confirmed: table.confirmed,
        };
      if (step === 1 && cell === 'up') return undefined;
    }
    return undefined;
  };
  const found = walk(1) ?? walk(-1);
  if (found === undefined) throw new Error(`no plan in the column ${aql} of the ${severity} table`);
  return found;
};
