import { ask } from '#lib/api/ask.ts';
import { loadTable } from '#lib/four-column/load-table.ts';
import { rowsOnPage } from '#lib/four-column/table-address.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  return loadTable(event.url.searchParams, {
    address: `/procedures/${slug}/table`,
    table: (filter, from, { round, against }) =>
      ask(event, (api) =>
        api.fourColumn.table.query({ slug, filter, round, against, from, limit: rowsOnPage }),
      ),
    find: (citation, filter, round) =>
      ask(event, (api) => api.fourColumn.find.query({ slug, citation, filter, round })),
    rounds: () => ask(event, (api) => api.rounds.list.query({ slug })),
  });
};
