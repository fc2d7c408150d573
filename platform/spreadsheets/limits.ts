/** How much a table file may ask of the machine. Every limit that is passed ends in a refusal that names it. */
export interface ReadLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Bytes of an old .xls file, which has to be taken into memory whole. */
  readonly xlsBytes: number;
  /** Bytes of one part of an .xlsx file after inflation, and of all its parts. */
  readonly partBytes: number;
  readonly totalBytes: number;
  /** Inflated ÷ packed above which a part of more than `ratioFromBytes` counts as a bomb; real sheets stay below 100. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Bytes of the texts that the cells of an .xlsx file share; they are kept in memory, packed. */
  readonly sharedTextBytes: number;
  readonly sheets: number;
  readonly columns: number;
  /** Bytes of one row. */
  readonly rowBytes: number;
  /** Memory (MiB) and time (ms) for taking apart an .xls file. */
  readonly workerMemory: number;
  readonly workerTime: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: ReadLimits = {
  fileBytes: 1024 * MiB,
  xlsBytes: 64 * MiB,
  partBytes: 2048 * MiB,
  totalBytes: 4096 * MiB,
  ratio: 250,
  ratioFromBytes: 32 * MiB,
  sharedTextBytes: 256 * MiB,
  sheets: 200,
  columns: 1000,
  rowBytes: 4 * MiB,
  workerMemory: 768,
  workerTime: 120_000,
};

/** A number of bytes as people read it. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / MiB)} MB`;
