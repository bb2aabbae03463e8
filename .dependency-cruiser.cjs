const { builtinModules } = require('node:module');

// Who may import whom. Each layer names the others it may use; everything else is a violation.
const mayUse = {
  base: [],
  domain: ['base'],
  contracts: ['base', 'domain'],
  platform: ['base', 'domain'],
  scanners: ['base', 'domain'],
  storage: ['base', 'domain', 'contracts'],
  inventory: ['base', 'domain', 'contracts'],
  advisories: ['base', 'domain', 'contracts'],
  agent: ['base', 'domain', 'contracts', 'platform', 'scanners', 'storage', 'inventory', 'advisories'],
  collector: ['base', 'domain', 'contracts', 'storage', 'inventory', 'advisories'],
};
const layers = Object.entries(mayUse).map(([layer, allowed]) => ({
  name: `${layer}-uses-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^(src|electron|renderer)/',
    pathNot: `^src/(${[layer, ...allowed].join('|')})/${layer === 'scanners' ? '|^src/platform/host\\.ts$' : ''}`,
  },
}));
const systems = ['linux', 'windows', 'darwin'].map((system) => ({
  name: `${system}-stays-apart`,
  severity: 'error',
  from: { path: `^src/platform/${system}/` },
  to: { path: '^src/platform/(linux|windows|darwin)/', pathNot: `^src/platform/${system}/` },
}));
// Packages can read files and open sockets as well as Node can: the pure layers and the pages name the few that they may use.
const mayInstall = {
  base: [],
  domain: [],
  contracts: ['zod'],
  renderer: ['react', 'react-dom', 'react-aria-components', 'uplot', 'zod'],
};
const packages = Object.entries(mayInstall).map(([layer, allowed]) => ({
  name: `${layer}-installs-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: layer === 'renderer' ? '^renderer/' : `^src/${layer}/` },
  to: { path: 'node_modules/', ...(allowed.length > 0 && { pathNot: `node_modules/(@types/)?(${allowed.join('|')})/` }) },
}));
module.exports = {
  forbidden: [
    ...layers,
    ...systems,
    ...packages,
    { name: 'src-uses-no-front-end', severity: 'error', from: { path: '^src/' }, to: { path: '^(electron|renderer)/' } },
    { name: 'electron-uses-src', severity: 'error', from: { path: '^electron/' }, to: { path: '^renderer/' } },
    {
      name: 'renderer-uses-words-and-contracts',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(src|electron)/', pathNot: '^src/(base|domain|contracts)/' },
    },
    {
      name: 'renderer-reaches-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: `^(node:)?(${builtinModules.join('|')})$`, reachable: true },
    },
    { name: 'base-does-no-io', severity: 'error', from: { path: '^src/base/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    { name: 'contracts-do-no-io', severity: 'error', from: { path: '^src/contracts/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'only-platform-starts-processes',
      severity: 'error',
      from: { path: '^(src|electron|renderer)/', pathNot: '^src/platform/' },
      to: { path: '^(node:)?(child_process|worker_threads)$' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'] },
  },
};
