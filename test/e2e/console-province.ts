import { Agent, request } from 'node:https';
import { createEnrolmentString } from '../../src/collector/administration.ts';
import type { Configuration } from '../../src/contracts/configuration.ts';
import { enrolAnswer, readEnrolmentString } from '../../src/contracts/enrolment.ts';
import type { Summary } from '../../src/contracts/summary.ts';
import type { Inventory } from '../../src/domain/inventory/inventory.ts';
import { type AgentDouble, agentDouble, newKeys, type PreparedRequest } from '../fixtures/collector/agent-double.ts';
import { aSummary } from '../fixtures/collector/summaries.ts';

export interface ProvinceDeps {
  readonly url: string;
  readonly dataFolder: string;
  readonly configuration: Configuration['collector'];
}

export interface EnrolledMachine {
  readonly endpointId: string;
  /** Sends the next summary of this machine, signed, over HTTPS. */
  report(summary: Partial<Summary>): Promise<void>;
  /** Sends its software, and a summary that names it. */
  reportInventory(inventory: Inventory): Promise<void>;
  /** What a machine made from the same disk image would send: the same identity, a sequence that was used before. */
  reportAsClone(): Promise<void>;
}

export interface Province {
  enrol(machine: { readonly unitName: string; readonly hostname: string; readonly os?: Summary['host']['os'] }): Promise<EnrolledMachine>;
  /** A unit whose machines are still to come. */
  found(unitName: string): Promise<void>;
  /** Asks as an administrator's script does; throws unless it is answered with 200. */
  read(path: string, token: string): Promise<string>;
  close(): void;
}

type Exchanged = Omit<PreparedRequest, 'method'> & { readonly method: PreparedRequest['method'] | 'GET' };
/** Resolves with the body of the answer; throws unless its status is the expected one. */
type Send = (prepared: Exchanged, expected: number) => Promise<string>;

/** Machines of a province that enrol at a running collector and report to it as agents do. */
export function createProvince({ url, dataFolder, configuration }: ProvinceDeps): Province {
  // The certificate is pinned by agents; what this double tests is what the collector shows of their reports.
  const connections = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const send: Send = async (prepared, expected) => {
    const { status, body } = await exchange(connections, url, prepared);
    if (status !== expected) throw new Error(`${prepared.method} ${prepared.url}: ${status} ${body}`);
    return body;
  };
  const tokenOf = async (unitName: string): Promise<string> => {
    const { enrolmentString } = await createEnrolmentString({ dataFolder, configuration, unitName, uses: 1, validMs: 600_000 });
    return readEnrolmentString(enrolmentString).token;
  };
  return {
    async enrol({ unitName, hostname, os = 'linux' }) {
      const keys = newKeys();
      const enrolment = { token: await tokenOf(unitName), publicKey: keys.publicKey, hostname, os, agentVersion: '0.1.0' };
      const headers = { 'content-type': 'application/json' };
      const answer = await send({ method: 'POST', url: '/api/v1/enrol', headers, payload: Buffer.from(JSON.stringify(enrolment)) }, 200);
      return machineOf(agentDouble(enrolAnswer.parse(JSON.parse(answer)).endpointId, keys), hostname, send);
    },
    found: async (unitName) => void (await tokenOf(unitName)),
    read: (url, token) => send({ method: 'GET', url, headers: { authorization: `Bearer ${token}` }, payload: Buffer.alloc(0) }, 200),
    close: () => connections.destroy(),
  };
}

function machineOf(agent: AgentDouble, hostname: string, send: Send): EnrolledMachine {
  let sequence = 0;
  const summaryOf = (over: Partial<Summary>): PreparedRequest => {
    const summary = aSummary(agent.endpointId, sequence, { createdAt: new Date().toISOString(), ...over });
    return agent.summary({ ...summary, host: { ...summary.host, hostname } });
  };
  return {
    endpointId: agent.endpointId,
    async report(over) {
      sequence += 1;
      await send(summaryOf(over), 202);
    },
    async reportInventory(inventory) {
      const { digest, ...section } = agent.section(JSON.stringify(inventory));
      await send(section, 204);
      sequence += 1;
      await send(summaryOf({ sections: { inventory: digest } }), 202);
    },
    reportAsClone: async () => void (await send(summaryOf({}), 409)),
  };
}

function exchange(
  agent: Agent,
  url: string,
  { method, url: path, headers, payload }: Exchanged,
): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const call = request(new URL(path, url), { method, headers: { ...headers, 'content-length': payload.length }, agent }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
    answer.on('error', reject);
  });
  call.on('error', reject);
  call.end(payload);
  return promise;
}
