import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { slug } = event.params;
  // Together, so that where there is no such procedure, neither refusal is left without an answer.
  const [overview, standing] = await Promise.all([
    ask(event, (api) => api.procedures.overview.query({ slug })),
    readStanding(),
  ]);
  return { overview, standing };

  async function readStanding() {
    const { procedure } = await event.parent();
    if (!procedure.mayReadRounds) return null;
    return ask(event, (api) => api.rounds.standing.query({ slug }));
  }
};
