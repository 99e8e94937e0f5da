import { ask } from '#lib/api/ask.ts';
import { requireOwnPage } from '#lib/api/own-page.ts';
import type { RequestHandler } from './$types';

/** All that is kept of the person who asks. */
export const GET: RequestHandler = async (event) => {
  requireOwnPage(event);
  const own = await ask(event, (api) => api.ownData.export.mutate());
  return new Response(JSON.stringify(own, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-trilogue-data.json"',
      'cache-control': 'no-store',
    },
  });
};
