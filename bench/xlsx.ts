import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeXlsx } from '#platform/spreadsheets/index.ts';
import { programEnvironment } from '../scripts/setup.mjs';
import { atMost, type Benchmark, rounded } from './figure.ts';
import { generateResults } from './generate-results.ts';
import type { Imported } from './import.ts';

const run = promisify(execFile);

/** Rows of a full sheet below its header; fewer with BENCH_ROWS. */
const rows = Number(process.env['BENCH_ROWS'] ?? 1_048_575);

/** The generated table as cells; it holds no quotation mark, so that a comma always parts two cells. */
function* lines(): Generator<readonly string[]> {
  let carried = '';
  for (const chunk of generateResults({ rows })) {
    const pieces = (carried + chunk).replace('\uFEFF', '').split('\n');
    carried = pieces.pop() ?? '';
    for (const line of pieces) yield line.split(',');
  }
}

const writeFullSheet = async (path: string): Promise<void> => {
  const source = lines();
  const header = source.next();
  if (header.done === true) throw new Error('the generated table is empty');
  await pipeline(
    writeXlsx(
      header.value.map((text) => ({ header: text })),
      source,
    ),
    createWriteStream(path),
  );
};

/** The import of one full sheet of .xlsx, in a process of its own on a server of its own: it must stay in the memory of the CSV. */
export const benchXlsx: Benchmark = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'zhijian-bench-xlsx-'));
  try {
    await chmod(directory, 0o755);
    const data = join(directory, 'data');
    await mkdir(data, { mode: 0o755 });
    const path = join(directory, 'generated.xlsx');
    await writeFullSheet(path);
    const child = fileURLToPath(new URL('import-child.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [child, data, path], { env: programEnvironment() });
    const imported = JSON.parse(stdout) as Imported;
    const stages = Object.entries(imported.stages).map(([stage, spent]) => `${stage} ${rounded(spent / 1000)}`);
    console.error(
      `xlsx: ${imported.rows} rows of ${rounded((await stat(path)).size / 1_000_000)} MB, ${imported.accepted} accepted; seconds by stage: ${stages.join(', ')}`,
    );
    return [
      atMost(
        `peak memory of the import of an .xlsx of ${(imported.rows + 1).toLocaleString('en')} rows`,
        imported.megabytes,
        600,
        'MB',
        ` (in ${rounded(imported.ms / 1000)} s)`,
      ),
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
