import { redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import type { LayoutLoad } from './$types';

/** Whatever the first visitor of a new server asks for, the owner's account comes first. */
export const load: LayoutLoad = async ({ fetch, url }) => {
  const session = await api(fetch, url.origin).session.current.query();
  if (session.needsOwner && url.pathname !== '/welcome') redirect(303, '/welcome');
  return { session };
};
