import type { TextPair } from '../text-pair.ts';

/** An entry of the catalogue: the HTTP status it becomes and what people read, with {places} for parameters. */
export interface CatalogueEntry extends TextPair {
  readonly status: number;
}
