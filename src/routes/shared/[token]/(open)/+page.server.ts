import { redirect } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import { knockOf } from '#lib/sharing/knock.ts';
import type { PageServerLoad } from './$types';

/** A link to a procedure begins with its overview; every other with the one thing it opens. */
export const load: PageServerLoad = async (event) => {
  const { shared } = await event.parent();
  const own = `/shared/${event.params.token}`;
  if (shared.kind === 'table') redirect(303, `${own}/table`);
  if (shared.kind !== 'procedure') redirect(303, `${own}/text`);
  return { overview: await ask(event, (api) => api.shared.overview.query(knockOf(event))) };
};
