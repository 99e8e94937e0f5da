import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { workspaceId } = await event.parent();
  return {
    invitations: await ask(event, (api) => api.invitations.list.query({ workspaceId })),
    organisations: await ask(event, (api) => api.organisations.list.query({ workspaceId })),
  };
};
