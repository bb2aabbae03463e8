import { z } from 'zod';
import { parseJson } from '../../base/parse-json.ts';
import { judgePatchStatus } from '../../domain/patch-status.ts';
import { updateState } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';

const pendingSince = z.record(z.string(), z.number()).catch({});

export const patchStatus = defineScanner({
  id: 'patch-status',
  runsOn: ['linux', 'win32'],
  everyMinutes: 360,
  timeoutMs: 180_000,
  facts: updateState,
  collect: ({ host, signal }) => host.readUpdates(signal),
  judge: (state, nowMs, { remembered }) => judgePatchStatus(state, nowMs, pendingSince.parse(parseJson(remembered ?? ''))),
});
