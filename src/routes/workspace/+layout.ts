import { redirect } from '@sveltejs/kit';
import { signInAddress } from '#lib/accounts/return-path.ts';
import type { LayoutLoad } from './$types';

/** For members. Somebody of no workspace is told on the first of these pages what they can do. */
export const load: LayoutLoad = async (event) => {
  const { session } = await event.parent();
  if (!session.user) redirect(303, signInAddress(event.url));
  if (!session.workspace && event.url.pathname !== '/workspace') redirect(303, '/workspace');
  return { workspaceId: session.workspace?.id ?? '' };
};
