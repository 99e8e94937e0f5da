/**
 * Sign-in by an OpenID Connect provider. The provider vouches for an e-mail address, and only what
 * it has verified counts: it leads to the account of that address, or, where somebody of the
 * address has been invited, to a new one. Nobody gets in uninvited.
 */
import { genericOAuth } from 'better-auth/plugins';
import type { Db } from '#db/connection.ts';
import { normalEmail } from '#domain/account.ts';
import type { Clock } from '../context.ts';
import type { ProviderSettings } from './provider-settings.ts';
import * as queries from './queries.ts';

/** As it stands in the callback's path and in the accounts. */
const providerId = 'provider';

export function providerSignIn({ issuer, clientId, clientSecret, name }: ProviderSettings) {
  return genericOAuth({
    config: [
      {
        providerId,
        name,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
        requireEmailVerification: true,
        mapProfileToUser: ({ email, name: called }) => ({
          name: String(called || String(email).split('@')[0]),
          // Nobody's browser is to ask another server for a picture.
          image: undefined,
        }),
      },
    ],
  });
}

/** Says whether a new account may be made for somebody whom the provider vouches for. */
export async function mayJoin(
  db: Db,
  clock: Clock,
  user: { readonly email: string; readonly emailVerified: boolean },
): Promise<boolean> {
  return user.emailVerified && queries.isInvited(db, normalEmail(user.email), clock.now());
}
