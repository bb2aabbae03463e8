import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { addressGroup } from './address-group.ts';
import { createFairQueue } from './fair-queue.ts';

/** Before TLS a connection takes a few KB, with it over 50: all that have a place, and all that wait, fit into the collector's 200 MB. */
const limits = { mostPlaces: 768, mostOfGroup: 512, mostUnproven: 512, mostWaiting: 3000, mostProven: 50_000 } as const;

/** At once, so that each is over soon also where a whole department comes back: what takes longer than it may is not honest. */
const mostHandshakes = { ofAll: 192, ofUnproven: 160 } as const;

/** How long a connection may hold a place that another one waits for, by what it is about. */
const patienceMs = { handshake: 10_000, head: 10_000, body: 15_000, idle: 1000, answer: 120_000 } as const;
const longestWaitMs = 30_000;
const sweepEveryMs = 250;

interface Waiting {
  readonly socket: Socket;
  readonly group: string;
  readonly since: number;
}

interface Held {
  readonly socket: Socket;
  readonly group: string;
  phase: keyof typeof patienceMs;
  since: number;
  request: IncomingMessage | null;
}

/**
 * Stands before TLS: a bounded number of connections at once, shared fairly between addresses, the others wait as bare sockets. Addresses
 * from which somebody was recognised have places that others cannot take.
 */
export interface ConnectionGate {
  guard(server: Server): void;
  /** Somebody at this address was recognised: an endpoint by its signature, a person or a program by what they know. */
  prove(address: string): void;
  close(): void;
}

export function createConnectionGate(now: () => number = () => performance.now()): ConnectionGate {
  const queue = createFairQueue<Waiting>(limits);
  const held = new Map<string, Held>();
  const waiting = new Set<Waiting>();
  const admitTo = new WeakMap<Socket, (socket: Socket) => void>();
  let handshakes = 0;
  let isClosed = false;

  const arrive = (socket: Socket): void => {
    if (isClosed || socket.remoteAddress === undefined) return void socket.destroy();
    socket.on('error', () => undefined);
    const one = { socket, group: addressGroup(socket.remoteAddress), since: now() };
    waiting.add(one);
    const dropped = queue.arrive(one.group, one);
    if (dropped) turnAway(dropped);
    pump();
  };
  const turnAway = (one: Waiting): void => {
    waiting.delete(one);
    one.socket.destroy();
  };
  const pump = (): void => {
    while (handshakes < mostHandshakes.ofAll) {
      const turn = queue.next(handshakes < mostHandshakes.ofUnproven ? 'all' : 'proven');
      if (!turn) return;
      waiting.delete(turn.item);
      admit(turn.item);
    }
  };
  const admit = ({ socket, group }: Waiting): void => {
    const key = keyOf(socket);
    handshakes += 1;
    held.set(key, { socket, group, phase: 'handshake', since: now(), request: null });
    socket.once('close', () => {
      if (held.get(key)?.phase === 'handshake') handshakes -= 1;
      if (!held.delete(key)) return;
      queue.release(group);
      pump();
    });
    if (socket.destroyed) socket.emit('close', false);
    else admitTo.get(socket)?.(socket);
  };
  const enter = (socket: Socket, phase: Held['phase'], request: IncomingMessage | null = null): void => {
    const one = held.get(keyOf(socket));
    if (!one) return;
    if (one.phase === 'handshake') handshakes -= 1;
    Object.assign(one, { phase, since: now(), request });
    pump();
  };
  const sweep = (): void => {
    for (const one of waiting)
      if (now() - one.since > longestWaitMs) {
        queue.leave(one.group, one);
        turnAway(one);
      }
    if (queue.waiting() === 0) return;
    for (const { socket, group, phase, since, request } of held.values()) {
      const patience = phase === 'body' && request?.complete === true ? patienceMs.answer : patienceMs[phase];
      if (now() - since > patience && (phase === 'handshake' || queue.isWanted(group))) socket.destroy();
    }
  };
  const sweeping = setInterval(sweep, sweepEveryMs);
  sweeping.unref();

  return {
    guard(server) {
      // What Node itself does with a connection: begin TLS. Here it does so when the connection has a place.
      const beginTls = server.listeners('connection');
      server.removeAllListeners('connection');
      server.on('connection', (socket: Socket) => {
        admitTo.set(socket, (admitted) => {
          for (const listener of beginTls) Reflect.apply(listener, server, [admitted]);
        });
        arrive(socket);
      });
      server.on('secureConnection', (socket: TLSSocket) => enter(socket, 'head'));
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        const { socket } = request;
        enter(socket, 'body', request);
        response.once('close', () => enter(socket, 'idle'));
      });
    },
    prove: (address) => queue.prove(addressGroup(address)),
    close() {
      isClosed = true;
      clearInterval(sweeping);
      for (const one of waiting) turnAway(one);
    },
  };
}

const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
