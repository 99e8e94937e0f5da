import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  await event.parent();
  return { own: await ask(event, (api) => api.ownData.show.query()) };
};
