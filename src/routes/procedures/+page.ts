import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  return {
    procedures: await ask(event, (api) => api.procedures.list.query()),
    mayImport: may({ role: session.role, levels: [] }, 'import-document'),
  };
};
