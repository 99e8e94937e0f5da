/**
 * The one port: health checks and the API are answered here, upgrades go to the rooms, and
 * everything else to the pages.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import type { RequestHandler } from './api.ts';
import { clientAddressHeader } from './client-address.ts';

/** What can answer a request in the way of Node's HTTP server; `next` when it is not its own. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

export interface Routes {
  /** By the beginning of the path: "/trpc" → its handler. */
  readonly handlers: ReadonlyMap<string, RequestHandler>;
  readonly origin: string;
  /** Who asks, by address. */
  readonly clientAddress: (request: IncomingMessage) => string;
  /** The largest body taken, in bytes. */
  readonly bodyLimit: number;
}

/** Answers what belongs to the API, and leaves the rest to the pages. */
export function apiMiddleware(routes: Routes): Middleware {
  return (request, response, next) => {
    // For the pages too, whose calls to the API stay inside the process.
    request.headers[clientAddressHeader] = routes.clientAddress(request);
    // Pages change things too: by the actions of forms, and by signing out.
    if (isForeign(request, routes.origin)) return refuseForeign(response);
    const handler = findHandler(routes.handlers, request.url ?? '/');
    if (!handler) return next();
    answer(handler, routes, request, response).catch((error: unknown) =>
      response.destroy(error as Error),
    );
  };
}

function findHandler(handlers: Routes['handlers'], url: string): RequestHandler | undefined {
  const path = url.split('?', 1)[0] ?? '/';
  for (const [prefix, handler] of handlers)
    if (path === prefix || path.startsWith(`${prefix}/`)) return handler;
  return undefined;
}

/**
 * A change asked for by another site's page is refused, whatever cookies came with it. Browsers
 * name the page's origin with every change, and the kind of site besides; a request without
 * either comes from a program, which holds no visitor's cookies unless it was given them.
 */
function isForeign({ method, headers }: IncomingMessage, origin: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  if (headers.origin !== undefined) return headers.origin !== origin;
  return !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string);
}

function refuseForeign(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('This request came from another site, so nothing was changed.');
}

async function answer(
  handler: RequestHandler,
  { origin, bodyLimit }: Routes,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await getRequest({ request: incoming, base: origin, bodySizeLimit: bodyLimit });
  await setResponse(response, unkept(await handler(request)));
}

/** What the API says depends on who asks: nothing on the way keeps it, unless its handler says so. */
function unkept(answer: Response): Response {
  if (answer.headers.has('cache-control')) return answer;
  const headers = new Headers(answer.headers);
  headers.set('cache-control', 'no-store');
  const { body, status, statusText } = answer;
  return new Response(body, { headers, status, statusText });
}

export function createHttpServer(middlewares: readonly Middleware[]): Server {
  return createServer((request, response) => {
    const step = (index: number): void => {
      const middleware = middlewares[index];
      if (middleware) middleware(request, response, () => step(index + 1));
      else response.writeHead(404).end();
    };
    step(0);
  });
}
