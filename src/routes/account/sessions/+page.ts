import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  sessions: await ask(event, (api) => api.session.list.query()),
});
