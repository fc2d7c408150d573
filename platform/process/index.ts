export { eventsIn, wordEvents } from './events.ts';
export { type Keeping, takeAct, type Taken } from './take-act.ts';
