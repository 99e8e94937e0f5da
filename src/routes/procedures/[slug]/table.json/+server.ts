import { ask } from '#lib/api/ask.ts';
import type { RequestHandler } from './$types';

/** The whole table as a file, for whoever may read it. */
export const GET: RequestHandler = async (event) => {
  const { slug } = event.params;
  const table = await ask(event, (api) => api.fourColumn.json.query({ slug }));
  return new Response(JSON.stringify(table), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${slug}-table.json"`,
      'cache-control': 'no-store',
    },
  });
};
