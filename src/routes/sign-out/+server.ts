import { redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/accounts/return-path.ts';
import { signOut } from '#lib/accounts/sign-in.ts';
import type { RequestHandler } from './$types';

/** Goes on to the path in the form’s `to`, if there is one. */
export const POST: RequestHandler = async ({ request, fetch }) => {
  const form = await request.formData().catch(() => new FormData());
  await signOut(fetch);
  redirect(303, returnPath(String(form.get('to') ?? '')));
};
