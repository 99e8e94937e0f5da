import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  overview: await ask(event, (api) => api.procedures.overview.query({ slug: event.params.slug })),
});
