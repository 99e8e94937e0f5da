import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import {
  isFromForm,
  pageStart,
  readTableAddress,
  rowsOnPage,
  type TableAddress,
  tableQuery,
} from '#lib/four-column/table-address.ts';
import type { PageLoad, PageLoadEvent } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  const query = event.url.searchParams;
  const address = readTableAddress(query);
  if (address.jump !== '') await jump(event, address);
  else if (isFromForm(query)) redirect(303, `/procedures/${slug}/table${tableQuery(address)}`);
  const { text, changedOnly, hidden, from, cited } = address;
  const filter = { text, changedOnly, hidden: [...hidden] };
  return {
    address,
    filter,
    imported: query.get('imported'),
    cited: cited === '' ? null : await find(event, cited, filter),
    table: await ask(event, (api) =>
      api.fourColumn.table.query({ slug, filter, from, limit: rowsOnPage }),
    ),
  };
};

/** Goes to the row if there is one; a row that the filter leaves out is shown without it. */
async function jump(event: PageLoadEvent, { text, changedOnly, hidden, jump }: TableAddress) {
  const found = await find(event, jump, { text, changedOnly, hidden: [...hidden] });
  if (!found) return;
  const from = pageStart(found.position);
  const cited = found.others.length > 0 ? jump : '';
  const query = tableQuery({ ...found.filter, from, cited });
  redirect(303, `/procedures/${event.params.slug}/table${query}#row-${found.number}`);
}

type Filter = Pick<TableAddress, 'text' | 'changedOnly'> & {
  hidden: TableAddress['hidden'][number][];
};

function find(event: PageLoadEvent, citation: string, filter: Filter) {
  const { slug } = event.params;
  return ask(event, (api) => api.fourColumn.find.query({ slug, citation, filter }));
}
