import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

/** What befalls the bytes of a connection; `afterBytes` counts both directions from when the fault was set. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Neither end learns that nothing arrives any more. */
  | { readonly kind: 'half-open'; readonly afterBytes: number }
  /** Answers from the collector alone vanish: what it stored, the agent never learns. */
  | { readonly kind: 'deaf'; readonly afterBytes: number }
  | { readonly kind: 'slow'; readonly bytesPerTick: number }
  | { readonly kind: 'refused' };

export interface BadLine {
  readonly port: number;
  leadTo(port: number): void;
  set(fault: Fault): void;
}

const tickMs = 5;

/** A line on loopback between agent and collector that breaks as it is told to. Connections that a fault spoiled end with it. */
export async function badLine(): Promise<BadLine> {
  let fault: Fault = { kind: 'none' };
  let left = 0;
  let target = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (fault.kind === 'refused') return void near.resetAndDestroy();
    const far = connect(target, '127.0.0.1');
    for (const [from, to, isAnswer] of [
      [near, far, false],
      [far, near, true],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => (open.delete(from), to.destroy()));
      from.on('data', (bytes: Buffer) => void carry(bytes, from, to, isAnswer));
    }
  });
  const carry = async (bytes: Buffer, from: Socket, to: Socket, isAnswer: boolean): Promise<void> => {
    if (fault.kind === 'none') return void to.write(bytes);
    if (fault.kind === 'refused') return void from.resetAndDestroy();
    if (fault.kind === 'slow') return drip(bytes, from, to, fault.bytesPerTick);
    const passes = Math.min(bytes.length, left);
    if (fault.kind === 'deaf' && !isAnswer) return void to.write(bytes);
    left -= passes;
    if (passes > 0) to.write(bytes.subarray(0, passes));
    if (passes < bytes.length && fault.kind === 'cut') {
      from.resetAndDestroy();
      to.resetAndDestroy();
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port,
    leadTo: (to) => void (target = to),
    set(next) {
      if (fault.kind !== 'none') for (const socket of open) socket.destroy();
      fault = next;
      left = 'afterBytes' in next ? next.afterBytes : 0;
    },
  };
}

async function drip(bytes: Buffer, from: Socket, to: Socket, bytesPerTick: number): Promise<void> {
  from.pause();
  for (let at = 0; at < bytes.length && !to.destroyed; at += bytesPerTick) {
    to.write(bytes.subarray(at, at + bytesPerTick));
    await new Promise((resolve) => setTimeout(resolve, tickMs));
  }
  from.resume();
}
