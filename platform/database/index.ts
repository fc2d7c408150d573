export { backup, type BackupReport } from './backup/backup.ts';
export { restore, type RestoreOptions, type RestoreReport } from './backup/restore.ts';
export { connect, type ConnectOptions } from './connect.ts';
export { copyBatches, copyRows, type CopyRow, type CopyValue } from './copy.ts';
export type { Database } from './database.ts';
export { DatabaseFailure, isGone, type DatabaseFailureCode } from './failure.ts';
export { migrate, type MigrationFolder } from './migrate.ts';
export type { RoleNames } from './roles.ts';
export { asEngine, withTransaction, type Session, type TransactionOptions, type Tx } from './transaction.ts';
