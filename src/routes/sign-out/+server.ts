import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/accounts/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ fetch }) => {
  await signOut(fetch);
  redirect(303, '/');
};
