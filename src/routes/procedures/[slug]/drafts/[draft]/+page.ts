import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug, draft: id } = event.params;
  return { draft: await ask(event, (api) => api.drafts.show.query({ slug, id })) };
};
