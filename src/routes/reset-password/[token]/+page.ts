import { ask } from '#lib/api/ask.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { token } = event.params;
  return { isOpen: await ask(event, (api) => api.session.isResetOpen.query({ token })) };
};
