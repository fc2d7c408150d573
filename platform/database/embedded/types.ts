import type { TextPair } from '#foundation/text-pair.ts';

/** Told, in both languages, what happens while the embedded server is prepared and started. */
export type Progress = (text: TextPair) => void;

/** The operating-system account that the server runs as, when it is not the caller's own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Where one installation's server lives. */
export interface Place {
  /** Folder with bin, lib and share of PostgreSQL. */
  readonly native: string;
  /** Folder of the server: `cluster` (PGDATA), `run` (socket) and `postgres.log`. */
  readonly home: string;
  readonly cluster: string;
  readonly logFile: string;
  /** Absent where the server runs as the caller. */
  readonly account?: ServerAccount;
}
