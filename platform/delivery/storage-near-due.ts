import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';

/** Something that a firm must do, and has to be told of now. */
export interface FirmWork {
  /** Key of the message: one for each stage of each last day. */
  readonly key: string;
  readonly subject: string;
  readonly dataset: Dataset;
  readonly zh: string;
  readonly en: string;
  readonly link: string;
  readonly inbox: `enterprise/${number}`;
  readonly dueOn: LocalDate;
}

/** Open work of firms whose last day has come near and of which they were not told yet. Runs as engine. */
export const firmWorkNear = (
  tx: Tx,
  today: LocalDate,
  { first, last }: { readonly first: number; readonly last: number },
  limit: number,
): Promise<FirmWork[]> =>
  tx.query<FirmWork>(
    `select n.key, n.subject, n.dataset, n.title_zh as zh, n.title_en as en, n.link, n.inbox, n.due_on as "dueOn"
       from (select w.*, w.kind || ' ' || w.subject || ' near-due ' || w.due_on || case when w.due_on <= $1::date + $3::int then ' last' else ' first' end as key
               from delivery.work_of_firm w
              where w.due_on between $1::date and $1::date + $2::int and (w.due_on <= $1::date + $3::int or w.since <= $1::date - $2::int)) n
      where not exists (select from delivery.message m where m.key = n.key)
      order by n.due_on, n.key limit $4`,
    [today, first, last, limit],
  );
