export interface Sample {
  /** Ms since the epoch. */
  readonly at: number;
  readonly value: number;
}

export interface Plot {
  /** A path in a box of `width` by `height`, y downwards. */
  readonly path: string;
  readonly area: string;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Pure. The least of 1, 2 or 5 times a power of ten, in whole numbers, that is not below the greatest value. */
export function niceTop(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, greatest)));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= greatest) ?? greatest;
}

/** Pure. A line through the samples over their own span of time; `isStepped` holds each value until the next one. */
export function plotOf(samples: readonly Sample[], top: number, { width, height }: Box, isStepped: boolean): Plot {
  const from = samples[0]?.at ?? 0;
  const span = Math.max(1, (samples.at(-1)?.at ?? 0) - from);
  const xOf = (at: number): number => round(((at - from) / span) * width);
  const yOf = (value: number): number => round(height - (Math.min(value, top) / Math.max(1, top)) * height);
  const points = samples.map(({ at, value }) => ({ x: xOf(at), y: yOf(value) }));
  const path = points.map(({ x, y }, at) => (at === 0 ? `M${x} ${y}` : isStepped ? `H${x}V${y}` : `L${x} ${y}`)).join('');
  return { path, area: points.length === 0 ? '' : `${path}V${height}H0Z` };
}

const round = (value: number): number => Math.round(value * 10) / 10;
