import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * The command line with agent and collector, for Node 24; packages stay in node_modules, commands load when they are called. Of zod, of
 * which every command needs a part, that part is built in: as a package it takes 7 MB and half of the time to start.
 */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  ssr: { noExternal: ['zod'] },
  build: {
    ssr: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: {
        wardwatch: join(import.meta.dirname, '../src/cli/main.ts'),
        // Threads of a scan start from a file of their own.
        'walk-worker': join(import.meta.dirname, '../src/platform/file-walk/walk-worker.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
