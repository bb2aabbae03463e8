/** A place in the unit square, y downwards. */
export type Point = readonly [x: number, y: number];
/** Whether a shape covers a place. */
export type Shape = (x: number, y: number) => boolean;

/** A polygon whose corners are rounded by `radius`; the points are those of the inner polygon. */
export function rounded(points: readonly Point[], radius: number): Shape {
  const edges = edgesOf(points);
  return (x, y) => isInside(edges, x, y) || edges.some(([a, b]) => distance(x, y, a, b) <= radius);
}

/** A line with round ends through these points. */
export function stroke(points: readonly Point[], width: number): Shape {
  const parts = edgesOf(points).slice(0, -1);
  return (x, y) => parts.some(([a, b]) => distance(x, y, a, b) <= width / 2);
}

export const disc = (centre: Point, radius: number): Shape => stroke([centre, centre], radius * 2);
export const either =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((covers) => covers(x, y));
export const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    shape(x, y) && !hole(x, y);

/** The points of a regular polygon, the first one above its centre turned by `turn` radians. */
export function regular(corners: number, radius: number, turn: number, [cx, cy]: Point = [0.5, 0.5]): Point[] {
  return Array.from({ length: corners }, (_, at) => {
    const angle = (2 * Math.PI * at) / corners + turn;
    return [cx + radius * Math.sin(angle), cy - radius * Math.cos(angle)];
  });
}

/** Points of a cubic Bézier curve, its end left out. */
export function curve(from: Point, control1: Point, control2: Point, to: Point, steps = 12): Point[] {
  const at = (t: number, axis: 0 | 1): number =>
    (1 - t) ** 3 * from[axis] + 3 * (1 - t) ** 2 * t * control1[axis] + 3 * (1 - t) * t ** 2 * control2[axis] + t ** 3 * to[axis];
  return Array.from({ length: steps }, (_, step) => [at(step / steps, 0), at(step / steps, 1)]);
}

type Edge = readonly [Point, Point];

function edgesOf(points: readonly Point[]): Edge[] {
  return points.map((point, at) => [point, points[(at + 1) % points.length] ?? point] as const);
}

function isInside(edges: readonly Edge[], x: number, y: number): boolean {
  let isOdd = false;
  for (const [[ax, ay], [bx, by]] of edges) if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isOdd = !isOdd;
  return isOdd;
}

function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - (ax + along * (bx - ax)), y - (ay + along * (by - ay)));
}
