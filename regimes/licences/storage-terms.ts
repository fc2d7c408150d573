import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';

/** Licences whose term runs on a day and ends soon, and which stands. */
const runsOut = `l.revoked_on is null and l.surrendered_on is null and l.valid_until between $2::date and $3::date`;

/** Licences whose last day has come near and of which no term stands for that day; one of them alone where it is named. */
export const termsComeNear = async (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  until: LocalDate,
  kind: string,
  only: number | null,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `select l.id from licences.licence l
      where l.dataset = $1 and ${runsOut} and ($5::bigint is null or l.id = $5)
        and not exists (select from deadlines.published_deadline d
                         where d.kind = $4 and d.subject_id = l.id and d.due_on = l.valid_until and d.state <> 'closed')
      order by l.id`,
    [dataset, today, until, kind, only],
  );
  return rows.map(({ id }) => id);
};

/** Terms that stand and whose licence is over, or has a last day that lies farther ahead; one of them alone where it is named. */
export const termsGone = async (
  tx: Tx,
  dataset: Dataset,
  today: LocalDate,
  until: LocalDate,
  kind: string,
  only: number | null,
): Promise<number[]> => {
  const rows = await tx.query<{ id: number }>(
    `select l.id from deadlines.published_deadline d join licences.licence l on l.id = d.subject_id
      where d.kind = $4 and d.state <> 'closed' and l.dataset = $1 and ($5::bigint is null or l.id = $5) and not (${runsOut})
        -- What has ended in the night is for the deadline itself.
        and (l.valid_until >= $2::date or l.revoked_on is not null or l.surrendered_on is not null)
      order by l.id`,
    [dataset, today, until, kind, only],
  );
  return rows.map(({ id }) => id);
};
