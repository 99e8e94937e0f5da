import { redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/accounts/return-path.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  const to = returnPath(url.searchParams.get('to'));
  if (session.user) redirect(303, to);
  return { to };
};
