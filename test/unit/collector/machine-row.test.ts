import { expect, test } from 'vitest';
import { machineRow } from '../../../src/collector/warnings/export/warning-tables.ts';
import type { WarnedMachine } from '../../../src/contracts/warnings.ts';
import { warningWords } from '../../../src/domain/words/warning-words.ts';

const machine: WarnedMachine = {
  machineId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f10',
  hostname: 'MAY-1',
  unitId: '9a0f7c1e-4b52-4d3a-8f1e-2b6c7d8e9f11',
  unitName: 'Khoa A',
  state: 'unknown',
  lastStatus: null,
  needs: [],
  reason: 'inventory-missing',
  heardAt: null,
  isImported: false,
  source: null,
};

test.for([
  [null, 'chưa đối chiếu với cảnh báo này'],
  ['2026-11-24T00:00:00.000Z', 'không đọc được danh mục phần mềm'],
] as const)('judged at %s: why a machine is unknown is "%s"', ([judgedAt, why]) =>
  expect(machineRow({ number: '1/A', judgedAt }, machine, warningWords('vi'))[5]).toContain(why),
);
