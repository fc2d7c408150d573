export { eventsIn, wordEvents } from './events.ts';
export type { Keeping, KeepingMany, Stroke } from './keeping.ts';
export { offerAll, offerOne } from './offer.ts';
export { proposalsIn, type Reconciled } from './proposals.ts';
export { strike, type TakenMany } from './strike.ts';
export { takeAct, type Taken } from './take-act.ts';
export { type Chosen, takeActs } from './take-acts.ts';
