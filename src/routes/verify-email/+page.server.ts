import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  confirm: async ({ request, fetch, url }) => {
    const token = String((await request.formData()).get('token') ?? '');
    const problem = await refusal(api(fetch, url.origin).session.verifyEmail.mutate({ token }));
    if (problem) return fail(400, { problem });
    redirect(303, '/sign-in?done=verified');
  },

  send: async ({ request, fetch, url }) => {
    const email = String((await request.formData()).get('email') ?? '').trim();
    const asked = api(fetch, url.origin).session.requestVerification.mutate({ email });
    const problem = await refusal(asked);
    return problem ? fail(400, { problem, email }) : { email };
  },
};
