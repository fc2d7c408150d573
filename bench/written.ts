import { copyRows, type Tx } from '#platform/database/index.ts';
import { timed } from './figure.ts';

/** Where the tables stood: the highest `id` of each that has one, else its rows by their transaction. */
export type RowMarks = ReadonlyMap<string, { readonly select: string }>;

/** Marks every table of the rooms, so that what is inserted from now on can be told. Rows that are only changed don't count. */
export const rowMarks = async (tx: Tx): Promise<RowMarks> => {
  const tables = await tx.query<{ table: string; numbered: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as table,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'bigint'::regtype) as numbered
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  );
  const [now] = await tx.query<{ xid: string }>(`select pg_current_xact_id()::xid::text as xid`);
  const marks = new Map<string, { select: string }>();
  for (const { table, numbered } of tables) {
    if (numbered) {
      const [row] = await tx.query<{ last: number }>(`select coalesce(max(id), 0)::bigint as last from ${table}`);
      marks.set(table, { select: `select * from ${table} where id > ${row?.last ?? 0}` });
    } else {
      const [row] = await tx.query<{ filled: boolean }>(`select exists (select from ${table}) as filled`);
      // A table without numbers that had rows before is counted by what newer transactions left in it.
      const newer = `age(xmin) < age('${now?.xid ?? '0'}'::xid)`;
      marks.set(table, { select: `select * from ${table}${row?.filled === true ? ` where ${newer}` : ''}` });
    }
  }
  return marks;
};

/** Time of a COPY of the rows of a table, as they stand, into one with the same columns and indexes. */
const copied = async (
  tx: Tx,
  table: string,
  select: string,
): Promise<{ readonly rows: number; readonly ms: number }> => {
  const kept = await tx.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const columns = kept.map(({ name }) => name);
  // As text, so that arrays and JSON go in as they came out.
  const list = columns.map((name) => `"${name}"::text`).join(', ');
  const rows = await tx.query<Record<string, string | null>>(`select ${list} from (${select}) stored`);
  if (rows.length === 0) return { rows: 0, ms: 0 };
  const [schema] = table.split('.');
  await tx.query(`create table ${schema}.bench_copy (like ${table} including all)`);
  const values = rows.map((row) => columns.map((name) => row[name] ?? null));
  const { ms } = await timed(() => copyRows(tx, `${schema}.bench_copy`, columns, values));
  await tx.query(`drop table ${schema}.bench_copy`);
  return { rows: rows.length, ms };
};

/** A COPY of everything that was inserted since the marks: rows and milliseconds, and each table in a line. */
export const copyOfNewRows = async (
  tx: Tx,
  marks: RowMarks,
): Promise<{ readonly rows: number; readonly ms: number; readonly tables: readonly string[] }> => {
  let rows = 0;
  let ms = 0;
  const tables: string[] = [];
  for (const [table, { select }] of marks) {
    const copy = await copied(tx, table, select);
    if (copy.rows === 0) continue;
    rows += copy.rows;
    ms += copy.ms;
    tables.push(`${table}: ${copy.rows.toLocaleString('en')} rows, COPY ${Math.round(copy.ms)} ms`);
  }
  return { rows, ms, tables };
};
