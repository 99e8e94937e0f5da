import { error } from '@sveltejs/kit';
import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session, workspaceId } = await event.parent();
  const members = await ask(event, (api) => api.members.list.query({ workspaceId }));
  const member = members.find(({ userId }) => userId === event.params.user);
  if (!member) error(404, 'This person is not a member of the workspace, or not any more.');
  return {
    member,
    isSelf: member.userId === session.user?.id,
    mayManage: may({ role: session.role, levels: [] }, 'manage-members'),
    organisations: await ask(event, (api) => api.organisations.list.query({ workspaceId })),
  };
};
