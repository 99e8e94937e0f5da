import { redirect } from '@sveltejs/kit';
import { askAccounts } from '#lib/accounts/ask-accounts.ts';
import { returnPath } from '#lib/accounts/return-path.ts';
import type { RequestHandler } from './$types';

/** Sends a visitor to the provider by whom they want to sign in; who they are is told there. */
export const GET: RequestHandler = async ({ url, fetch }) => {
  const { ok, body } = await askAccounts(fetch, '/sign-in/social', {
    provider: 'provider',
    callbackURL: returnPath(url.searchParams.get('to')),
    errorCallbackURL: '/sign-in?problem=provider',
    disableRedirect: true,
  });
  redirect(303, ok ? String(body['url']) : '/sign-in?problem=provider');
};
