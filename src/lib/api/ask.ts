import { error, type LoadEvent, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';
import { signInAddress } from '#lib/accounts/return-path.ts';
import { api, type Api } from './client.ts';

/**
 * Asks the API while a page is loaded. Whoever must first sign in is sent there and comes back;
 * any other refusal becomes an error page with the words of the refusal.
 */
export async function ask<T>(
  event: Pick<LoadEvent, 'fetch' | 'url'>,
  question: (api: Api) => Promise<T>,
): Promise<T> {
  try {
    return await question(api(event.fetch, event.url.origin));
  } catch (refusal) {
    if (!(refusal instanceof TRPCClientError)) throw refusal;
    const { data, message } = refusal as TRPCClientError<AppRouter>;
    if (data?.code === 'UNAUTHORIZED') redirect(303, signInAddress(event.url));
    error(data?.httpStatus ?? 500, message);
  }
}
