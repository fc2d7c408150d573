import { defineConfig } from 'vite';

/** Builds the page for the field, served under /field/. Names stay the same: the service worker knows them and asks for news itself. */
export default defineConfig({
  root: 'apps/field',
  base: '/field/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rollupOptions: {
      input: { app: 'apps/field/index.html', 'service-worker': 'apps/field/service-worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
