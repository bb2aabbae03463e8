import { readdirSync, readFileSync } from 'node:fs';

/** What a group of processes uses: resident memory of its leader now, processor time of all since each began. */
export interface ProcessSample {
  readonly rssBytes: number;
  readonly cpuMs: number;
}

const ticksPerSecond = 100; // USER_HZ, the same on every Linux that Node runs on (time(7))
const pageBytes = 4096;

/**
 * The group `leader`, its ended children included; zero for a group that has ended. Memory is the leader's alone: the system's own
 * tools that it calls map files which all processes share. Source: proc_pid_stat(5).
 */
export function sampleProcessGroup(leader: number): ProcessSample {
  let rssBytes = 0;
  let cpuTicks = 0;
  for (const pid of allPids()) {
    const fields = statFields(pid);
    if (!fields || Number(fields[2]) !== leader) continue;
    // After pid and comm: [0] state, [2] pgrp, [11..14] utime stime cutime cstime, [21] rss in pages.
    if (Number(pid) === leader) rssBytes = Number(fields[21]) * pageBytes;
    cpuTicks += fields.slice(11, 15).reduce((total, ticks) => total + Number(ticks), 0);
  }
  return { rssBytes, cpuMs: (cpuTicks * 1000) / ticksPerSecond };
}

function allPids(): string[] {
  return process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
}

function statFields(pid: string): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null; // ended meanwhile
  }
}
