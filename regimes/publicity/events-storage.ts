import { eventsIn } from '#platform/process/index.ts';

/** The timeline of this room's things. */
export const { recordEvents, eventsOf } = eventsIn('publicity');
