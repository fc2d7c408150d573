import { type LocalDate, printDate } from './local-date.ts';
import { fill, pair, type TextPair } from './text-pair.ts';
import type { Calendar } from './working-days.ts';

export type LawProfile = 'notice' | 'current';

/** One dated value of a legal parameter, with where it comes from. `confirmed` is false while no text was read. */
export interface LawValue<T = unknown> {
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly value: T;
  readonly source: TextPair;
  readonly confirmed: boolean;
  /** Absent: holds under both profiles. */
  readonly profile?: LawProfile;
}

/** A legal parameter: its name in words, its unit, which date selects the value, and its dated values. */
export interface LawParameter<T = unknown> {
  readonly title: TextPair;
  readonly unit?: TextPair;
  /** What its values and their parts are called, for people: `national` → 国家级. */
  readonly words?: Readonly<Record<string, TextPair>>;
  readonly selectedBy: 'sampling' | 'publication' | 'service' | 'decision';
  readonly values: readonly LawValue<T>[];
}

/** Parameters of a room by key, for example `publicity.consecutive-failures`. */
export type LawTable = Readonly<Record<string, LawParameter>>;

/** A parameter as it holds on a day in this deployment; this object goes into grounds and is shown to people. */
export interface ResolvedParameter<T = unknown> {
  readonly key: string;
  readonly title: TextPair;
  readonly unit?: TextPair;
  readonly value: T;
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly source: TextPair;
  readonly confirmed: boolean;
  readonly overridden: boolean;
}

/** Where the value of a parameter comes from, in brackets: source, first day, and what a reader should know of it. */
export const parameterSource = ({ source, from, confirmed, overridden }: ResolvedParameter): TextPair =>
  fill(
    pair('（{source}；自{from}起{unconfirmed}{overridden}）', ' ({source}; since {from}{unconfirmed}{overridden})'),
    {
      source,
      from: printDate(from),
      unconfirmed: confirmed ? '' : pair('，来源待核实', ', source not confirmed'),
      overridden: overridden ? pair('，本单位设定', ', set by this deployment') : '',
    },
  );

/** The law of the day, defaults and the deployment's overrides resolved. Throws for an unknown key. */
export interface ResolvedLaw {
  readonly profile: LawProfile;
  /** Holidays and make-up working days: with the years that the deployment has put on file. */
  readonly calendar: Calendar;
  readonly get: <T>(key: string, on: LocalDate) => ResolvedParameter<T>;
}
