import { bigrams, normaliseName } from '#foundation/search-text.ts';
import type { CardFilter } from './contract.ts';

/** A filter over one dataset or all. */
export type SelectedFilter = Omit<CardFilter, 'dataset'> & { readonly dataset?: CardFilter['dataset'] };

/** The WHERE of a filter over `warning_cards.card c`; `values` are appended to. */
export const whereOf = (filter: SelectedFilter, values: unknown[]): string => {
  const parts: string[] = [];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  if (filter.dataset !== undefined) add('c.dataset = ?', filter.dataset);
  if (filter.state !== undefined) add('c.state = ?', filter.state);
  if (filter.kind !== undefined) add('c.kind = ?', filter.kind);
  if (filter.region === 'unknown') parts.push('c.city_code is null');
  else if (filter.region !== undefined)
    add('(c.province_code = ? or c.city_code = ? or c.county_code = ?)', filter.region);
  if (filter.categoryId !== undefined) add('c.category_id = ?', filter.categoryId);
  if (filter.checkId !== undefined) add('c.check_id = ?', filter.checkId);
  if (filter.producerId !== undefined) add('c.producer_id = ?', filter.producerId);
  if (filter.historical !== undefined) add('c.historical = ?', filter.historical);
  if (filter.underReview !== undefined) add('c.under_review = ?', filter.underReview);
  if (filter.text) {
    const key = normaliseName(filter.text);
    values.push(bigrams(key), `%${key.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, filter.text);
    const at = values.length;
    parts.push(
      `(c.number = $${at} or c.producer_id in
         (select id from enterprises.enterprise where grams @> $${at - 2}::text[] and name_key like $${at - 1}))`,
    );
  }
  return parts.length === 0 ? 'true' : parts.join(' and ');
};
