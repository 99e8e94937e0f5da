import { ask } from '#lib/api/ask.ts';
import { orAccessPage } from '#lib/marks/or-access-page.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => {
  const { slug, draft: id } = event.params;
  const reading = ask(event, ({ procedures, drafts }) =>
    id === undefined ? procedures.header.query({ slug }) : drafts.header.query({ slug, id }),
  );
  const procedure = await orAccessPage(event, reading, (api) => api.marks.locate.query({ slug }));
  if (!procedure.isListed) event.setHeaders({ 'x-robots-tag': 'noindex' });
  return { procedure };
};
