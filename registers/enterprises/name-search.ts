import type { Dataset } from '#foundation/dataset.ts';
import { bigrams, normaliseName } from '#foundation/search-text.ts';

/** Escapes what LIKE would read as a wildcard. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Hits that are looked at before the best are taken; common words have more, and those want longer words. */
const considered = 400;

/** Opens a query: `best(id, place)` are the entries that the words find, in the order in which they are shown. */
export interface NameSearch {
  readonly with: string;
  readonly values: readonly unknown[];
}

/**
 * Names that begin with the words come first: where they fill the list, names that contain them elsewhere are not gathered. What is
 * needed to rank them is carried along, so that only those on the list are looked up again.
 */
const byName = (contains: string): string => `with beginning as materialized (
    select id, name_key from enterprises.enterprise
     where merged_into is null and name_key like $2 and ($4::text is null or dataset = $4) limit ${considered}),
  found as (
    select id, name_key from beginning
    union
    (select id, name_key from enterprises.enterprise where (select count(*) from beginning) < ${considered} and merged_into is null
        and ${contains} and ($4::text is null or dataset = $4) limit ${considered})
    union
    (select e.id, e.name_key from enterprises.former_name f join enterprises.enterprise e on e.id = f.enterprise_id
      where f.name_key like $2 and e.merged_into is null and ($4::text is null or e.dataset = $4) limit ${considered})),
  best as (
    select id, row_number() over (order by name_key = $5 desc, name_key like $2 desc, length(name_key), name_key collate "C", id) as place
      from found order by place limit $6)`;

const byLongerName = byName('grams @> $1::text[] and name_key like $3');
/**
 * Two characters are one pair, and who has the pair has the word. Said once, the server sees how common the word is, and reads a
 * common one off the table instead of gathering all that have it.
 */
const byPair = byName('grams @> $1::text[] and $3::text is not null');

const byLetters = `with found as (
    (select id, name_key, true as coded from enterprises.enterprise
      where credit_code = upper($1) and merged_into is null and ($2::text is null or dataset = $2) limit 20)
    union all
    (select id, name_key, false from enterprises.enterprise
      where initials like lower($1) || '%' and merged_into is null and ($2::text is null or dataset = $2) limit ${considered})
    union all
    (select id, name_key, false from enterprises.enterprise
      where name_key like lower($1) || '%' and merged_into is null and ($2::text is null or dataset = $2) limit ${considered})),
  best as (
    select id, row_number() over (order by bool_or(coded) desc, length(name_key), name_key collate "C", id) as place
      from found group by id, name_key order by place limit $3)`;

/**
 * Finds enterprises by part of a name (two characters or more), by pinyin initials from the first character on, or by credit code.
 * Exact names come first, then names that begin with the words, then shorter names. Merged entries are left out.
 */
export const nameSearch = (words: string, dataset: Dataset | undefined, limit: number): NameSearch => {
  const key = normaliseName(words);
  if (/^[0-9a-z]+$/i.test(key)) return { with: byLetters, values: [key, dataset ?? null, limit] };
  return {
    with: [...key].length === 2 ? byPair : byLongerName,
    values: [bigrams(key), `${literal(key)}%`, `%${literal(key)}%`, dataset ?? null, key, limit],
  };
};
