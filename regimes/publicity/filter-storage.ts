import { bigrams, normaliseName } from '#foundation/search-text.ts';
import type { ExposureFilter } from './contract.ts';

/** A check that the ground rests on is not published yet: it names the day on which it became final instead. */
export const unpublished = `jsonb_path_exists(x.basis, '$.**.lawDay')`;

/** Who recorded written waivers of its firms. */
export const waivedBy = `array(select w.waived_by from publicity.exposure_party w
  where w.exposure_id = x.id and w.state = 'waived' and w.waived_by is not null)`;

/** A filter over one dataset or all. */
export type SelectedFilter = Omit<ExposureFilter, 'dataset'> & { readonly dataset?: ExposureFilter['dataset'] };

/** The WHERE of a filter over `publicity.exposure x`; `values` are appended to. */
export const whereOf = (filter: SelectedFilter, values: unknown[]): string => {
  const parts: string[] = [];
  const add = (sql: string, value: unknown): void => {
    values.push(value);
    parts.push(sql.replaceAll('?', `$${values.length}`));
  };
  if (filter.dataset !== undefined) add('x.dataset = ?', filter.dataset);
  if (filter.state !== undefined) add('x.state = ?', filter.state);
  if (filter.ground !== undefined) add('x.ground = ?', filter.ground);
  if (filter.region === 'unknown') parts.push('x.city_code is null');
  else if (filter.region !== undefined)
    add('(x.province_code = ? or x.city_code = ? or x.county_code = ?)', filter.region);
  if (filter.categoryId !== undefined) add('x.category_id = ?', filter.categoryId);
  if (filter.producerId !== undefined) add('x.producer_id = ?', filter.producerId);
  if (filter.historical !== undefined) add('x.historical = ?', filter.historical);
  if (filter.underReview !== undefined) add('x.under_review = ?', filter.underReview);
  if (filter.text) {
    const key = normaliseName(filter.text);
    values.push(bigrams(key), `%${key.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, filter.text);
    const at = values.length;
    parts.push(
      `(strpos(x.product_name, $${at}) > 0 or x.producer_id in
         (select id from enterprises.enterprise where grams @> $${at - 2}::text[] and name_key like $${at - 1}))`,
    );
  }
  return parts.length === 0 ? 'true' : parts.join(' and ');
};
