import { createPrivateKey } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { AppError } from '../../base/app-error.ts';
import { parseJson } from '../../base/parse-json.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { summary } from '../../contracts/summary.ts';
import { type CarriedRequest, largestTransferBytes, outboxMagic } from '../../contracts/transfer.ts';
import type { AgentStore } from '../../storage/agent/agent-store.ts';
import type { Enrolment } from '../identity.ts';
import { type SignedBy, signRequest } from '../upload/sign-request.ts';

export interface ExportedOutbox {
  readonly endpointId: string;
  readonly summaries: number;
  readonly sections: number;
  readonly bytes: number;
  /** Summaries that wait and had no room in the file: they go into the next one, after this one is acknowledged. */
  readonly left: number;
}

/**
 * Writes what waits for the collector into a file, whole or not at all, signed as it would be for the network. Nothing leaves the
 * outbox by that: only an acknowledgement takes it out. Writes no file where nothing waits.
 */
export function exportOutbox(store: AgentStore, enrolment: Enrolment, file: string): ExportedOutbox {
  const signedBy = { endpointId: enrolment.endpointId, key: createPrivateKey(enrolment.privateKey) };
  const picked = pick(store, signedBy);
  if (picked.summaries > 0) writeWhole(file, [outboxMagic, ...picked.lines]);
  const { summaries, sections, bytes } = picked;
  return { endpointId: enrolment.endpointId, summaries, sections, bytes, left: store.outbox.waiting() - summaries };
}

function pick(store: AgentStore, signedBy: SignedBy) {
  const lines: string[] = [];
  const seen = new Set<string>();
  let [summaries, bytes] = [0, outboxMagic.length + 1];
  for (let next = store.outbox.next(); next; next = store.outbox.next(next.sequence)) {
    const named = Object.values(summary.parse(parseJson(next.body)).sections).filter((digest) => !seen.has(digest));
    const further = named.flatMap((digest) => {
      const body = store.results.sectionBody(digest); // inventory that has moved on since is not owed
      return body === null ? [] : [carried('PUT', `/api/v1/agent/sections/${digest}`, body, signedBy)];
    });
    const more = [...further, carried('POST', '/api/v1/agent/summaries', next.body, signedBy)];
    const size = more.reduce((sum, line) => sum + line.length + 1, 0);
    if (bytes + size > largestTransferBytes) break;
    lines.push(...more);
    for (const digest of named) seen.add(digest);
    summaries += 1;
    bytes += size;
  }
  return { lines, summaries, sections: lines.length - summaries, bytes };
}

function carried(method: CarriedRequest['method'], path: string, text: string, signedBy: SignedBy): string {
  const body = gzipSync(text);
  const request: CarriedRequest = { method, path, ...signRequest(method, path, body, signedBy), body: body.toString('base64') };
  return JSON.stringify(request);
}

function writeWhole(file: string, lines: readonly string[]): void {
  const aside = `${file}.part`;
  try {
    const fd = openSync(aside, 'w', 0o600);
    try {
      for (const line of lines) writeSync(fd, `${line}\n`);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(aside, file);
  } catch (cause) {
    rmSync(aside, { force: true });
    throw new AppError(
      'FILE_UNREADABLE',
      `${file} cannot be written (${systemErrorCode(cause) ?? 'unknown'}). Nothing left the outbox; check the medium and write again.`,
      { cause },
    );
  }
}
