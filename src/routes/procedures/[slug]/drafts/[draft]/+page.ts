import { ask } from '#lib/api/ask.ts';
import { chosenVersion } from '#lib/drafts/version-words.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug, draft: id } = event.params;
  const number = chosenVersion(event.url.searchParams);
  return ask(event, async ({ drafts }) => {
    const [draft, versions, chosen] = await Promise.all([
      drafts.show.query({ slug, id }),
      drafts.versions.list.query({ id }),
      number === null ? null : drafts.versions.show.query({ id, number }),
    ]);
    return { draft, versions, chosen };
  });
};
