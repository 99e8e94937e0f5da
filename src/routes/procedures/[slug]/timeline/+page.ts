import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  const timeline = await ask(event, (api) => api.procedures.timeline.query({ slug }));
  return { timeline, others: timeline.events.length === 0 ? await withEvents(event) : [] };
};

/** Procedures that do have a timeline, to go to from one without. */
async function withEvents(event: Parameters<PageLoad>[0]) {
  const all = await ask(event, (api) => api.procedures.list.query());
  return all.filter(({ hasEvents }) => hasEvents);
}
