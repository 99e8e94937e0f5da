import { error } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const rowId = event.url.searchParams.get('row');
  if (!rowId) error(400, 'An amendment begins at a row of the table: choose one there.');
  const { slug } = event.params;
  return { rowId, plan: await ask(event, (api) => api.drafts.plan.query({ slug, rowId })) };
};
