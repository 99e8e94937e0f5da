import { type Handle, type HandleFetch, type HandleServerError, redirect } from '@sveltejs/kit';
import { withChanges } from '#lib/api/cookies.ts';
import { ownAddress } from '#lib/procedures/procedure-address.ts';

/** What the API sets while a page is answered (the session's cookie) reaches the browser with it. */
export const handle: Handle = async ({ event, resolve }) => {
  const own = ownAddress(event.url.pathname);
  if (own !== undefined) redirect(308, own + event.url.search);
  event.locals.setCookies = [];
  const response = await resolve(event);
  for (const cookie of event.locals.setCookies) response.headers.append('set-cookie', cookie);
  keepShared(event.url.pathname, response.headers);
  return response;
};

/**
 * An address with a link's token is a secret: nobody lists it, and no other site learns it. The
 * page with the password names its own site, or its form would seem to come from another.
 */
function keepShared(pathname: string, headers: Headers): void {
  if (!pathname.startsWith('/shared/')) return;
  headers.set('x-robots-tag', 'noindex, nofollow');
  headers.set('cache-control', 'no-store');
  const hasForm = pathname.endsWith('/unlock');
  headers.set('referrer-policy', hasForm ? 'same-origin' : 'no-referrer');
}

const inProcess = /^\/(trpc|api\/auth)\//;

/** While a page is rendered on the server, its calls to the API stay inside the process. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  const api = globalThis.trilogueApi;
  if (url.origin !== event.url.origin || !inProcess.test(url.pathname) || !api)
    return fetch(request);
  const { setCookies } = event.locals;
  const cookie = withChanges(event.request.headers.get('cookie') ?? '', setCookies);
  if (cookie) request.headers.set('cookie', cookie);
  request.headers.set('origin', event.url.origin);
  request.headers.set('user-agent', event.request.headers.get('user-agent') ?? '');
  request.headers.set(
    'x-client-address',
    event.request.headers.get('x-client-address') ?? event.getClientAddress(),
  );
  const response = await api(request);
  setCookies.push(...response.headers.getSetCookie());
  return response;
};

/** A stray address is nobody's fault and is not logged; what is unexpected is, once. */
export const handleError: HandleServerError = ({ error, status, message }) => {
  if (status === 404) return { message: 'There is no page at this address.' };
  if (status < 500) return { message };
  console.error(error);
  return { message: 'Something went wrong on the server. Nothing was changed; try again.' };
};
