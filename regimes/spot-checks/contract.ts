/** The routes of this room, as data. */
export * from './contracts/imports.ts';
export * from './contracts/queues.ts';
export * from './contracts/results.ts';
export * from './contracts/statistics.ts';
