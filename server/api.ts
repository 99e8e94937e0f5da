/** The API over HTTP: tRPC under /trpc, with the visitor read from the request's session. */
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Application, Visitor } from './context.ts';
import { appRouter } from './router.ts';

export type RequestHandler = (request: Request) => Promise<Response>;

export function createApi(
  app: Application,
  whoAsks: (headers: Headers) => Promise<Visitor>,
): RequestHandler {
  return (req) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req,
      router: appRouter,
      maxBatchSize: 10,
      createContext: async () => ({ ...app, visitor: await whoAsks(req.headers) }),
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          app.log.error({ err: error.cause ?? error, path }, 'A request failed unexpectedly');
      },
    });
}
