import { compareVersions } from '../versions/compare-versions.ts';

export const updateNumber = (kb: string): number => Number(/^KB(\d{1,9})$/.exec(kb)?.[1] ?? 0);

/**
 * Numbers of cumulative updates grow with time, but not strictly: one that comes out of turn has a higher number than the next regular
 * one. Between June 2025 and May 2026 they strayed by up to 2,092 (KB5070883 came before KB5068791). Five times as much is certain.
 */
export const certainDistance = 10_000;

export const isAtMost = (build: string, reached: string): boolean => {
  const order = compareVersions('windows', build, reached);
  return order !== null && order <= 0;
};
