import { dirname, join } from 'node:path';

interface OwnPlaces {
  readonly dataFolder: string;
  /** The file that Node was started with. */
  readonly entryPoint: string;
  readonly nodePath: string;
}

/**
 * What of the product itself is under file integrity: configuration, identity, program and the Node that runs it. Its unit lies in a folder
 * that is watched anyway. Its database changes with each scan, so that a digest would tell nothing: it has a log of its own, an agent refuses
 * to start without it, and a machine without an agent falls silent. Sources, which a developer changes, are not the program.
 */
export function ownFiles({ dataFolder, entryPoint, nodePath }: OwnPlaces): string[] {
  const program = /\.[cm]?js$/.test(entryPoint) ? [dirname(entryPoint), nodePath] : [];
  return [join(dataFolder, 'wardwatch.toml'), join(dataFolder, 'agent', 'enrolment.json'), ...program];
}
