import { fail, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { signOut } from '#lib/accounts/sign-in.ts';
import { api } from '#lib/api/client.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  delete: async ({ request, fetch, url }) => {
    const form = await request.formData();
    const [email, password] = ['email', 'password'].map((name) => String(form.get(name) ?? ''));
    try {
      await api(fetch, url.origin).ownData.deleteAccount.mutate({
        email: email ?? '',
        password: password ?? '',
      });
    } catch (refusal) {
      if (!(refusal instanceof TRPCClientError)) throw refusal;
      return fail(400, { email, problem: refusal.message });
    }
    // The session is gone already; this takes its cookie out of the browser.
    await signOut(fetch);
    redirect(303, '/account-deleted');
  },
};
