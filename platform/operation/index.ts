export { compose, type Composition } from './composition.ts';
export { observe, observeAtOnce, observeStream } from './observe.ts';
export { inBatches } from './in-batches.ts';
export { insist } from './failure.ts';
export { perform, type Demand } from './perform.ts';
export { checkInCode, holds, regionPath, requireSignedIn } from './permission.ts';
export { rehearse } from './rehearse.ts';
export { dayAt, systemActor, systemCall } from './system.ts';
export type { Act, Actor, Call, JournalEntry, Services, View } from './types.ts';
