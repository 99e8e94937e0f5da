import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session, workspaceId } = await event.parent();
  return {
    members: await ask(event, (api) => api.members.list.query({ workspaceId })),
    mayManage: may({ role: session.role, levels: [] }, 'manage-members'),
  };
};
