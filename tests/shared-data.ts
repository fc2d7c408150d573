import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The real published data beside the repository; never part of it. Tests that read it skip where it is absent. */
const root = fileURLToPath(new URL('../../shared/', import.meta.url));

/** Path of a file of the shared data, for example `data/published/refusals.csv`. */
export const sharedPath = (path: string): string => root + path;

/** False where the shared data is absent: use with `describe.skipIf(!sharedDataPresent)`. */
export const sharedDataPresent = existsSync(sharedPath('data/README.md'));

/** Says why tests are skipped; part of the name of the skipped group. */
export const sharedDataNote = sharedDataPresent ? 'real data' : 'real data (skipped: ../shared is absent)';
