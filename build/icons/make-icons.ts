import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appDrawing, type Drawing, trayDrawings } from './drawings.ts';
import { encodePng } from './encode-png.ts';
import { paint } from './paint.ts';

// Draws every icon anew: `node build/icons/make-icons.ts`. A test holds the files against what this draws.

export interface IconFile {
  readonly name: string;
  readonly png: Buffer;
}

const traySide = 24;
const scales = [
  { suffix: '', factor: 1 },
  { suffix: '@1.5x', factor: 1.5 },
  { suffix: '@2x', factor: 2 },
];

/** Every icon file of the application, by its name in this folder. */
export function drawIcons(): IconFile[] {
  const tray = Object.entries<Drawing>(trayDrawings).flatMap(([state, drawing]) =>
    scales.map(({ suffix, factor }) => icon(`tray-${state}${suffix}.png`, drawing, traySide * factor)),
  );
  return [...tray, icon('app.png', appDrawing, 256)];
}

const icon = (name: string, drawing: Drawing, side: number): IconFile => ({ name, png: encodePng(paint(drawing, side), side) });

if (import.meta.main) for (const { name, png } of drawIcons()) writeFileSync(join(import.meta.dirname, name), png);
