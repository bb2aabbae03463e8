import { createHmac, randomBytes } from 'node:crypto';
import type { Configuration as Client } from 'openid-client';
import { z } from 'zod';
import { login as loginForm } from '../../contracts/access.ts';
import type { ProviderIdentity } from '../../storage/collector/access/provider-identity-store.ts';
import { newSecret } from './secrets.ts';
import type { ProviderSettings } from './provider-settings.ts';

export type ProviderAnswer =
  /** `verifiedLogin`: the e-mail address as a login, only where the provider has verified it and the settings let it count. */
  | { readonly status: 'known'; readonly identity: ProviderIdentity; readonly verifiedLogin: string | null }
  | { readonly status: 'refused'; readonly because: 'declined' | 'unproven' };

/** An OpenID provider: OpenID Connect Core 1.0 with the authorization code flow and PKCE (RFC 7636). */
export interface IdentityProvider {
  readonly name: string;
  /** Throws what a network throws. `attempt` is for a cookie of this browser: whoever comes back without it is not let in. */
  begin(redirectUri: string): Promise<{ readonly url: string; readonly attempt: string }>;
  /** Throws what a network throws. */
  finish(returned: { readonly redirectUri: string; readonly query: string; readonly attempt: string }): Promise<ProviderAnswer>;
}

const timeoutSeconds = 10;
/** Of the clocks of provider and collector. */
const clockToleranceSeconds = 60;
const told = z.object({ email: z.string().optional(), email_verified: z.boolean().optional(), acr: z.string().optional() });

export function createIdentityProvider(settings: ProviderSettings): IdentityProvider {
  // Everything of an attempt follows from its cookie: attempts that are given up leave nothing behind here.
  const key = randomBytes(32);
  const of = (attempt: string, purpose: 'state' | 'nonce' | 'verifier'): string =>
    createHmac('sha256', key).update(`${purpose} ${attempt}`).digest('base64url');
  let discovered: Promise<Client> | null = null;
  const client = (): Promise<Client> => {
    discovered ??= discover(settings).catch((thrown: unknown) => {
      discovered = null; // asked again at the next attempt
      throw thrown;
    });
    return discovered;
  };
  return {
    name: settings.name,
    async begin(redirectUri) {
      const oidc = await import('openid-client');
      const attempt = newSecret();
      const url = oidc.buildAuthorizationUrl(await client(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(of(attempt, 'verifier')),
        code_challenge_method: 'S256',
        state: of(attempt, 'state'),
        nonce: of(attempt, 'nonce'),
        ...(settings.acr === null ? {} : { acr_values: settings.acr }),
      });
      return { url: url.href, attempt };
    },
    async finish({ redirectUri, query, attempt }) {
      const oidc = await import('openid-client');
      const configuration = await client();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          pkceCodeVerifier: of(attempt, 'verifier'),
          expectedState: of(attempt, 'state'),
          expectedNonce: of(attempt, 'nonce'),
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) return { status: 'refused', because: 'unproven' };
        const { acr, ...inToken } = told.parse(claims);
        if (settings.acr !== null && acr !== settings.acr) return { status: 'refused', because: 'unproven' };
        const identity = { issuer: settings.issuer, subject: claims.sub };
        if (!settings.matchesEmail) return { status: 'known', identity, verifiedLogin: null };
        const { email, email_verified: isVerified } =
          inToken.email === undefined ? told.parse(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)) : inToken;
        return { status: 'known', identity, verifiedLogin: isVerified === true ? (loginForm.safeParse(email).data ?? null) : null };
      } catch (thrown) {
        if (thrown instanceof oidc.AuthorizationResponseError) return { status: 'refused', because: 'declined' };
        // A state, nonce, signature or time that is not right, and a code that the provider does not take.
        if (thrown instanceof oidc.ClientError && thrown.code !== 'OAUTH_TIMEOUT') return { status: 'refused', because: 'unproven' };
        if (thrown instanceof oidc.ResponseBodyError || thrown instanceof z.ZodError) return { status: 'refused', because: 'unproven' };
        throw thrown;
      }
    },
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Client> {
  const oidc = await import('openid-client');
  return oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: clockToleranceSeconds },
    clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret),
    // The configuration lets http through to this machine alone.
    { timeout: timeoutSeconds, execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [] },
  );
}
