import { error } from '@sveltejs/kit';
import { itemKinds } from '#domain/permission.ts';
import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const kind = itemKinds.find((one) => one === event.params.kind);
  if (!kind) error(404, 'There is no page at this address.');
  const { id } = event.params;
  const access = await ask(event, (api) => api.marks.show.query({ kind, id }));
  return { access, procedure: access.procedure };
};
