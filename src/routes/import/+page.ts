import { may } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

const fields = ['procedure', 'role', 'document'] as const;

export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  const query = event.url.searchParams;
  const id = query.get('preview');
  return {
    mayImport: may({ role: session.role, levels: [] }, 'import-document'),
    /** What the page that led here knows already. */
    known: Object.fromEntries(fields.map((name) => [name, query.get(name) ?? ''])),
    held: id && { id, preview: await ask(event, (api) => api.imports.held.query({ id })) },
  };
};
