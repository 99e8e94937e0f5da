import { ask } from '#lib/api/ask.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => ({
  procedure: await ask(event, (api) => api.procedures.header.query({ slug: event.params.slug })),
});
