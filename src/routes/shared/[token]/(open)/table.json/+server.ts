import { ask } from '#lib/api/ask.ts';
import { knockOf, requireOpen } from '#lib/sharing/knock.ts';
import type { RequestHandler } from './$types';

/** The table as a file, with what the link opens of it. */
export const GET: RequestHandler = async (event) => {
  await requireOpen(event);
  const table = await ask(event, (api) => api.shared.json.query(knockOf(event)));
  return new Response(JSON.stringify(table), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="table.json"',
    },
  });
};
