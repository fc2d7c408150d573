import type { Manifest } from '#platform/manifest.ts';

export { dispatch, type EmittedFact } from './dispatch.ts';

export const manifest: Manifest = { name: 'facts', migrations: new URL('migrations/', import.meta.url) };
