import type { Logger } from 'pino';
import { toAppError } from '../base/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { agentBackupMadeAt, backUpAgent, isThere } from '../storage/agent/agent-backup.ts';
import type { AgentStore } from '../storage/agent/agent-store.ts';
import { storeError } from '../storage/store-error.ts';

interface KeepStoreDeps {
  readonly store: AgentStore;
  readonly agentFolder: string;
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly log: Logger;
}

const backupEveryMs = 24 * 3_600_000;

/** With each heartbeat: the database stays within its bound, and a copy of it is at most a day old. Never throws: a full disk ends no agent. */
export function keepStore({ store, agentFolder, maxBytes, clock, log }: KeepStoreDeps): void {
  try {
    const { findings, bytes } = store.trim(maxBytes);
    if (findings > 0) log.info({ findings, bytes }, 'the oldest resolved findings left the database');
    if (bytes > maxBytes) log.warn({ bytes, maxBytes }, 'the database is over its bound: all that is in it is still needed');
    const madeAt = agentBackupMadeAt(agentFolder, isThere);
    if (madeAt === null || Math.abs(clock.now() - madeAt) >= backupEveryMs) backUpAgent(agentFolder);
  } catch (thrown) {
    const { code, message } = toAppError(storeError(thrown, agentFolder));
    log.warn({ code }, message);
  }
}
