import { ask } from '#lib/api/ask.ts';
import { orAccessPage } from '#lib/marks/or-access-page.ts';
import { chosenVersion } from '#lib/drafts/version-words.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug, draft: id } = event.params;
  const number = chosenVersion(event.url.searchParams);
  const reading = ask(event, async ({ drafts, comments, suggestions }) => {
    const [draft, versions, listing, suggested, chosen] = await Promise.all([
      drafts.show.query({ slug, id }),
      drafts.versions.list.query({ id }),
      comments.list.query({ draftId: id }),
      suggestions.list.query({ draftId: id }),
      number === null ? null : drafts.versions.show.query({ id, number }),
    ]);
    return { draft, versions, listing, suggested, chosen };
  });
  return orAccessPage(event, reading, (api) => api.marks.show.query({ kind: 'draft', id }));
};
