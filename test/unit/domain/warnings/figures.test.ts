import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exposureStatuses } from '../../../../src/domain/advisories/exposure.ts';
import { figuresOf, machineStates, noMachines, stateOfMachine, sumOfFigures } from '../../../../src/domain/warnings/figures.ts';

const here = { isSilent: false, wasConcerned: false };
test.for([
  { name: 'fixed', standing: { ...here, status: 'fixed' }, state: 'remediated' },
  { name: 'affected', standing: { ...here, status: 'affected' }, state: 'missing' },
  { name: 'no fix to come', standing: { ...here, status: 'end-of-life' }, state: 'end-of-life' },
  { name: 'never concerned', standing: { ...here, status: 'not-affected' }, state: 'not-affected' },
  { name: 'the product was removed', standing: { ...here, status: 'not-affected', wasConcerned: true }, state: 'remediated' },
  { name: 'the product came back', standing: { ...here, status: 'affected', wasConcerned: true }, state: 'missing' },
  { name: 'not judged', standing: { ...here, status: null }, state: 'unknown' },
  { name: 'silent since it was fixed', standing: { isSilent: true, wasConcerned: true, status: 'fixed' }, state: 'silent' },
  {
    name: 'silent and not affected when last heard of',
    standing: { isSilent: true, wasConcerned: false, status: 'not-affected' },
    state: 'silent',
  },
] as const)('$name: $state', ({ standing, state }) => expect(stateOfMachine(standing)).toBe(state));

const machine = fc.record({
  isSilent: fc.boolean(),
  status: fc.option(fc.constantFrom(...exposureStatuses)),
  wasConcerned: fc.boolean(),
  isImported: fc.boolean(),
});
const figuresFrom = (
  machines: readonly { isSilent: boolean; status: (typeof exposureStatuses)[number] | null; wasConcerned: boolean; isImported: boolean }[],
) => {
  const counts = { ...noMachines };
  for (const one of machines) counts[stateOfMachine(one)] += 1;
  return figuresOf(counts, machines.filter(({ isImported }) => isImported).length);
};

test('counts add up to all machines, and no silent or unknown machine is remediated', () =>
  fc.assert(
    fc.property(fc.array(machine), (machines) => {
      const { counts, remediated, total, imported } = figuresFrom(machines);
      expect(machineStates.reduce((sum, state) => sum + counts[state], 0)).toBe(machines.length);
      expect(total).toBe(machines.length - counts['not-affected']);
      expect(remediated).toBeLessThanOrEqual(
        machines.filter(({ isSilent, status }) => !isSilent && (status === 'fixed' || status === 'not-affected')).length,
      );
      expect(counts.silent).toBe(machines.filter(({ isSilent }) => isSilent).length);
      expect(imported).toBeLessThanOrEqual(machines.length);
    }),
  ));

test('falling silent never raises what is remediated, and never lowers what is open', () =>
  fc.assert(
    fc.property(fc.array(machine, { minLength: 1 }), fc.nat(), (machines, which) => {
      const before = figuresFrom(machines);
      const after = figuresFrom(machines.map((one, at) => (at === which % machines.length ? { ...one, isSilent: true } : one)));
      expect(after.remediated).toBeLessThanOrEqual(before.remediated);
      expect(after.total - after.remediated).toBeGreaterThanOrEqual(before.total - before.remediated);
    }),
  ));

test('figures of parts add up to those of the whole', () =>
  fc.assert(
    fc.property(fc.array(fc.array(machine), { maxLength: 5 }), (units) => {
      expect(sumOfFigures(units.map(figuresFrom))).toEqual(figuresFrom(units.flat()));
    }),
  ));
