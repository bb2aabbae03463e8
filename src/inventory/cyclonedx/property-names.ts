/** Properties of ours in a BOM: what CycloneDX has no field for, so that an inventory comes back as it went. */
export const properties = {
  family: 'wardwatch:system:family',
  edition: 'wardwatch:system:edition',
  build: 'wardwatch:system:build',
  revision: 'wardwatch:system:revision',
  systemArch: 'wardwatch:system:arch',
  /** `unknown` where the list of software, or that of updates, could not be read; `partial` for updates whose list was cut. */
  software: 'wardwatch:software',
  updates: 'wardwatch:updates',
  update: 'wardwatch:update',
  manager: 'wardwatch:manager',
  arch: 'wardwatch:arch',
  sourceName: 'wardwatch:source:name',
  sourceVersion: 'wardwatch:source:version',
  channel: 'wardwatch:channel',
} as const;
