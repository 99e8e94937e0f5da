import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { workspaceId: id } = await event.parent();
  return { holdings: await ask(event, (api) => api.workspaces.holdings.query({ id })) };
};
