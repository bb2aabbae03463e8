import { z } from 'zod';
import type { Unreadable } from '../../domain/coverage.ts';
import { unreadable } from '../fact-shapes.ts';
import { defineScanner } from '../scanner.ts';
import { allJobs, type BitsJob, bitsThings } from './bits-jobs.ts';
import type { CimInstance } from './cim-instance.ts';
import { queueFiles, readQueue } from './read-queue.ts';
import { readRepository, repositoryFolder } from './read-repository.ts';
import { allSubscriptions, subscriptionThings } from './subscription-things.ts';

const cimInstance: z.ZodType<CimInstance> = z.strictObject({ className: z.string(), texts: z.array(z.string()) });
const bitsJob: z.ZodType<BitsJob> = z.strictObject({ id: z.string(), name: z.string(), command: z.string(), arguments: z.string() });

/** What Windows does on its own without a task or a service: WMI subscriptions (T1546.003), jobs of its downloads (T1197). */
export const windowsSubscriptions = defineScanner({
  id: 'windows-subscriptions',
  runsOn: ['win32'],
  everyMinutes: 30,
  timeoutMs: 120_000,
  watches: [
    { kind: 'wmi-subscription', places: [repositoryFolder] },
    { kind: 'bits-job', places: queueFiles },
  ],
  facts: z.strictObject({ instances: z.array(cimInstance), jobs: z.array(bitsJob), unreadable: z.array(unreadable) }),
  collect: async ({ host, signal }) => {
    const hidden: Unreadable[] = [];
    // The place, for people, and what its things are called by.
    const hide = (place: string, things: string, reason: string): void => {
      hidden.push({ subject: place, reason }, { subject: things, reason });
    };
    const repository = await readRepository(host.files, signal);
    // Every Windows has one: without it nobody can say what WMI waits for.
    if (repository.status !== 'read')
      hide(repositoryFolder, allSubscriptions, repository.status === 'absent' ? 'ABSENT' : repository.reason);
    const jobs: BitsJob[] = [];
    for (const path of queueFiles) {
      const queue = await readQueue(host.files, path, signal);
      if (queue.status === 'read') jobs.push(...queue.value);
      else if (queue.status === 'unreadable') hide(path, allJobs, queue.reason);
    }
    return { instances: repository.status === 'read' ? [...repository.value] : [], jobs, unreadable: hidden };
  },
  judge: ({ instances, jobs, unreadable: hidden }) => ({
    things: [...subscriptionThings(instances), ...bitsThings(jobs)],
    unreadable: hidden,
  }),
});
