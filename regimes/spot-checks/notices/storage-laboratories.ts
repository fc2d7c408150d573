import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';

/** What a retest has to test: the items of the first report. */
export interface RetestTask {
  readonly dataset: Dataset;
  readonly lineId: number;
  readonly firstLaboratoryId: number | null;
  readonly category: string;
  readonly items: readonly { readonly item: string; readonly method: string }[];
}

export const retestTask = async (tx: Tx, retestId: number): Promise<RetestTask | undefined> =>
  (
    await tx.query<RetestTask>(
      `select t.dataset, s.line_id as "lineId", s.laboratory_id as "firstLaboratoryId", c.name as category,
              coalesce((select json_agg(json_build_object('item', i.item, 'method', i.method) order by i.ordinal)
                 from spot_checks.report r join spot_checks.report_item i on i.report_id = r.id
                where r.sample_id = s.id and r.purpose = 'first' and r.state = 'effective'), '[]') as items
         from spot_checks.retest t join spot_checks.sample s on s.id = t.sample_id join products.category c on c.id = s.category_id
        where t.id = $1`,
      [retestId],
    )
  )[0];

export interface RetestLaboratory {
  readonly id: number;
  readonly name: string;
  readonly planned: boolean;
  readonly validTo: LocalDate | null;
}

/** Laboratories of the dataset but for the first, those of the plan first; those whose accreditation ended before `since` are left out. */
export const laboratoriesFor = (
  tx: Tx,
  { dataset, lineId, firstLaboratoryId }: RetestTask,
  since: LocalDate | null,
  only: number | null = null,
): Promise<RetestLaboratory[]> =>
  tx.query<RetestLaboratory>(
    `select l.id, l.name, l.valid_to as "validTo",
            exists (select from spot_checks.plan_laboratory p where p.line_id = $2 and p.laboratory_id = l.id and p.purpose = 'retest') as planned
       from laboratories.laboratory l
      where l.dataset = $1 and l.id is distinct from $3 and ($4::date is null or l.valid_to is null or l.valid_to >= $4)
        and ($5::bigint is null or l.id = $5)
      order by planned desc, l.name, l.id`,
    [dataset, lineId, firstLaboratoryId, since, only],
  );
