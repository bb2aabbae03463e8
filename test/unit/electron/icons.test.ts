import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Colour, stateColours, trayDrawings } from '../../../build/icons/drawings.ts';
import { drawIcons } from '../../../build/icons/make-icons.ts';
import { paint } from '../../../build/icons/paint.ts';
import { trayStates } from '../../../electron/tray/tray-state.ts';

const folder = join(import.meta.dirname, '../../../build/icons');
const side = 24;

/** Where a drawing covers a pixel, and where it is light: its shape without its colour. */
function silhouette(state: (typeof trayStates)[number]): string[] {
  const rgba = paint(trayDrawings[state], side);
  return Array.from({ length: side * side }, (_, at) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at * 4, at * 4 + 4);
    return alpha < 128 ? '.' : red + green + blue > 700 ? 'o' : '#';
  });
}

function luminance([red, green, blue]: Colour): number {
  const linear = [red, green, blue].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

test('the files are what the script draws', () => {
  const drawn = drawIcons();
  expect(globSync('*.png', { cwd: folder }).toSorted()).toEqual(drawn.map(({ name }) => name).toSorted());
  for (const { name, png } of drawn) expect(pixels(readFileSync(join(folder, name))).equals(pixels(png)), name).toBe(true);
});

/** The image data of a PNG of ours, whatever deflate made of it. */
function pixels(png: Buffer): Buffer {
  const at = png.indexOf('IDAT');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}

test('every state has an icon, and no two of them have nearly the same shape', () => {
  expect(Object.keys(trayDrawings)).toEqual(trayStates);
  const shapes = trayStates.map(silhouette);
  for (const [at, shape] of shapes.entries())
    for (const other of shapes.slice(at + 1)) {
      const differing = shape.filter((pixel, place) => pixel !== other[place]).length;
      expect(differing / (side * side)).toBeGreaterThan(0.12);
    }
});

test.for(Object.entries(stateColours))('%s stands out by 3:1 from a white panel and from a black one', ([, colour]) => {
  expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(3);
  expect((luminance(colour) + 0.05) / 0.05).toBeGreaterThanOrEqual(3);
});
