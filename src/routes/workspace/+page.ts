import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  return {
    mayManage: may({ role: session.role, levels: [] }, 'manage-workspace'),
    mayFound: may({ role: session.role, levels: [] }, 'found-workspace'),
    deleted: await ask(event, (api) => api.workspaces.deleted.query()),
  };
};
