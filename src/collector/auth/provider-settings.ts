import { readFileSync } from 'node:fs';
import { AppError } from '../../base/app-error.ts';
import type { Configuration } from '../../contracts/configuration.ts';

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client, which PKCE protects alone. */
  readonly clientSecret: string | null;
  readonly name: string;
  readonly matchesEmail: boolean;
  readonly acr: string | null;
}

const mostSecretLength = 1000;

/** Null where no provider is set. Throws CONFIGURATION_INVALID where a part of it is missing. */
export function readProviderSettings(configuration: Configuration['collector']): ProviderSettings | null {
  const { oidc_issuer: issuer, oidc_client_id: clientId, oidc_client_secret_file: secretFile } = configuration;
  if (issuer === undefined) return null;
  if (clientId === undefined)
    throw new AppError(
      'CONFIGURATION_INVALID',
      'collector.oidc_issuer is set and collector.oidc_client_id is not. Register this collector with the provider, and set the client id that it gives.',
    );
  return {
    issuer,
    clientId,
    clientSecret: secretFile === undefined ? null : secretIn(secretFile),
    name: configuration.oidc_name,
    matchesEmail: configuration.oidc_match_email,
    acr: configuration.oidc_acr ?? null,
  };
}

function secretIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new AppError(
      'CONFIGURATION_INVALID',
      `The file of collector.oidc_client_secret_file, ${file}, cannot be read. The account of the collector must be able to.`,
      { cause },
    );
  }
  if (text.length === 0 || text.length > mostSecretLength)
    throw new AppError('CONFIGURATION_INVALID', `The file of collector.oidc_client_secret_file, ${file}, holds no client secret.`);
  return text;
}
