import type { Tx } from '#platform/database/index.ts';
import type { z } from 'zod';
import type { DrawDetail, DrawLine, listExclusions, seeEntries } from './contract.ts';
import type { ExclusionReason } from './draw.ts';
import { drawnBy } from './storage.ts';

const line = `d.id, d.version, d.dataset, d.state,
  json_build_object('id', p.id, 'number', p.number, 'title', p.title, 'revision', d.plan_revision) as plan, d.commitment,
  d.entropy_source as "entropySource", d.entropy_issue as "entropyIssue", d.entropy_due_at as "entropyDueAt", d.entropy_value as "entropyValue",
  d.pool_digest as "poolDigest", d.frozen_digest as "frozenDigest", d.committed_at as "committedAt", d.frozen_at as "frozenAt",
  d.drawn_at as "drawnAt", d.published_at as "publishedAt"`;
const tables = 'spot_checks.draw d join spot_checks.plan p on p.id = d.plan_id';

export const listDraws = (tx: Tx, planId: number): Promise<DrawLine[]> =>
  tx.query<DrawLine>(`select ${line} from ${tables} where d.plan_id = $1 order by d.id desc`, [planId]);

export interface DrawRecord extends DrawLine {
  readonly algorithm: string;
  readonly voidReason: string | null;
  readonly proofSha256: string | null;
  readonly regionCode: string;
  readonly drawnBy: string | null;
}

export const findDraw = async (tx: Tx, id: number): Promise<DrawRecord | undefined> =>
  (
    await tx.query<DrawRecord>(
      `select ${line}, d.algorithm, d.void_reason as "voidReason", p.region_code as "regionCode", ${drawnBy} as "drawnBy",
              (select f.sha256 from spot_checks.draw_proof f where f.draw_id = d.id) as "proofSha256"
         from ${tables} where d.id = $1`,
      [id],
    )
  )[0];

/** Numbers of a draw by stratum, its exclusions by reason and its visits; counts alone, so it is read as engine. */
export const countDraw = async (tx: Tx, id: number): Promise<Pick<DrawDetail, 'strata' | 'exclusions' | 'visits'>> => {
  const strata = await tx.query<DrawDetail['strata'][number]>(
    `select json_build_object('id', c.id, 'name', c.name) as category, json_build_object('code', q.region_code, 'name', coalesce(g.name, q.region_code)) as region,
            coalesce(n.entries, 0) as entries, q.targets as quota, coalesce(n.drawn, 0) as drawn
       from spot_checks.draw d join spot_checks.plan_line l on l.plan_id = d.plan_id join spot_checks.plan_quota q on q.line_id = l.id
       join products.category c on c.id = l.category_id left join regions.region g on g.code = q.region_code
       left join (select line_id, region_code, count(*)::int as entries, count(rank)::int as drawn
                    from spot_checks.draw_entry where draw_id = $1 group by line_id, region_code) n on n.line_id = l.id and n.region_code = q.region_code
      where d.id = $1 order by c.name collate "C", q.region_code`,
    [id],
  );
  const exclusions = await tx.query<{ reason: ExclusionReason; count: number }>(
    'select reason, count(*)::int as count from spot_checks.draw_exclusion where draw_id = $1 group by reason order by reason',
    [id],
  );
  const [visits] = await tx.query<{ open: number; over: number }>(
    `select (count(*) filter (where state in ('assigned', 'started', 'ordered', 'refused-by-right')))::int as open,
            (count(*) filter (where state not in ('assigned', 'started', 'ordered', 'refused-by-right')))::int as over
       from spot_checks.visit where draw_id = $1`,
    [id],
  );
  return { strata, exclusions, visits: visits ?? { open: 0, over: 0 } };
};

type Entries = z.output<typeof seeEntries.response>;

/** A page of entries, under row-level security of the reader: those of his divisions. */
export const pageOfEntries = async (
  tx: Tx,
  id: number,
  page: { readonly drawnOnly: boolean; readonly after: number; readonly limit: number },
): Promise<Entries> => {
  const order = page.drawnOnly ? 'e.rank' : 'e.place';
  const rows = await tx.query<Entries['rows'][number]>(
    `select e.place, e.rank, json_build_object('id', x.id, 'name', x.name) as enterprise, json_build_object('id', c.id, 'name', c.name) as category,
            json_build_object('code', e.region_code, 'name', coalesce(g.name, e.region_code)) as region, e.weight, e.reasons, encode(e.salt, 'hex') as salt,
            coalesce((select json_agg(json_build_object('name', i.name, 'leads', vi.leads) order by vi.leads desc)
                        from spot_checks.visit_inspector vi join spot_checks.inspector i on i.id = vi.inspector_id where vi.visit_id = v.id), '[]') as inspectors,
            b.name as laboratory, v.id as "visitId"
       from spot_checks.draw_entry e join enterprises.enterprise x on x.id = e.enterprise_id join spot_checks.plan_line l on l.id = e.line_id
       join products.category c on c.id = l.category_id left join regions.region g on g.code = e.region_code
       left join spot_checks.visit v on v.draw_id = e.draw_id and v.line_id = e.line_id and v.enterprise_id = e.enterprise_id
       left join laboratories.laboratory b on b.id = v.laboratory_id
      where e.draw_id = $1 and ($2 = false or e.rank is not null) and ${order} > $3 order by ${order} limit $4`,
    [id, page.drawnOnly, page.after, page.limit + 1],
  );
  const [count] = await tx.query<{ n: number }>(
    'select count(*)::int as n from spot_checks.draw_entry where draw_id = $1 and ($2 = false or rank is not null)',
    [id, page.drawnOnly],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last ? (page.drawnOnly ? (last.rank ?? 0) : last.place) : null,
    total: count?.n ?? 0,
  };
};

type Exclusions = z.output<typeof listExclusions.response>['rows'];

/** A page of exclusions, after an enterprise of a line. */
export const pageOfExclusions = (
  tx: Tx,
  id: number,
  reason: ExclusionReason | undefined,
  after: readonly [line: number, enterprise: number] | undefined,
  limit: number,
): Promise<Exclusions> =>
  tx.query(
    `select x.line_id || '.' || x.enterprise_id as id, json_build_object('id', e.id, 'name', e.name) as enterprise,
            json_build_object('id', c.id, 'name', c.name) as category, x.reason,
            coalesce((select json_agg(f -> 'text') from jsonb_array_elements(x.grounds -> 'facts') f), '[]') as facts
       from spot_checks.draw_exclusion x join enterprises.enterprise e on e.id = x.enterprise_id join spot_checks.plan_line l on l.id = x.line_id
       join products.category c on c.id = l.category_id
      where x.draw_id = $1 and ($2::text is null or x.reason = $2) and ($3::bigint is null or (x.line_id, x.enterprise_id) > ($3, $4::bigint))
      order by x.line_id, x.enterprise_id limit $5`,
    [id, reason ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export const countExclusions = async (tx: Tx, id: number, reason: ExclusionReason | undefined): Promise<number> =>
  (
    await tx.query<{ n: number }>(
      'select count(*)::int as n from spot_checks.draw_exclusion where draw_id = $1 and ($2::text is null or reason = $2)',
      [id, reason ?? null],
    )
  )[0]?.n ?? 0;

/** The proof of a published draw, gzip, or undefined. */
export const findPublishedProof = async (tx: Tx, id: number): Promise<Buffer | undefined> =>
  (await tx.query<{ proof: Buffer | null }>('select proof from spot_checks.published_draw where id = $1', [id]))[0]
    ?.proof ?? undefined;

export interface OwnEntryRow {
  readonly drawId: number;
  readonly plan: string;
  readonly publishedAt: string;
  readonly id: string;
  readonly salt: string;
  readonly drawn: boolean;
}

/** An enterprise's own entries in published draws; the caller has checked that it asks for itself. Runs as engine. */
export const listOwnEntries = (tx: Tx, enterpriseId: number): Promise<OwnEntryRow[]> =>
  tx.query<OwnEntryRow>(
    `select d.id as "drawId", coalesce(p.number || ' ', '') || p.title as plan, d.published_at as "publishedAt", e.enterprise_id::text as id,
            encode(e.salt, 'hex') as salt, e.rank is not null as drawn
       from spot_checks.draw_entry e join spot_checks.draw d on d.id = e.draw_id and d.state = 'published' join spot_checks.plan p on p.id = d.plan_id
      where e.enterprise_id = $1 order by d.published_at desc`,
    [enterpriseId],
  );

/** Enters who makes or sells what; entered again, in one list too, it is brought up to date. Enterprises of another dataset are passed over. */
export const storeMakers = async (
  tx: Tx,
  given: {
    readonly dataset: string;
    readonly categoryId: number;
    readonly role: string;
    readonly source: string;
    readonly enterprises: readonly { readonly id: number; readonly complaints: number }[];
  },
  account: string | null,
  at: Date,
): Promise<number> => {
  const rows = await tx.query(
    `insert into spot_checks.maker (dataset, enterprise_id, category_id, role, source, complaints, entered_by, entered_at)
     select $1, e.id, c.id, $3, $4, g.complaints, $7, $8
       from (select distinct on (u.id) u.id, u.complaints from unnest($5::bigint[], $6::int[]) with ordinality as u (id, complaints, line)
              order by u.id, u.line desc) g
       join enterprises.enterprise e on e.id = g.id and e.dataset = $1
       join products.category c on c.id = $2 and c.dataset = $1
     on conflict (enterprise_id, category_id, role) do update set source = excluded.source, complaints = excluded.complaints,
       entered_by = excluded.entered_by, entered_at = excluded.entered_at returning 1`,
    [
      given.dataset,
      given.categoryId,
      given.role,
      given.source,
      given.enterprises.map(({ id }) => id),
      given.enterprises.map(({ complaints }) => complaints),
      account,
      at,
    ],
  );
  return rows.length;
};
