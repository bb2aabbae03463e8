import { AppError } from '../base/app-error.ts';
import type { Endpoint } from '../contracts/http-api.ts';
import type { CollectorStore } from '../storage/collector/collector-store.ts';

const pageSize = 500;

/** Every endpoint, the retired ones too, in the order of enrolment. */
export async function* allEndpoints({ endpoints }: Pick<CollectorStore, 'endpoints'>, silentBefore: number): AsyncGenerator<Endpoint> {
  let cursor: string | undefined;
  do {
    const page = await endpoints.page({ cursor, limit: pageSize, silentBefore });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The one endpoint whose id begins so. Throws ENDPOINT_UNKNOWN where there is none, USAGE where there are more. */
export async function endpointNamed(store: Pick<CollectorStore, 'endpoints'>, idPrefix: string): Promise<Endpoint> {
  const found: Endpoint[] = [];
  for await (const one of allEndpoints(store, 0)) if (one.endpointId.startsWith(idPrefix)) found.push(one);
  const [endpoint] = found;
  if (endpoint === undefined)
    throw new AppError(
      'ENDPOINT_UNKNOWN',
      `No endpoint has an id that begins with "${idPrefix}". List them with "wardwatch collector endpoint list".`,
    );
  if (found.length > 1)
    throw new AppError('USAGE', `${found.length} endpoints have an id that begins with "${idPrefix}". Give more of it.`);
  return endpoint;
}
