import { systemCall } from '#platform/operation/index.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { importFiles } from '#regimes/spot-checks/index.ts';
import { timed } from './figure.ts';
import { openEmpty } from './province.ts';

/** A process of its own: its peak memory is that of the import alone. Prints one line of JSON. */
const [directory, path] = process.argv.slice(2);
if (directory === undefined || path === undefined) process.exit(2);
const services = await openEmpty(directory);
const stages: Record<string, number> = {};
let since = performance.now();
let current = 'receiving';
const { value, ms } = await timed(() =>
  importFiles(systemCall(services), {
    dataset: 'historical',
    paths: [path],
    ports: spotCheckPorts,
    watch: ({ stage }) => {
      if (stage === current) return;
      const now = performance.now();
      stages[current] = (stages[current] ?? 0) + now - since;
      since = now;
      current = stage;
    },
  }),
);
stages[current] = (stages[current] ?? 0) + performance.now() - since;
await services.close();
if (!value.ok) throw new Error(value.refusal.text.en);
const { rows, accepted, rejected, proposals } = value.value.report;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ ms, megabytes, rows, accepted, rejected, proposals, stages })}\n`);
