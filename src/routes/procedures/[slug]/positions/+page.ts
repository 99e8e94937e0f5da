import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  positions: await ask(event, (api) =>
    api.positions.ofProcedure.query({ slug: event.params.slug }),
  ),
});
