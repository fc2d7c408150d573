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

/** Rows of an import by what became of them. */
interface CountedRows {
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** An import has begun; what comes back is called when it is over, and counts the first time only. */
export const countImport = (): ((outcome: 'done' | 'failed' | 'cancelled', counted?: CountedRows) => void) => {
  let over = false;
  running.inc();
  return (outcome, counted) => {
    if (over) return;
    over = true;
    running.dec();
    finished.inc({ outcome });
    if (!counted) return;
    for (const kind of ['accepted', 'rejected', 'duplicates'] as const) rows.inc({ outcome: kind }, counted[kind]);
  };
};
