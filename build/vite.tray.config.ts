import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window of the tray application. No inline scripts or styles: its content security policy forbids them. */
export default defineConfig({
  root: join(import.meta.dirname, '../renderer/tray'),
  plugins: [react()],
  build: {
    target: 'chrome114', // the oldest Chromium that it is tried on
    outDir: join(import.meta.dirname, '../dist/tray'),
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
