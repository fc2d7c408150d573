import { platformManifests } from '#platform/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { registers } from '#registers/index.ts';
import { regimes } from '#regimes/index.ts';

/** Every room of the program, in the order of their reactions. */
export const rooms: readonly Manifest[] = [...platformManifests, ...registers, ...regimes];
