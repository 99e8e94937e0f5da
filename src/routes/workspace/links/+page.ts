import { error } from '@sveltejs/kit';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  const workspaceId = session.workspace?.id ?? '';
  if (session.user && workspaceId === '') error(404, 'You are in no workspace yet.');
  return { links: await ask(event, (api) => api.links.list.query({ workspaceId })) };
};
