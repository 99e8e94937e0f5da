import { ask } from '#lib/api/ask.ts';
import { readTableAddress } from '#lib/four-column/table-address.ts';
import type { RequestHandler } from './$types';

/** The whole table as a file, for whoever may read it; with `?public=1` what everybody may have of it. */
export const GET: RequestHandler = async (event) => {
  const { slug } = event.params;
  const form = event.url.searchParams.has('public') ? 'public' : 'own';
  const { round } = readTableAddress(event.url.searchParams);
  const table = await ask(event, (api) => api.fourColumn.json.query({ slug, form, round }));
  return new Response(JSON.stringify(table), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${slug}-table.json"`,
      'cache-control': 'no-store',
    },
  });
};
