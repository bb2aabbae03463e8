import { expect, test } from 'vitest';
import { hotfixOf, updateList } from '../../../../src/inventory/windows-capture/hotfix.ts';

test.for<[string, string]>([
  ['KB5001716', 'KB5001716'],
  [' kb5001716 ', 'KB5001716'],
  ['KB971033', 'KB971033'],
  ['KB893803v2', 'KB893803'],
  ['KB893803v2 - Update', 'KB893803'],
  ['KB2536276-v2 - Update', 'KB2536276'],
  ['KB2803821-v2_WM9', 'KB2803821'],
  ['KB925398_WMP64', 'KB925398'],
  ['KB2742604 - QFE', 'KB2742604'],
  ['File 1', 'other'],
  ['Q147222', 'other'],
  ['S867460', 'other'],
  ['940157 - Software Update', 'other'],
  ['IDNMitigationAPIs - Update', 'other'],
  ['{8EFC5F5C-0DC5-4BC4-B0A4-0123456789AB}', 'other'],
  ['KB', 'cut'],
  ['K', 'cut'],
  ['', 'cut'],
  ['…', 'cut'],
  ['...', 'cut'],
  ['KB2862', 'cut'],
  ['KB50017…', 'cut'],
  ['KB500171…', 'cut'],
  ['KB500171...', 'cut'],
  ['KB5001716…', 'cut'],
  ['KB50017160', 'cut'],
  ['KB500171à', 'cut'],
  ['Intel64 Family 6', 'none'],
  ['192.0.2.1', 'none'],
  ['Ethernet KB5001716', 'none'],
])('%s: %s', ([entry, expected]) => {
  const hotfix = hotfixOf(entry);
  expect(hotfix.kind === 'update' ? hotfix.kb : hotfix.kind).toBe(expected);
});

test.for<[string[], boolean, string[], boolean]>([
  [['KB5001716', 'KB971033'], false, ['KB5001716', 'KB971033'], true],
  [['KB5001716', 'KB971033'], true, ['KB5001716'], false],
  [['KB971033', 'KB5001716'], true, ['KB5001716', 'KB971033'], true],
  [['KB5001716', 'KB971033 - Update'], true, ['KB5001716', 'KB971033'], true],
  [['KB5001716', 'KB2862'], false, ['KB5001716'], false],
  [['KB5001716', 'KB5001716'], false, ['KB5001716'], true],
])('%j, cut at the end %s: %j', ([entries, isCut, updates, isComplete]) =>
  expect(updateList(entries.map(hotfixOf), isCut)).toEqual({ updates, isComplete }),
);
