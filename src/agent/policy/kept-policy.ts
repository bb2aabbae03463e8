import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { wrongSignature } from '../../advisories/feed/verify-by-authority.ts';
import { parseJson } from '../../base/parse-json.ts';
import {
  type PolicyDocument,
  type PolicyStatus,
  policyDocument,
  type PolicyQuestion,
  policyStatus,
  type SignedPolicy,
  signedPolicy,
  signedPolicyText,
} from '../../contracts/policy.ts';
import { refusalOfPolicy } from '../../domain/policy/bounds.ts';
import { readEnrolment, writeDurably } from '../identity.ts';

const policyFile = (agentFolder: string): string => join(agentFolder, 'policy.json');
const refusalFile = (agentFolder: string): string => join(agentFolder, 'policy-refused.json');

/** The last good policy of the collector that this machine is enrolled at; verified again, since a file can be changed. */
export const keptPolicy = (agentFolder: string): PolicyDocument | null => readKept(agentFolder)?.document ?? null;

/** What the collector is asked with. */
export function policyQuestionOf(agentFolder: string): PolicyQuestion {
  const kept = readKept(agentFolder);
  if (kept === null) return { version: 0 };
  return { version: kept.document.version, digest: createHash('sha256').update(kept.text).digest('hex') };
}

function readKept(agentFolder: string): { readonly document: PolicyDocument; readonly text: string } | null {
  const enrolment = readEnrolment(agentFolder);
  const kept = signedPolicy.safeParse(jsonOf(policyFile(agentFolder)));
  if (enrolment === null || !kept.success) return null;
  const judged = judgePolicy(kept.data, enrolment.authority);
  return judged.outcome === 'good' ? { document: judged.document, text: kept.data.document } : null;
}

export type Taken = 'taken' | 'known' | 'refused';

/**
 * Takes a policy over, or keeps what was there: it must be signed by the pinned authority, newer than the kept one, and within this
 * agent's own bounds. Another document under the number of the kept one is refused too: the collector was put back from a backup. What was refused, and why, is on disk with it.
 */
export function takePolicy(agentFolder: string, offered: SignedPolicy, authority: string): Taken {
  const judged = judgePolicy(offered, authority);
  const kept = readKept(agentFolder);
  if (kept !== null && kept.text === offered.document && judged.outcome === 'good') return 'known';
  const refused = judged.outcome === 'refused' ? judged : refusalBeside(judged.document.version, kept?.document.version ?? 0);
  if (refused !== null) {
    writeDurably(refusalFile(agentFolder), JSON.stringify({ version: refused.version, reason: refused.reason }));
    return 'refused';
  }
  writeDurably(policyFile(agentFolder), JSON.stringify(offered));
  writeDurably(refusalFile(agentFolder), 'null');
  return 'taken';
}

export function policyStatusOf(agentFolder: string): PolicyStatus {
  const refused = policyStatus.shape.refused.safeParse(jsonOf(refusalFile(agentFolder)) ?? null);
  return { version: keptPolicy(agentFolder)?.version ?? null, refused: refused.success ? refused.data : null };
}

type Judged =
  | { readonly outcome: 'good'; readonly document: PolicyDocument }
  | { readonly outcome: 'refused'; readonly version: number | null; readonly reason: string };

function judgePolicy({ document, certificate, signature }: SignedPolicy, authority: string): Judged {
  const wrong = wrongSignature({ bytes: Buffer.from(signedPolicyText(document)), signature, certificatePem: certificate }, authority);
  if (wrong !== null) return { outcome: 'refused', version: null, reason: wrong };
  const json = parseJson(document);
  const parsed = policyDocument.safeParse(json);
  if (!parsed.success) {
    const version = z.object({ version: z.int().positive() }).safeParse(json);
    return { outcome: 'refused', version: version.data?.version ?? null, reason: 'it holds what this version does not know' };
  }
  const reason = refusalOfPolicy(parsed.data.content);
  return reason === null ? { outcome: 'good', document: parsed.data } : { outcome: 'refused', version: parsed.data.version, reason };
}

function refusalBeside(version: number, kept: number): Extract<Judged, { outcome: 'refused' }> | null {
  if (version > kept) return null;
  const reason =
    version === kept
      ? `it is another policy than the version ${kept} that is followed; the collector has to set it again`
      : `it is older than version ${kept}, which is followed`;
  return { outcome: 'refused', version, reason };
}

function jsonOf(file: string): unknown {
  try {
    return parseJson(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
