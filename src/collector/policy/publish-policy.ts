import { createPrivateKey, sign } from 'node:crypto';
import { AppError } from '../../base/app-error.ts';
import { type PolicyContent, type PolicyDocument, policyContent, type SignedPolicy, signedPolicyText } from '../../contracts/policy.ts';
import { refusalOfPolicy } from '../../domain/policy/bounds.ts';
import type { PolicyStore } from '../../storage/collector/policy-store.ts';
import type { PemBundle } from '../tls/pem-bundle.ts';

/** Throws POLICY_REFUSED with the place in the file, and for what every agent would refuse. */
export function readPolicyContent(written: unknown): PolicyContent {
  const parsed = policyContent.safeParse(written);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success) throw refused(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not valid'}`);
  const reason = refusalOfPolicy(parsed.data);
  if (reason !== null) throw refused(reason);
  return parsed.data;
}

/** Signs and keeps the next version; agents take it when they next ask. */
export async function publishPolicy(
  policies: PolicyStore,
  content: PolicyContent,
  { by, now, signer }: { readonly by: string; readonly now: number; readonly signer: PemBundle },
): Promise<number> {
  return policies.add({
    by,
    now,
    sign: (version) => signPolicy({ formatVersion: 1, version, createdAt: new Date(now).toISOString(), content }, signer),
  });
}

export function signPolicy(policy: PolicyDocument, { certificatePem, keyPem }: PemBundle): SignedPolicy {
  const document = JSON.stringify(policy);
  const signature = sign('sha256', Buffer.from(signedPolicyText(document)), { key: createPrivateKey(keyPem), dsaEncoding: 'ieee-p1363' });
  return { document, certificate: certificatePem, signature: signature.toString('base64') };
}

const refused = (why: string): AppError =>
  new AppError('POLICY_REFUSED', `This policy is not published: ${why}. The one before stays. Correct the file and set it again.`);
