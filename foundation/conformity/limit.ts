import type { Decimal } from '../decimal.ts';

/** One end of what is allowed. `interval` is the step of its last written digit, to which the rounded method rounds. */
export interface Bound {
  readonly value: Decimal;
  readonly inclusive: boolean;
  readonly interval: Decimal;
}

/** What a table's 标准值 demands, as far as it can be read. */
export type Limit =
  | { readonly kind: 'numeric'; readonly lower?: Bound; readonly upper?: Bound; readonly unit?: string }
  /** 不得检出 */
  | { readonly kind: 'absent' }
  /** 合格, 应符合…, 应无裂纹: words that only a statement of conformity or the same words can answer. */
  | { readonly kind: 'text'; readonly words: string }
  /** The cell is empty or struck out. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly why: LimitFault };

export type LimitFault =
  | 'direction-missing'
  | 'ends-reversed'
  | 'relative-or-absolute'
  | 'exponent-lost'
  | 'units-differ'
  | 'grade-or-range'
  | 'not-understood';
