import type { Dataset } from '#foundation/dataset.ts';
import type { Tx } from '#platform/database/index.ts';
import { unknownMaker } from './exposure.ts';
import type { MediaLine, OutletKind } from './media.ts';

export interface Outlet {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly kind: OutletKind;
  readonly contact: string;
  readonly email: string;
  readonly active: boolean;
}

export const listOutlets = (tx: Tx): Promise<Outlet[]> =>
  tx.query<Outlet>(
    'select id, version, name, kind, contact, email, active from publicity.media_outlet order by not active, name',
  );

/** Enters a medium, or changes one; nothing where somebody was faster or the name is taken. */
export const saveOutlet = async (
  tx: Tx,
  id: number | null,
  { version, name, kind, contact, email, active }: Omit<Outlet, 'id'>,
): Promise<number | undefined> => {
  const values = [name, kind, contact, email, active];
  const rows =
    id === null
      ? await tx.query<{ id: number }>(
          'insert into publicity.media_outlet (name, kind, contact, email, active) values ($1, $2, $3, $4, $5) on conflict (name) do nothing returning id',
          values,
        )
      : await tx.query<{ id: number }>(
          `update publicity.media_outlet set name = $1, kind = $2, contact = $3, email = $4, active = $5, version = version + 1
            where id = $6 and version = $7 and not exists (select from publicity.media_outlet o where o.name = $1 and o.id <> $6) returning id`,
          [...values, id, version],
        );
  return rows[0]?.id;
};

/** Enters what the press is given: the exposures of one act, or a bulletin. */
export const insertRelease = async (
  tx: Tx,
  release: {
    readonly dataset: Dataset;
    readonly exposureIds: readonly number[];
    readonly bulletinId: number | null;
    readonly at: Date;
  },
): Promise<number> => {
  const [row] = await tx.query<{ id: number }>(
    'insert into publicity.media_release (dataset, exposure_ids, bulletin_id, released_at) values ($1, $2, $3, $4) returning id',
    [release.dataset, release.exposureIds, release.bulletinId, release.at],
  );
  return row?.id ?? 0;
};

/** A release with what of it still stands. */
export interface ReleaseRow {
  readonly id: number;
  readonly dataset: Dataset;
  readonly releasedAt: string;
  readonly exposures: number;
  /** Exposures of it that are no longer shown. */
  readonly ended: number;
  readonly bulletin: { readonly id: number; readonly title: string; readonly number: string | null } | null;
  readonly handed: {
    readonly outletId: number;
    readonly name: string;
    readonly at: string;
    readonly by: string | null;
  }[];
}

const releaseColumns = `m.id, m.dataset, m.released_at as "releasedAt", cardinality(m.exposure_ids) as exposures,
  (select count(*)::int from unnest(m.exposure_ids) released (id)
    where not exists (select from publicity.published_exposure x where x.id = released.id)) as ended,
  case when b.id is null then null else json_build_object('id', b.id, 'title', b.title, 'number', b.number) end as bulletin,
  coalesce((select json_agg(json_build_object('outletId', o.id, 'name', o.name, 'at', h.handed_at, 'by', a.display_name) order by o.name)
     from publicity.media_handover h join publicity.media_outlet o on o.id = h.outlet_id
     left join identity.published_account a on a.id = h.account_id where h.release_id = m.id), '[]') as handed`;

export const pageOfReleases = (tx: Tx, dataset: Dataset, after: number | null, limit: number): Promise<ReleaseRow[]> =>
  tx.query<ReleaseRow>(
    `select ${releaseColumns} from publicity.media_release m left join publicity.bulletin b on b.id = m.bulletin_id
      where m.dataset = $1 and ($2::bigint is null or m.id < $2) order by m.id desc limit $3`,
    [dataset, after, limit],
  );

export const findRelease = async (tx: Tx, id: number): Promise<ReleaseRow | undefined> =>
  (
    await tx.query<ReleaseRow>(
      `select ${releaseColumns} from publicity.media_release m left join publicity.bulletin b on b.id = m.bulletin_id where m.id = $1`,
      [id],
    )
  )[0];

const lines = `select x.id, coalesce(e.name, '${unknownMaker.zh}') as producer, coalesce(pr.name, '') || coalesce(ci.name, '') as place, x.product_name as product, x.ground,
  x.grounds->'explanation'->>'zh' as explanation, to_char(x.released_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "releasedAt",
  coalesce((select json_agg(s.name order by s.id) from enterprises.enterprise s where s.id = any (x.seller_ids) and s.id is distinct from x.producer_id),
    '[]') as sellers
  from publicity.published_exposure x left join enterprises.enterprise e on e.id = x.producer_id
  left join regions.region pr on pr.code = x.province_code left join regions.region ci on ci.code = x.city_code`;

/** Exposures as the media are given them and as the public sees them, by product and name; those that are no longer shown are left out. */
export const mediaLines = (tx: Tx, ids: readonly number[]): Promise<MediaLine[]> =>
  tx.query<MediaLine>(
    `${lines} where x.id = any ($1::bigint[]) order by x.product_name collate "C", e.name collate "C", x.id`,
    [ids],
  );

/** The exposures of a release as the media read them, by product, firm and number. */
export const linesOfRelease = (tx: Tx, releaseId: number): Promise<MediaLine[]> =>
  tx.query<MediaLine>(
    `${lines} where x.id = any (select unnest(exposure_ids) from publicity.media_release where id = $1)
      order by x.product_name collate "C", e.name collate "C", x.id`,
    [releaseId],
  );

/** Notes that media were given a release; a second time changes nothing. Gives how many it was new to. */
export const insertHandovers = async (
  tx: Tx,
  releaseId: number,
  outletIds: readonly number[],
  account: string | null,
  at: Date,
): Promise<number> =>
  (
    await tx.query(
      `insert into publicity.media_handover (release_id, outlet_id, handed_at, account_id)
       select $1, o.id, $4, $3::uuid from publicity.media_outlet o where o.id = any ($2::bigint[]) and o.active
       on conflict do nothing returning 1`,
      [releaseId, outletIds, account, at],
    )
  ).length;
