import { error } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug, number } = event.params;
  const view = await ask(event, (api) => api.concordance.row.query({ slug, row: number }));
  if (!view)
    error(404, `The table has no row ${number} now. Find the provision there by its citation.`);
  return { view };
};
