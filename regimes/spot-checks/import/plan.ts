import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Refusal } from '#foundation/refusal.ts';
import type { CheckKind, Level } from '../spot-check.ts';
import type { KnownPlace, Party, Recognition } from '../recognition/index.ts';

/** What the person who imports says where the tables do not. */
export interface GivenByPerson {
  readonly authority?: string;
  readonly level?: Level;
  readonly kind?: CheckKind;
  readonly publishedOn?: LocalDate;
}

/** A sheet that an import is to read. */
export interface SheetPlan {
  readonly id: number;
  readonly ordinal: number;
  readonly name: string;
  readonly recognition: Recognition;
}

export interface FilePlan {
  readonly id: number;
  readonly name: string;
  /** Where the file lies. */
  readonly path: string;
  readonly sheets: readonly SheetPlan[];
  /** Sheets that are not read: refused when they were recognised, or left out by a person. */
  readonly passedOver: readonly { readonly name: string; readonly kind: string; readonly refusal: Refusal | null }[];
}

/** A province or a city of the register of regions. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: 'province' | 'city';
}

/** Places of the register, and the names that suggest a city of the deployment's own province. */
export interface Places {
  readonly province: string;
  readonly places: readonly Place[];
  readonly suggesting: readonly KnownPlace[];
}

/** An authority of the register under one of its names. */
export interface KnownAuthority {
  readonly id: number;
  readonly name: string;
  readonly level: Level;
}

/** Everything that reading rows needs to know beforehand. */
export interface ReadingContext {
  readonly dataset: Dataset;
  readonly today: LocalDate;
  readonly given: GivenByPerson;
  readonly places: Places;
  /** Authorities of the register by normalised name or alias. */
  readonly authorities: ReadonlyMap<string, KnownAuthority>;
  /** Producer cells that a person has settled: who is who. */
  readonly settledCells: ReadonlyMap<string, readonly Party[]>;
  /** Categories that a person has given to products without one, by normalised product name. */
  readonly givenCategories: ReadonlyMap<string, number>;
}

/** What became of one sheet while it was read. */
export interface SheetCount {
  readonly sheetId: number;
  rows: number;
  rejected: number;
  readonly notes: { readonly place: number; readonly note: string; readonly text: string }[];
  noteCount: number;
  digest: string | undefined;
  refusal: Refusal | undefined;
}
