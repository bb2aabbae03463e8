import { curve, disc, either, type Point, regular, rounded, type Shape, stroke, without } from './shapes.ts';

export type Colour = readonly [red: number, green: number, blue: number];
/** Painted one over the other. */
export type Drawing = readonly { readonly shape: Shape; readonly colour: Colour }[];

const white: Colour = [255, 255, 255];
/** Of middle lightness: each stands out by 3:1 at least from a white panel and from a black one. */
export const stateColours = {
  good: [26, 132, 71],
  attention: [178, 104, 0],
  critical: [214, 40, 57],
  unreachable: [126, 132, 138],
  paused: [52, 112, 186],
} as const satisfies Record<string, Colour>;
const brand: Colour = [11, 101, 112];

const top: Point = [0.5, 0.1];
const shieldPoints: readonly Point[] = [
  top,
  [0.85, 0.22],
  ...curve([0.85, 0.5], [0.85, 0.7], [0.68, 0.83], [0.5, 0.9]),
  ...curve([0.5, 0.9], [0.32, 0.83], [0.15, 0.7], [0.15, 0.5]),
  [0.15, 0.5],
  [0.15, 0.22],
];
const shield = rounded(shieldPoints, 0.06);
const shieldHole = rounded(
  shieldPoints.map(([x, y]) => [0.5 + (x - 0.5) * 0.72, 0.49 + (y - 0.49) * 0.74]),
  0.02,
);
const slash: readonly Point[] = [
  [0.12, 0.1],
  [0.88, 0.9],
];
const triangle = rounded(
  [
    [0.5, 0.13],
    [0.9, 0.85],
    [0.1, 0.85],
  ],
  0.09,
);
const octagon = rounded(regular(8, 0.46, Math.PI / 8), 0.04);
const check = stroke(
  [
    [0.31, 0.5],
    [0.45, 0.64],
    [0.7, 0.36],
  ],
  0.11,
);
const exclamation = either(
  stroke(
    [
      [0.5, 0.4],
      [0.5, 0.6],
    ],
    0.12,
  ),
  disc([0.5, 0.78], 0.07),
);
const cross = either(
  stroke(
    [
      [0.34, 0.34],
      [0.66, 0.66],
    ],
    0.13,
  ),
  stroke(
    [
      [0.66, 0.34],
      [0.34, 0.66],
    ],
    0.13,
  ),
);
const pulse = stroke(
  [
    [0.23, 0.52],
    [0.36, 0.52],
    [0.44, 0.33],
    [0.56, 0.67],
    [0.64, 0.52],
    [0.77, 0.52],
  ],
  0.075,
);

const pauseBars = either(
  stroke(
    [
      [0.385, 0.34],
      [0.385, 0.66],
    ],
    0.13,
  ),
  stroke(
    [
      [0.615, 0.34],
      [0.615, 0.66],
    ],
    0.13,
  ),
);

/** A shield with a check, a triangle, an octagon, a hollow shield struck through, a disc with two bars: told apart without any colour. */
export const trayDrawings = {
  good: [
    { shape: shield, colour: stateColours.good },
    { shape: check, colour: white },
  ],
  attention: [
    { shape: triangle, colour: stateColours.attention },
    { shape: exclamation, colour: white },
  ],
  critical: [
    { shape: octagon, colour: stateColours.critical },
    { shape: cross, colour: white },
  ],
  unreachable: [
    { shape: without(without(shield, shieldHole), stroke(slash, 0.24)), colour: stateColours.unreachable },
    { shape: stroke(slash, 0.1), colour: stateColours.unreachable },
  ],
  paused: [
    { shape: disc([0.5, 0.5], 0.42), colour: stateColours.paused },
    { shape: pauseBars, colour: white },
  ],
} as const satisfies Record<keyof typeof stateColours, Drawing>;

/** The mark of the product, for windows and packages. */
export const appDrawing: Drawing = [
  { shape: shield, colour: brand },
  { shape: pulse, colour: white },
];
