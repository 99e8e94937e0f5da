import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  security: await ask(event, (api) => api.session.security.query()),
});
