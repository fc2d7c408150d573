import type { Dataset } from '#foundation/dataset.ts';
import type { Reading } from '#platform/database/index.ts';
import { inAlphabet } from './rules.ts';
import type { EndedCommendation, PublicCommendation } from './public-record.ts';

const columns = `c.id, c.dataset, e.name as producer, e.id as "producerId", g.name as category, c.product_name as product, t.name as city,
  c.basis, c.grounds, c.released_at as "releasedAt", to_char(c.shown_until, 'YYYY-MM-DD') as "shownUntil"`;
const tables = `publicity.published_commendation c
  join enterprises.enterprise n on n.id = c.producer_id join enterprises.enterprise e on e.id = coalesce(n.merged_into, n.id)
  join products.category g on g.id = c.category_id left join regions.region t on t.code = c.city_code`;

/** What is shown, by category and alphabet. */
export const listPublicCommendations = async (
  reading: Reading,
  dataset: Dataset,
): Promise<readonly PublicCommendation[]> =>
  inAlphabet(
    await reading.query<PublicCommendation>(
      `select ${columns} from ${tables} where c.dataset = $1 order by c.id limit 5000`,
      [dataset],
    ),
  );

export const findPublicCommendation = async (reading: Reading, id: number): Promise<PublicCommendation | undefined> =>
  (await reading.query<PublicCommendation>(`select ${columns} from ${tables} where c.id = $1`, [id]))[0];

/** The trace of a commendation that is shown no more. */
export const findEndedCommendation = async (reading: Reading, id: number): Promise<EndedCommendation | undefined> =>
  (
    await reading.query<EndedCommendation>(
      `select c.id, c.dataset, c.released_at as "releasedAt", c.ended_at as "endedAt", c.ending, e.name as producer, c.product_name as product
         from publicity.published_ended_commendation c left join enterprises.enterprise e on e.id = c.producer_id where c.id = $1`,
      [id],
    )
  )[0];

/** What is shown, for the open data: no firm is named by number. */
export const openCommendations = async (reading: Reading, dataset: Dataset) =>
  (await listPublicCommendations(reading, dataset)).map(
    ({ producerId: _, dataset: __, grounds, basis, ...commendation }) => ({
      ...commendation,
      since: basis.since,
      until: basis.until,
      samples: basis.samples,
      checks: basis.checks,
      explanation: grounds.explanation.zh,
    }),
  );
