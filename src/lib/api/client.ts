import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';

export type Api = TRPCClient<AppRouter>;

/**
 * The API, called with the `fetch` that a load function is given, so that what the server has
 * read is not asked for again in the browser; elsewhere with the browser's own.
 */
export function api(fetch: typeof globalThis.fetch = globalThis.fetch, origin = ''): Api {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, fetch })] });
}
