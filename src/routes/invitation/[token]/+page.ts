import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  invitation: await ask(event, (api) => api.invitations.show.query({ token: event.params.token })),
});
