import { ask } from '#lib/api/ask.ts';
import { api } from '#lib/api/client.ts';
import { answer } from '#lib/api/refusal.ts';
import { rowsCompared } from '#lib/rounds/compare-address.ts';
import { loadComparison } from '#lib/rounds/load-comparison.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  const { rounds } = api(event.fetch, event.url.origin);
  return loadComparison(event.url.searchParams, {
    rounds: () => ask(event, (asked) => asked.rounds.list.query({ slug })),
    compare: ({ before: number, after, from }) =>
      answer(rounds.compare.query({ slug, number, after, from, limit: rowsCompared })),
  });
};
