import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Services } from '#platform/operation/index.ts';
import { regimes, spotCheckPorts } from '#regimes/index.ts';
import { manifest as delivery } from '#platform/delivery/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { registers, seedRegisters } from '#registers/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testServices, testSystemCall } from '../../../tests/services.ts';
import { importFiles, type ImportedFiles } from '../import/import-files.ts';
import type { GivenByPerson } from '../import/plan.ts';

/** A made-up row of a published table; whatever is left out is usual. */
export interface MadeUpRow {
  readonly authority?: string;
  readonly batch?: string;
  readonly category?: string;
  readonly producer?: string;
  readonly location?: string;
  readonly inspected?: string;
  readonly product?: string;
  readonly model?: string;
  readonly lot?: string;
  readonly verdict?: string;
  readonly items?: string;
  readonly laboratory?: string;
  readonly remark?: string;
}

const header =
  '发布机关,批次,产品种类,序号,生产企业名称,所在地,受检单位,产品名称,规格型号,生产日期或批号,抽查结果,不合格项目,承检机构,备注';

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A published table as CSV. */
export const tableOf = (rows: readonly MadeUpRow[]): string =>
  [
    header,
    ...rows.map((row, at) =>
      [
        row.authority ?? '质检总局', row.batch ?? '20150528', row.category ?? '虚构家具', String(at + 1), row.producer ?? '虚构甲家具有限公司',
        row.location ?? '广东省', row.inspected ?? '', row.product ?? '虚构木椅', row.model ?? 'A1', row.lot ?? '2015-01-02',
        row.verdict ?? '合格', row.items ?? '', row.laboratory ?? '虚构检验院', row.remark ?? '',
      ].map(quoted).join(','),
    ),
  ].join('\n'); // prettier-ignore

/** Everything that stands, in words instead of numbers, so that two stores can be compared. */
const standing = `select jsonb_build_object(
  'results', (select coalesce(jsonb_agg(x order by x), '[]') from (select jsonb_build_object('check', c.batch || c.kind || c.level, 'category', k.name,
      'producer', e.name, 'seller', s.name, 'laboratory', l.name, 'province', r.province_code, 'city', r.city_code, 'month', r.month, 'verdict', r.verdict,
      'cell', r.producer_cell, 'settled', r.parties_settled, 'product', r.product_name, 'model', r.model, 'lot', r.production_batch,
      'items', r.failing_items, 'key', encode(r.content_key, 'hex'), 'final', r.final_on,
      'sources', (select jsonb_agg(h.digest || o.row_no order by h.digest || o.row_no) from spot_checks.result_source o join spot_checks.sheet h on h.id = o.sheet_id where o.result_id = r.id),
      'parties', (select jsonb_agg(p.role || f.name order by p.role || f.name) from spot_checks.result_party p join enterprises.enterprise f on f.id = p.enterprise_id where p.result_id = r.id),
      'measured', (select jsonb_agg(i.item || i.verdict order by i.ordinal) from spot_checks.result_item i where i.result_id = r.id)) as x
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id join products.category k on k.id = r.category_id
    left join enterprises.enterprise e on e.id = r.producer_id left join enterprises.enterprise s on s.id = r.seller_id
    left join laboratories.laboratory l on l.id = r.laboratory_id) q),
  'checks', (select coalesce(jsonb_agg(c.authority_name || c.kind || c.batch || c.level order by c.authority_name || c.kind || c.batch), '[]') from spot_checks.spot_check c),
  'rollup', (select coalesce(jsonb_agg(x order by x), '[]') from (select to_jsonb(u) - 'category_id' || jsonb_build_object('category', k.name) as x
      from spot_checks.rollup u join products.category k on k.id = u.category_id) q),
  'laboratories', (select coalesce(jsonb_agg(x order by x), '[]') from (select to_jsonb(u) - 'category_id' - 'laboratory_id' || jsonb_build_object('category', k.name, 'laboratory', l.name) as x
      from spot_checks.rollup_laboratory u join products.category k on k.id = u.category_id left join laboratories.laboratory l on l.id = u.laboratory_id) q),
  'items', (select coalesce(jsonb_agg(x order by x), '[]') from (select to_jsonb(u) - 'category_id' || jsonb_build_object('category', k.name) as x
      from spot_checks.rollup_item u join products.category k on k.id = u.category_id) q),
  'itemsOfAll', (select coalesce(jsonb_agg(to_jsonb(u) order by to_jsonb(u)), '[]') from spot_checks.rollup_item_all u),
  'roles', (select coalesce(jsonb_agg(cell || state order by cell), '[]') from spot_checks.role_case),
  'near', (select coalesce(jsonb_agg(x order by x), '[]') from (select jsonb_build_array(least(a.key, b.key), greatest(a.key, b.key), n.state) as x from spot_checks.near_case n
      cross join lateral (select encode(content_key, 'hex') as key from spot_checks.result where id = n.left_id) a
      cross join lateral (select encode(content_key, 'hex') as key from spot_checks.result where id = n.right_id) b) q),
  'refusals', (select coalesce(jsonb_agg(x order by x), '[]') from (select jsonb_build_array(f.product_name, e.name, k.name, f.category_basis, c.batch) as x from spot_checks.refusal f
      join spot_checks.spot_check c on c.id = f.check_id left join enterprises.enterprise e on e.id = f.producer_id left join products.category k on k.id = f.category_id) q),
  'cards', (select coalesce(jsonb_agg(x order by x), '[]') from (select jsonb_build_array(e.name, k.name, c.batch, d.kind, d.state, d.failing_samples) as x from warning_cards.card d
      join enterprises.enterprise e on e.id = d.producer_id join products.category k on k.id = d.category_id join spot_checks.spot_check c on c.id = d.check_id) q),
  'exposures', (select coalesce(jsonb_agg(x order by x), '[]') from (select jsonb_build_array(e.name, k.name, d.ground, d.state, d.product_name) as x from publicity.exposure d
      join enterprises.enterprise e on e.id = d.producer_id left join products.category k on k.id = d.category_id) q)) as standing`;

/** Writes a table file into a folder of its own and gives its path. */
export const writeTable = async (name: string, text: string | Uint8Array): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), 'zhijian-table-')), name);
  await writeFile(path, text);
  return path;
};

/** A store of its own with the registers loaded and every room composed. */
export const emptyStore = async () => {
  const { database, url } = await testDatabase();
  await seedRegisters(database, '440000');
  const services = testServices(database, { manifests: [...registers, documents, delivery, ...regimes] });
  return { ...storeOn(services), url };
};

const storeOn = (services: Services) => {
  const { database } = services;
  const query = <Row = Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));

  const importPaths = async (paths: readonly string[], given: GivenByPerson = {}): Promise<ImportedFiles> =>
    unwrap(
      await importFiles(testSystemCall(services), { dataset: 'historical', paths, ports: spotCheckPorts, ...given }),
    );

  return {
    services,
    query,
    write: writeTable,
    importPaths,
    /** Imports tables as one unit. */
    importTables: async (...tables: readonly (readonly MadeUpRow[])[]): Promise<ImportedFiles> =>
      importPaths(await Promise.all(tables.map((rows, at) => writeTable(`表${at + 1}.csv`, tableOf(rows))))),
    /** All that stands, in words. */
    standing: async (): Promise<Readonly<Record<string, unknown>>> => {
      const [row] = await query<{ standing: Record<string, unknown> }>(standing);
      return row!.standing;
    },
    /** Takes every row of the rooms away; what the registers brought with the program stays. */
    clear: async (): Promise<void> => {
      await query(`truncate spot_checks.import, spot_checks.import_file, spot_checks.sheet, spot_checks.rejected_row, spot_checks.spot_check, spot_checks.result,
        spot_checks.result_source, spot_checks.result_party, spot_checks.result_item, spot_checks.role_case, spot_checks.near_case, spot_checks.refusal,
        spot_checks.post_handling, spot_checks.rollup, spot_checks.rollup_item, spot_checks.rollup_item_all, spot_checks.rollup_laboratory, spot_checks.merged_content,
        spot_checks.category_decision, warning_cards.card, publicity.exposure, enterprises.enterprise, products.category, laboratories.laboratory cascade`);
    },
  };
};

export type TestStore = Awaited<ReturnType<typeof emptyStore>>;
