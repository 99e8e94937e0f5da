import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  const id = event.url.searchParams.get('preview');
  return {
    mayImport: may(session.role, 'import-document', 'workspace'),
    procedure: event.url.searchParams.get('procedure') ?? '',
    held: id && { id, preview: await ask(event, (api) => api.imports.held.query({ id })) },
  };
};
