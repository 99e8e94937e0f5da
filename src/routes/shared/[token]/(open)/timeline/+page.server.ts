import { ask } from '#lib/api/ask.ts';
import { knockOf } from '#lib/sharing/knock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await event.parent();
  return { timeline: await ask(event, (api) => api.shared.timeline.query(knockOf(event))) };
};
