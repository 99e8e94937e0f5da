import type { HandleFetch } from '@sveltejs/kit';

/** While a page is rendered on the server, its calls to the API stay inside the process. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  const api = globalThis.trilogueApi;
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/trpc/') || !api)
    return fetch(request);
  const cookie = event.request.headers.get('cookie');
  if (cookie) request.headers.set('cookie', cookie);
  request.headers.set('x-client-address', event.getClientAddress());
  return api(request);
};
