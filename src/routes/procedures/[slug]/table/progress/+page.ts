import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  progress: await ask(event, (api) => api.rounds.progress.query({ slug: event.params.slug })),
});
