import { building } from './catalogue-building.ts';
import { consumer } from './catalogue-consumer.ts';
import { electrical } from './catalogue-electrical.ts';

/** A measured inspection item: its limit as written and how values scatter around it. */
export interface MeasuredItem {
  readonly item: string;
  readonly unit: string;
  readonly limit: string;
  /** `most`: the value must not exceed the bound; `least`: it must reach it. */
  readonly sense: 'most' | 'least';
  readonly bound: number;
  readonly decimals: number;
}

/** One product category of the evaluation province. */
export interface CatalogueEntry {
  readonly name: string;
  readonly group: string;
  /** Word for the trade in the names of its producers. */
  readonly trade: string;
  /** Products as they are called in the table. */
  readonly products: readonly string[];
  /** Share of failing samples in an average year, per cent. */
  readonly failing: number;
  /** Items that fail, the frequent ones first. */
  readonly items: readonly string[];
  readonly measured?: readonly MeasuredItem[];
  readonly models: readonly string[];
  /** Cities where its producers cluster, by name without 市. */
  readonly clusters: readonly string[];
  /** How many producers it has compared with others. */
  readonly weight: number;
}

/** The product catalogue of the evaluation province: categories in groups. */
export const catalogue: readonly CatalogueEntry[] = [...electrical, ...building, ...consumer];
