import { error } from '@sveltejs/kit';
import { linkKinds } from '#domain/permission.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
  const query = url.searchParams;
  const kind = linkKinds.find((one) => one === query.get('kind'));
  const procedureId = query.get('procedure');
  if (!kind || !procedureId)
    error(400, 'A link begins on the page of what it opens: choose “Share” there.');
  const version = query.get('version');
  return {
    target: {
      kind,
      procedureId,
      draftId: query.get('draft'),
      versionNumber: version === null ? null : Number(version),
    },
  };
};
