import { forSubscribers, type ReleaseSupport } from './release-support.ts';

// By major version: within one, a newer minor takes the place of the one before.
const read = { readIn: 'endoflife.date', readOn: '2026-11-24' } as const;
const sources = {
  'Red Hat Enterprise Linux': 'Red Hat, "Red Hat Enterprise Linux Life Cycle"',
  'Rocky Linux': 'Rocky Linux, "Release and Version Guide"',
  AlmaLinux: 'AlmaLinux, "Release Notes"',
  CentOS: 'CentOS, "About/Product"',
} as const;

const release = (product: keyof typeof sources, version: string, endsOn: string, elsEndsOn: string | null = null): ReleaseSupport => ({
  product,
  version,
  editions: 'any',
  endsOn,
  // Extended Life Cycle Support is an add-on to a subscription.
  extended: forSubscribers(elsEndsOn),
  source: sources[product],
  ...read,
});

export const enterpriseLinuxSupport: readonly ReleaseSupport[] = [
  release('Red Hat Enterprise Linux', '6', '2020-11-30', '2024-06-30'),
  release('Red Hat Enterprise Linux', '7', '2024-06-30', '2028-06-30'),
  release('Red Hat Enterprise Linux', '8', '2029-05-31', '2032-05-31'),
  release('Red Hat Enterprise Linux', '9', '2032-05-31', '2035-05-31'),
  release('Rocky Linux', '8', '2029-05-31'),
  release('Rocky Linux', '9', '2032-05-31'),
  release('AlmaLinux', '8', '2029-03-01'),
  release('AlmaLinux', '9', '2032-05-31'),
  release('AlmaLinux', '10', '2035-05-31'),
  release('CentOS', '5', '2017-03-31'),
  release('CentOS', '6', '2020-11-30'),
  release('CentOS', '7', '2024-06-30'),
  release('CentOS', '8', '2021-12-31'),
];
