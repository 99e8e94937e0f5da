import { redirect } from '@sveltejs/kit';
import { signInAddress } from '#lib/accounts/return-path.ts';
import type { LayoutLoad } from './$types';

/** For whoever is signed in, in a workspace or not. */
export const load: LayoutLoad = async ({ parent, url }) => {
  const { session } = await parent();
  if (!session.user) redirect(303, signInAddress(url));
  return { user: session.user };
};
