/**
 * The one port: health checks and the API are answered here, upgrades go to the rooms, and
 * everything else to the pages.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import type { RequestHandler } from './api.ts';

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
  /** The largest body taken, in bytes. */
  readonly bodyLimit: number;
}

/** Answers what belongs to the API, and leaves the rest to the pages. */
export function apiMiddleware(routes: Routes): Middleware {
  return (request, response, next) => {
    const handler = findHandler(routes.handlers, request.url ?? '/');
    if (!handler) return next();
    if (isForeign(request, routes.origin)) return refuseForeign(response);
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

/** A change asked for by another site's page is refused, whatever cookies came with it. */
function isForeign(request: IncomingMessage, origin: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const from = request.headers.origin;
  return from !== undefined && from !== origin;
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
  // The address as the socket knows it; whatever a client claims in this header is overwritten.
  request.headers.set('x-client-address', incoming.socket.remoteAddress ?? 'unknown');
  await setResponse(response, await handler(request));
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
