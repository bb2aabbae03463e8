import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import { agentServerName } from '../contracts/enrolment.ts';
import type { ConnectionGate } from './connections/connection-gate.ts';
import { answerUnreadable, serverTimes } from './server-limits.ts';
import type { ServerCertificates } from './tls/server-certificates.ts';

const minVersion = 'TLSv1.2';

/**
 * An HTTPS server whose connections wait at the gate before anything is spent on them. A certificate that is renewed meanwhile serves the
 * connections that begin from then on; those that are there go on.
 */
export function createTlsServer(handler: RequestListener, certificates: ServerCertificates, gate: ConnectionGate): Server {
  const { connectionTimeout, ...times } = serverTimes;
  let forAgents: SecureContext = createSecureContext({ ...certificates.forAgents(), minVersion });
  const server = createServer(
    {
      ...certificates.forOthers(),
      ...times,
      minVersion,
      pauseOnConnect: true,
      SNICallback: (asked, choose) => choose(null, asked === agentServerName ? forAgents : undefined),
    },
    handler,
  );
  certificates.onChange(() => {
    forAgents = createSecureContext({ ...certificates.forAgents(), minVersion });
    server.setSecureContext({ ...certificates.forOthers(), minVersion });
  });
  server.setTimeout(connectionTimeout);
  server.on('clientError', answerUnreadable);
  gate.guard(server);
  return server;
}
