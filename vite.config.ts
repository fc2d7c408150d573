import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the office, a single-page application served under /office/. */
export default defineConfig({
  root: 'apps/office',
  base: '/office/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:8200' } },
});
