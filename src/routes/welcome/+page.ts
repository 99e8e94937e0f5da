import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Only while nobody has an account; afterwards one signs in. */
export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  if (!session.needsOwner) redirect(303, session.user ? '/' : '/sign-in');
};
