import { dirname, join } from 'node:path';

interface OwnPlaces {
  readonly dataFolder: string;
  /** The file that Node was started with. */
  readonly entryPoint: string;
  readonly nodePath: string;
}

/**
 * What of the product itself is under file integrity: configuration, program and the Node that runs it. Its unit lies in a folder that is
 * watched anyway, its database has a log of its own. Sources, which a developer changes, are not the program.
 */
export function ownFiles({ dataFolder, entryPoint, nodePath }: OwnPlaces): string[] {
  const program = /\.[cm]?js$/.test(entryPoint) ? [dirname(entryPoint), nodePath] : [];
  return [join(dataFolder, 'wardwatch.toml'), ...program];
}
