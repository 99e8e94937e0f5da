import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import {
  pageStart,
  readHidden,
  readTableAddress,
  rowsOnPage,
  type TableAddress,
  tableQuery,
} from '#lib/four-column/table-address.ts';
import type { PageLoad, PageLoadEvent } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  const address = readTableAddress(event.url.searchParams);
  if (address.jump !== '') await jump(event, address);
  const { text, changedOnly, from } = address;
  const filter = { text, changedOnly };
  return {
    address,
    filter,
    imported: event.url.searchParams.get('imported'),
    table: await ask(event, (api) =>
      api.fourColumn.table.query({ slug, filter, from, limit: rowsOnPage }),
    ),
  };
};

/** Goes to the row if there is one; a row that the filter hides is shown without the filter. */
async function jump(event: PageLoadEvent, { text, changedOnly, jump }: TableAddress) {
  const { slug } = event.params;
  const filter = { text, changedOnly };
  const found = await ask(event, (api) =>
    api.fourColumn.find.query({ slug, citation: jump, filter }),
  );
  if (!found) return;
  const from = pageStart(found.position);
  const hidden = readHidden(event.url.searchParams);
  const query = tableQuery(found.isHidden ? { from, hidden } : { ...filter, from, hidden });
  redirect(303, `/procedures/${slug}/table${query}#row-${found.number}`);
}
