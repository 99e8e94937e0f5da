import { error } from '@sveltejs/kit';
import { linkKinds } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const query = event.url.searchParams;
  const kind = linkKinds.find((one) => one === query.get('kind'));
  const procedureId = query.get('procedure');
  if (!kind || !procedureId)
    error(400, 'A link begins on the page of what it opens: choose “Share” there.');
  const version = query.get('version');
  const target = {
    kind,
    procedureId,
    draftId: query.get('draft'),
    versionNumber: version === null ? null : Number(version),
  };
  return { target, ...(await ask(event, (api) => api.links.offer.query(target))) };
};
