import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  listing: await ask(event, (api) => api.drafts.list.query({ slug: event.params.slug })),
});
