import type { Drawing } from './drawings.ts';

const samples = 5;

/** RGBA of `side` by `side` pixels, each the mean of 25 places within it. */
export function paint(drawing: Drawing, side: number): Uint8Array {
  const rgba = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y += 1) for (let x = 0; x < side; x += 1) rgba.set(pixel(drawing, x, y, side), (y * side + x) * 4);
  return rgba;
}

function pixel(drawing: Drawing, x: number, y: number, side: number): number[] {
  let [red, green, blue, covered] = [0, 0, 0, 0];
  for (let at = 0; at < samples ** 2; at += 1) {
    const px = (x + ((at % samples) + 0.5) / samples) / side;
    const py = (y + (Math.floor(at / samples) + 0.5) / samples) / side;
    const layer = drawing.findLast(({ shape }) => shape(px, py));
    if (!layer) continue;
    red += layer.colour[0];
    green += layer.colour[1];
    blue += layer.colour[2];
    covered += 1;
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [red / covered, green / covered, blue / covered, (255 * covered) / samples ** 2].map(Math.round);
}
