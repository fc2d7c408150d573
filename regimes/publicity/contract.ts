/** The routes of this room, as data. */
export * from './contracts/exposures.ts';
export * from './contracts/proposals.ts';
export * from './contracts/bulletins.ts';
export * from './contracts/media.ts';
