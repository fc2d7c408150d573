import type { Manifest } from '#platform/manifest.ts';

export const manifest: Manifest = { name: 'facts', migrations: new URL('migrations/', import.meta.url) };
