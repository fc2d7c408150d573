import { Counter, Gauge, Registry } from 'prom-client';

/** Figures of imports; they live as long as the process, whoever counts them. */
export const importRegistry = new Registry();

const finished = new Counter({
  name: 'zhijian_imports_total',
  help: 'Imports by how they ended',
  labelNames: ['outcome'],
  registers: [importRegistry],
});
const rows = new Counter({
  name: 'zhijian_imported_rows_total',
  help: 'Rows of imports by what became of them',
  labelNames: ['outcome'],
  registers: [importRegistry],
});
const running = new Gauge({ name: 'zhijian_imports_running', help: 'Imports under way', registers: [importRegistry] });

/** An import has begun; call what comes back once, when it is over. */
export const countImport = (): ((
  outcome: 'done' | 'failed' | 'cancelled',
  counted?: { readonly accepted: number; readonly rejected: number; readonly duplicates: number },
) => void) => {
  running.inc();
  return (outcome, counted) => {
    running.dec();
    finished.inc({ outcome });
    for (const [kind, count] of Object.entries(counted ?? {})) rows.inc({ outcome: kind }, count);
  };
};
