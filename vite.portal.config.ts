import { defineConfig } from 'vite';

/** Builds the one script of the portal, which checks the proof of a draw. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'apps/portal/dist',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'apps/portal/draws/check.ts', formats: ['iife'], name: 'drawCheck', fileName: () => 'draw-check.js' },
  },
});
