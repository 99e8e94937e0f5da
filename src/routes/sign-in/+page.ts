import { redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/accounts/return-path.ts';
import type { PageLoad } from './$types';

/** Who is signed in goes on at once, except in a demo, where one may want to be another person. */
export const load: PageLoad = async ({ parent, url }) => {
  const { session } = await parent();
  const to = returnPath(url.searchParams.get('to'));
  if (session.user && session.demoPeople.length === 0) redirect(303, to);
  const done = doneBefore.find((one) => one === url.searchParams.get('done')) ?? null;
  return { to, done, providerFailed: url.searchParams.get('problem') === 'provider' };
};

/** What somebody comes from who is sent here to sign in. */
const doneBefore = ['reset', 'verified'] as const;
