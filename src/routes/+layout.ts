import { api } from '#lib/api/client.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ fetch, url }) => ({
  session: await api(fetch, url.origin).session.current.query(),
});
