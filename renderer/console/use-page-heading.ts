import { type RefObject, useEffect, useRef } from 'react';

let pagesShown = 0;

/** Names the page to the browser and, once there is something to read, takes the focus to its heading, as loading a page would; the first page leaves the focus alone. */
export function usePageHeading(title: string, isReady: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · WardWatch`;
  }, [title]);
  useEffect(() => {
    if (!isReady) return;
    if (pagesShown > 0) heading.current?.focus();
    pagesShown += 1;
  }, [isReady]);
  return heading;
}
