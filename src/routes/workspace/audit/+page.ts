import { readAuditFilter } from '#domain/audit.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

/** The filter stands in the address, and so does where the page begins. */
export const load: PageLoad = async (event) => {
  const { session } = await event.parent();
  const filter = readAuditFilter(event.url.searchParams);
  const before = /^[0-9a-z-]{1,64}$/.exec(event.url.searchParams.get('before') ?? '')?.[0] ?? null;
  const workspaceId = session.workspace?.id ?? 'none';
  const audit = await ask(event, (api) => api.audit.list.query({ workspaceId, filter, before }));
  return { filter, before, audit };
};
