import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whatLeavesDocument } from '../../build/what-leaves.ts';

test('docs/what-leaves-a-workstation.md is what the schema of the summary says', () =>
  expect(readFileSync('docs/what-leaves-a-workstation.md', 'utf8')).toBe(whatLeavesDocument()));
