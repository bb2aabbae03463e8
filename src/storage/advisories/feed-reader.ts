import { AppError } from '../../base/app-error.ts';
import type { FeedHeader, FeedItem } from '../../contracts/feed.ts';
import type { DocumentFormat } from '../../domain/advisories/advisory.ts';
import type { DocumentStore } from './document-store.ts';
import type { Settings } from './settings.ts';

/** Which feed an endpoint has, and up to where; null before the first. */
export interface FeedPosition {
  readonly feedId: string;
  readonly version: number;
}

export interface FeedReader {
  position(): FeedPosition | null;
  /**
   * Takes a bundle over, all of it or nothing. Versions never go back; a bundle that begins after what is here is refused, since something
   * would be missing between: both throw FEED_OUTDATED. `unchanged` for what is here already.
   */
  apply(header: FeedHeader, items: Iterable<FeedItem>): 'applied' | 'unchanged';
}

const prefix = 'feed:';

export function createFeedReader(documents: DocumentStore, settings: Settings): FeedReader {
  const position = (): FeedPosition | null => {
    const feedId = settings.get('appliedFeedId');
    return feedId === null ? null : { feedId, version: Number(settings.get('appliedFeedVersion') ?? '0') };
  };
  return {
    position,
    apply(header, items) {
      const here = position();
      const isSame = here?.feedId === header.feedId;
      const version = isSame ? here.version : 0;
      if (isSame && header.toVersion < version)
        throw new AppError(
          'FEED_OUTDATED',
          `This bundle (version ${header.toVersion}, made ${header.createdAt}) is older than what this machine has (version ${version}). Nothing was changed; fetch a newer one from the collector.`,
        );
      // Of another feed, such as that of a USB stick, the time tells; both are by the collector's clock.
      const newest = settings.get('appliedAt');
      if (!isSame && newest !== null && header.createdAt < newest)
        throw new AppError(
          'FEED_OUTDATED',
          `This bundle was made ${header.createdAt}, and this machine has one of ${newest}. Nothing was changed; fetch a newer one from the collector.`,
        );
      if (header.fromVersion > version)
        throw new AppError(
          'FEED_OUTDATED',
          `This bundle holds changes since version ${header.fromVersion}, and this machine has ${version === 0 ? 'nothing of that feed' : `version ${version}`}. Nothing was changed; fetch a whole bundle from the collector.`,
        );
      return documents.together(() => {
        if (!isSame) documents.dropBelow(prefix);
        const before = new Set(header.fromVersion === 0 ? documents.sourcesBelow(prefix) : []);
        for (const { id, digest, records } of items) {
          const source = `${prefix}${id}`;
          before.delete(source);
          if (digest === undefined || records === undefined) documents.drop(source);
          else documents.put({ source, format: formatOf(records), digest, readAt: header.createdAt }, records);
        }
        for (const source of before) documents.drop(source);
        settings.set('appliedFeedId', header.feedId);
        settings.set('appliedFeedVersion', String(header.toVersion));
        settings.set('appliedAt', header.createdAt);
        return isSame && header.toVersion === version ? 'unchanged' : 'applied';
      });
    },
  };
}

function formatOf([first]: NonNullable<FeedItem['records']>): DocumentFormat {
  return first?.kind === 'advisory' ? first.advisory.format : 'feed';
}
