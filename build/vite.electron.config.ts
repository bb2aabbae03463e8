import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '..');
const icons = join(import.meta.dirname, 'icons');

/** The icons, and a package.json that makes this folder an application of CommonJS, as Electron starts it. */
function applicationFiles(): Plugin {
  return {
    name: 'application-files',
    generateBundle() {
      const application = { name: 'wardwatch', productName: 'WardWatch', type: 'commonjs', main: 'main.js' };
      this.emitFile({ type: 'asset', fileName: 'package.json', source: JSON.stringify(application) });
      for (const name of readdirSync(icons).filter((file) => file.endsWith('.png')))
        this.emitFile({ type: 'asset', fileName: `icons/${name}`, source: readFileSync(join(icons, name)) });
    },
  };
}

/** The tray application: one file for its main process, one for the preload script, which a sandboxed page can only load whole. */
export default defineConfig({
  root,
  plugins: [applicationFiles()],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node18', // the oldest runtime that it is tried on
    outDir: join(root, 'dist/electron'),
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: { main: join(root, 'electron/main.ts'), dashboard: join(root, 'electron/preload/dashboard.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
