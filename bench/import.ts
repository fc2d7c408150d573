import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Database, withTransaction } from '#platform/database/index.ts';
import { programEnvironment } from '../scripts/setup.mjs';
import { atMost, type Benchmark, rounded, timed } from './figure.ts';
import { writeResults } from './generate-results.ts';
import { sharedServices } from './province.ts';
import { sampleStatements } from './sampler.ts';

const run = promisify(execFile);

/** What the process of an import tells. */
export interface Imported {
  readonly ms: number;
  readonly megabytes: number;
  readonly rows: number;
  readonly accepted: number;
  readonly proposals: Readonly<Record<string, number>>;
  readonly stages: Readonly<Record<string, number>>;
}

/** How many rows; fewer with BENCH_ROWS, for trying things out. */
export const resultRows = Number(process.env['BENCH_ROWS'] ?? 1_000_000);

/** Writes out the stored rows and reads them into a table of the same columns and indexes: milliseconds of the COPY and its commit. */
const bareCopy = async (database: Database, path: string): Promise<number> => {
  await withTransaction(database, 'migrator', (tx) =>
    tx.exclusively((client) =>
      pipeline(client.query(copyTo('copy spot_checks.result to stdout')), createWriteStream(path)),
    ),
  );
  await withTransaction(database, 'migrator', (tx) =>
    tx.query('create table spot_checks.bare (like spot_checks.result including all)'),
  );
  const { ms } = await timed(() =>
    withTransaction(database, 'migrator', (tx) =>
      tx.exclusively((client) =>
        pipeline(createReadStream(path), client.query(copyFrom('copy spot_checks.bare from stdin'))),
      ),
    ),
  );
  await withTransaction(database, 'migrator', (tx) => tx.query('drop table spot_checks.bare'));
  return ms;
};

let imported: Promise<Imported> | undefined;

/** Imports the generated rows into the shared server, once a run, in a process of its own. */
export const importOnce = async (): Promise<Imported> => {
  const services = await sharedServices();
  imported ??= (async () => {
    const csv = join(services.dataDirectory, 'generated.csv');
    await writeResults(csv, { rows: resultRows });
    const child = fileURLToPath(new URL('import-child.ts', import.meta.url));
    const flags = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : [];
    const stop = flags.length > 0 ? sampleStatements(services.database) : undefined;
    const { stdout } = await run(process.execPath, [...flags, child, services.dataDirectory, csv], {
      env: programEnvironment(),
    });
    if (stop) console.error(await stop());
    return JSON.parse(stdout) as Imported;
  })();
  return imported;
};

/** The import of generated rows against a bare COPY of what it stores, on the same server. */
export const benchImport: Benchmark = async () => {
  const { database, dataDirectory } = await sharedServices();
  const { ms, megabytes, rows, accepted, proposals, stages } = await importOnce();
  const path = join(dataDirectory, 'bare.copy');
  const bare = await bareCopy(database, path);
  const size = (await stat(path)).size / 1_000_000;
  console.error(
    `import: ${rows} rows, ${accepted} accepted, ${JSON.stringify(proposals)} proposed; seconds by stage: ${Object.entries(
      stages,
    )
      .map(([stage, spent]) => `${stage} ${rounded(spent / 1000)}`)
      .join(', ')}; bare COPY ${rounded(bare / 1000)} s of ${rounded(size)} MB`,
  );
  return [
    atMost(
      `import of ${rows.toLocaleString('en')} rows`,
      ms / 1000,
      (4 * bare) / 1000,
      's',
      ` (${rounded(ms / bare)} × COPY)`,
    ),
    atMost('peak memory of the import in Node', megabytes, 600, 'MB'),
  ];
};
