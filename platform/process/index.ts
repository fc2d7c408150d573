export { eventsIn, wordEvents } from './events.ts';
export type { Keeping, KeepingMany, Stroke } from './keeping.ts';
export { strike, type TakenMany } from './strike.ts';
export { takeAct, type Taken } from './take-act.ts';
export { type ActAnswer, type Chosen, takeActs } from './take-acts.ts';
