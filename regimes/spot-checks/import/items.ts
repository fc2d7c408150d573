import { judge } from '#foundation/conformity/judge.ts';
import type { PublishedItem } from '../recognition/index.ts';

/** An item with the engine's verdict, as it is stored. */
export interface JudgedItem {
  readonly item: string;
  readonly measured: string;
  readonly limit: string;
  /** Verdict on the item in the table's own words. */
  readonly published: string;
  readonly verdict: 'pass' | 'fail' | 'unreadable';
  readonly reason: { readonly zh: string; readonly en: string };
}

/** Judges each measured item against its limit, by full comparison: the rule where a product standard says nothing. */
export const judgeItems = (items: readonly PublishedItem[]): readonly JudgedItem[] =>
  items.map(({ item, measured, limit, singleVerdict }) => {
    const { verdict, reason } = judge(measured, limit);
    return { item, measured, limit, published: singleVerdict, verdict, reason };
  });
