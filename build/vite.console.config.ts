import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web console that the collector serves. No inline scripts or styles: its content security policy forbids them. */
export default defineConfig({
  root: join(import.meta.dirname, '../renderer/console'),
  plugins: [react()],
  build: { target: 'es2022', sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
