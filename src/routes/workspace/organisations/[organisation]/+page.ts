import { error } from '@sveltejs/kit';
import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session, workspaceId } = await event.parent();
  const all = await ask(event, (api) => api.organisations.list.query({ workspaceId }));
  const organisation = all.find(({ id }) => id === event.params.organisation);
  if (!organisation) error(404, 'The workspace has no such organisation, or not any more.');
  const mayManage = may({ role: session.role, levels: [] }, 'manage-members');
  return { organisation, mayManage };
};
