import { ask } from '#lib/api/ask.ts';
import { loadTable } from '#lib/four-column/load-table.ts';
import { rowsOnPage } from '#lib/four-column/table-address.ts';
import { knockOf } from '#lib/sharing/knock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await event.parent();
  const knock = knockOf(event);
  return loadTable(event.url.searchParams, {
    address: `/shared/${event.params.token}/table`,
    table: (filter, from, { against }) =>
      ask(event, (api) =>
        api.shared.table.query({ ...knock, filter, against, from, limit: rowsOnPage }),
      ),
    find: (citation, filter) =>
      ask(event, (api) => api.shared.find.query({ ...knock, citation, filter })),
  });
};
