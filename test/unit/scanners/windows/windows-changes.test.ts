import { expect, test } from 'vitest';
import { changesBetween, findingOfChange } from '../../../../src/domain/change.ts';
import { foldName } from '../../../../src/domain/registry-key.ts';
import { windowsChanges } from '../../../support/windows/changes/all-changes.ts';
import { windowsMachine } from '../../../support/windows/windows-machine.ts';

test.for(windowsChanges)('$name is told once, as $technique', async ({ scanner, technique, told, before, reg, files }) => {
  const machine = windowsMachine();
  machine.registry.import(before ?? '');
  const baseline = (await machine.scan(scanner)).things ?? [];
  machine.registry.import(reg ?? '');
  for (const [path, text] of Object.entries(files ?? {})) machine.write(path, text);
  const changes = changesBetween(baseline, (await machine.scan(scanner)).things ?? []);
  expect(changes.map((change) => [foldName(change.key), findingOfChange(scanner, change).technique])).toEqual([
    [foldName(told), technique],
  ]);
});
