import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeUscc } from '#foundation/identifiers/uscc.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Database, withTransaction } from '#platform/database/index.ts';
import { writeXlsx } from '#platform/spreadsheets/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { resultsChangedSchema, resultsChangedType } from '../../spot-checks/facts.ts';
import { cardFacts } from '../../warning-cards/facts.ts';
import { importLicences } from '../index.ts';
import { licenceColumns } from '../licence-row.ts';

/** Rooms whose facts this room hears, for tests without them. */
export const others: Manifest = {
  name: 'others',
  facts: {
    ...enterpriseFacts,
    [resultsChangedType]: resultsChangedSchema,
    ...cardFacts,
  },
};

/** A credit code of a made-up firm. */
export const codeOf = (n: number, division = '440600'): string =>
  makeUscc('91', division, `MA${String(n).padStart(6, '0')}`);

const headers = Object.values(licenceColumns).map(([header]) => header);

/** A row of a table of licences; what is left out is usual. */
export interface MadeUpLicence {
  readonly number: string;
  readonly kind?: string;
  readonly holder: string;
  readonly code?: string;
  readonly category: string;
  readonly unit?: string;
  readonly issuer?: string;
  readonly issuedOn?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly surrenderedOn?: string;
  readonly revokedOn?: string;
}

const cellsOf = (row: MadeUpLicence): string[] => [
  row.number,
  row.kind ?? '生产许可证',
  row.holder,
  row.code ?? '',
  row.category,
  row.unit ?? '',
  row.issuer ?? '广东省质量技术监督局',
  row.issuedOn ?? '2024-03-01',
  row.validFrom ?? '',
  row.validUntil ?? '2029年2月28日',
  row.surrenderedOn ?? '',
  row.revokedOn ?? '',
];

/** Writes a table as .xlsx and hands its path to `work`; it goes afterwards. */
export const withTable = async <T>(
  rows: readonly (readonly string[])[],
  work: (file: { readonly path: string; readonly name: string }) => Promise<T>,
  header: readonly string[] = headers,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhijian-licences-'));
  try {
    const path = join(folder, '许可证.xlsx');
    await writeFile(
      path,
      writeXlsx(
        header.map((one) => ({ header: one })),
        rows,
      ),
    );
    return await work({ path, name: '许可证.xlsx' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Imports made-up licences as a table, the way a person does. */
export const importTable = async (call: Call, rows: readonly MadeUpLicence[]) =>
  unwrap(await withTable(rows.map(cellsOf), (file) => importLicences(call, 'demo', [file])));

export const asOwner = <T extends object>(database: Database, sql: string, values: readonly unknown[] = []) =>
  withTransaction(database, 'migrator', (tx) => tx.query<T>(sql, values));

/** A line of the catalogue that is in force. */
export const listed = (
  database: Database,
  category: number,
  kind = 'production-licence',
  from = '2005-09-01',
  until: string | null = null,
) =>
  asOwner(
    database,
    `insert into licences.catalogue_entry (dataset, category_id, kind, valid_from, valid_until, issuer, source, confirmed, state, reason, proposed_at)
     values ('demo', $1, $2, $3, $4, '虚构发证机关', '虚构目录', false, 'in-force', '测试', now())`,
    [category, kind, from, until],
  );

/** Warning cards as they stand once they were issued; each of its own check. */
export const issued = async (
  database: Database,
  cards: readonly { readonly producer: number; readonly category: number; readonly kind?: string }[],
  dataset = 'demo',
): Promise<number[]> => {
  const rows = await asOwner<{ id: number }>(
    database,
    `insert into warning_cards.card (dataset, kind, state, number, producer_id, category_id, check_id, historical, failing_samples, samples, grounds)
     select $5, k, 'issued', '虚构' || $5 || coalesce((select max(id) from warning_cards.card), 0) || '-' || o, p, c, coalesce((select max(id) from warning_cards.card), 0) + o,
            $5 = 'historical', 1, '[]', '{}'
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[]) as x (p, c, k, o) returning id`,
    [
      cards.map(({ producer }) => producer),
      cards.map(({ category }) => category),
      cards.map(({ kind }) => kind ?? 'yellow'),
      cards.map((_, at) => at),
      dataset,
    ],
  );
  return rows.map(({ id }) => id);
};

/** Says what the room of warning cards says. */
export const tell = async (call: Call, type: string, cardIds: readonly number[], dataset = 'demo') =>
  unwrap(
    await perform(call, { permission: null }, async (act) => {
      act.emit({ type, payload: { dataset, cardIds: [...cardIds] } });
      return ok(undefined);
    }),
  );

export const holderOf = async (database: Database, code: string): Promise<number> => {
  const [row] = await asOwner<{ id: number }>(
    database,
    'select coalesce(merged_into, id) as id from enterprises.enterprise where credit_code = $1',
    [code],
  );
  if (!row) throw new Error(`nobody has the code ${code}`);
  return row.id;
};
