import { eventsIn } from '#platform/process/index.ts';

/** The timeline of the things of a spot check. */
export const { recordEvents, eventsOf } = eventsIn('spot-checks');
