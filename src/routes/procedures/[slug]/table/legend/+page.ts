import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  return { rounds: await ask(event, (api) => api.rounds.list.query({ slug })) };
};
