import type { DayPlace } from '#foundation/paging.ts';
import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import type { CheckKind, Level } from '../spot-check.ts';

export interface SpotCheckLine {
  readonly id: number;
  readonly dataset: Dataset;
  readonly title: string;
  readonly authority: string;
  readonly level: Level;
  readonly kind: CheckKind;
  readonly batch: string;
  readonly publishedOn: string | null;
  readonly withheld: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly refused: number;
  readonly noVerdict: number;
}

export interface SpotCheckFilter {
  readonly dataset: Dataset;
  readonly level?: Level | undefined;
  readonly kind?: CheckKind | undefined;
}

/** A page of spot checks, the latest publication first, with their results counted. */
export const pageOfChecks = (
  tx: Tx,
  filter: SpotCheckFilter,
  after: DayPlace | undefined,
  limit: number,
): Promise<SpotCheckLine[]> =>
  tx.query(
    `with page as materialized (
       select * from spot_checks.spot_check c
        where c.dataset = $1 and ($2::text is null or c.level = $2) and ($3::text is null or c.kind = $3)
          and ($4::date is null or (coalesce(c.published_on, '-infinity'), c.id) < ($4::date, $5::bigint))
        order by coalesce(c.published_on, '-infinity') desc, c.id desc limit $6)
     select p.id, p.dataset, p.title, p.authority_name as authority, p.level, p.kind, p.batch, p.published_on as "publishedOn", p.withheld,
            n.passed, n.failed, n.refused, n.none as "noVerdict"
       from page p cross join lateral (
         select (count(*) filter (where r.verdict = 'pass'))::int as passed, (count(*) filter (where r.verdict = 'fail'))::int as failed,
                (count(*) filter (where r.verdict = 'refused'))::int as refused, (count(*) filter (where r.verdict = 'none'))::int as none
           from spot_checks.result r where r.check_id = p.id) n
      order by coalesce(p.published_on, '-infinity') desc, p.id desc`,
    [filter.dataset, filter.level ?? null, filter.kind ?? null, after?.day ?? null, after?.id ?? null, limit],
  );

/** The datasets that hold spot checks, with how much. */
export const countDatasets = (
  tx: Tx,
): Promise<
  { readonly dataset: Dataset; readonly results: number; readonly checks: number; readonly changedAt: string | null }[]
> =>
  tx.query(
    `select c.dataset, count(*)::int as checks,
            coalesce((select sum(u.passed + u.failed + u.refused + u.no_verdict) from spot_checks.rollup u where u.dataset = c.dataset), 0)::int as results,
            (select max(i.finished_at) from spot_checks.import i where i.dataset = c.dataset and i.state in ('done', 'withdrawn')) as "changedAt"
       from spot_checks.spot_check c group by c.dataset order by c.dataset`,
  );
