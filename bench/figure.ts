/** One line of the table: what was measured, and the limit or the peer of the same run that it is held against. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly against: string;
  /** Measured over its limit: 1 or less keeps it. */
  readonly share: number;
}

/** What each benchmark finds on the server that one run makes. */
export type Benchmark = () => Promise<readonly Figure[]>;

/** A figure in `unit` that must not be above `limit`. */
export const atMost = (name: string, measured: number, limit: number, unit: string, note = ''): Figure => ({
  name,
  measured: `${rounded(measured)} ${unit}${note}`,
  against: `≤ ${rounded(limit)} ${unit}`,
  share: measured / limit,
});

/** A figure without needless digits. */
export const rounded = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** Milliseconds that `work` takes. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> => {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
};

/** The value below which the given share of the sorted values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** The table as text. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, measured, against, share }) => [
    name,
    measured,
    against,
    share.toFixed(2),
    share <= 1 ? 'kept' : 'MISSED',
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['figure', 'measured', 'limit', 'of the limit', 'verdict']),
    line(['---', '---', '---', '---:', '---']),
    ...rows.map(line),
  ].join('\n');
};
