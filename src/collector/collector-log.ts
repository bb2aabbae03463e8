import pino, { type DestinationStream, type Logger } from 'pino';

const secrets = ['authorization', 'cookie', 'set-cookie', 'token', 'signature', 'keyPem'];

/** JSON lines without secrets: whatever is logged by mistake under these names, up to two levels down, is blotted out. */
export function createCollectorLog(destination: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[removed]' } }, destination);
}
