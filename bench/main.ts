import { loadavg } from 'node:os';
import { benchBoard } from './board.ts';
import type { Benchmark, Figure } from './figure.ts';
import { tableOf } from './figure.ts';
import { benchDeadlines } from './deadlines.ts';
import { benchDraw } from './draw.ts';
import { benchFinality } from './finality.ts';
import { benchImport } from './import.ts';
import { benchLaboratory } from './laboratory.ts';
import { benchLicenceGate } from './licence-gate.ts';
import { benchPortal } from './portal.ts';
import { closeShared } from './province.ts';
import { benchSearch } from './search.ts';
import { benchStatistics } from './statistics.ts';
import { benchWeights } from './weights.ts';
import { benchXlsx } from './xlsx.ts';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  import: benchImport,
  statistics: benchStatistics,
  portal: benchPortal,
  laboratory: benchLaboratory,
  finality: benchFinality,
  weights: benchWeights,
  search: benchSearch,
  xlsx: benchXlsx,
  board: benchBoard,
  draw: benchDraw,
  deadlines: benchDeadlines,
  gate: benchLicenceGate,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`);
  process.exit(2);
}

const figures: Figure[] = [];
try {
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`${name} …`);
    figures.push(...(await benchmark()));
  }
} finally {
  await closeShared();
}
console.log(tableOf(figures));
// What else the machine had to do counts for more than anything here.
console.log(
  `\nLoad average of the last 1, 5 and 15 minutes: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}.`,
);
process.exitCode = figures.some(({ share }) => share > 1) ? 1 : 0;
