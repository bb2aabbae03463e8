/** A small OSV document of the test's own. */
export const osvDocument = (id: string, fixed = '2.0-1'): object => ({
  schema_version: '1.6.0',
  id,
  modified: '2024-05-01T00:00:00Z',
  affected: [
    { package: { ecosystem: 'Debian:12', name: 'openssl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] },
  ],
});

export const osvText = (id: string, fixed?: string): string => JSON.stringify(osvDocument(id, fixed));
