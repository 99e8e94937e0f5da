import { ask } from '#lib/api/ask.ts';
import { knockOf, requireOpen } from '#lib/sharing/knock.ts';
import type { RequestHandler } from './$types';

/** The table as a file, with what the link opens of it. */
export const GET: RequestHandler = async (event) => {
  await requireOpen(event);
  const table = await ask(event, (api) => api.shared.csv.query(knockOf(event)));
  return new Response(table, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="table.csv"',
    },
  });
};
