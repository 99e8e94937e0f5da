import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  timeline: await ask(event, (api) => api.procedures.timeline.query({ slug: event.params.slug })),
});
