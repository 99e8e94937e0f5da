/** OIDC_…: the OpenID Connect provider by which people may sign in too. */
import { ConfigurationError } from '../configuration-error.ts';

export interface ProviderSettings {
  /** "https://login.example.org", where the provider describes itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the button calls it: "Sign in with …". */
  readonly name: string;
}

const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'] as const;

/** Null where none is set; all four belong together. */
export function readProviderSettings(
  env: Readonly<Record<string, string | undefined>>,
): ProviderSettings | null {
  const missing = names.filter((name) => !env[name]);
  if (missing.length === names.length) return null;
  if (missing.length > 0)
    throw new ConfigurationError(
      `${missing.join(', ')} must be set too: ${names.join(', ')} belong together.`,
    );
  const [issuer, clientId, clientSecret, name] = names.map((one) => env[one] ?? '') as [
    string,
    string,
    string,
    string,
  ];
  return { issuer: readIssuer(issuer), clientId, clientSecret, name };
}

/** Without TLS only on the machine itself, as for trying out. */
function readIssuer(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname));
  if (url && isSafe && !url.username && !url.password && !url.search && !url.hash)
    return value.replace(/\/$/, '');
  throw new ConfigurationError(
    'OIDC_ISSUER must be an address such as https://login.example.org, without a name, a password or anything behind a question mark; what is set is not repeated, as it may hold a secret.',
  );
}
