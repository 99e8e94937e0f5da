import { fail, redirect } from '@sveltejs/kit';
import { passwordProblem } from '#domain/account.ts';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, url, params: { token } }) => {
    const password = String((await request.formData()).get('password') ?? '');
    const wrong = passwordProblem(password);
    if (wrong) return fail(400, { wrong });
    const problem = await refusal(
      api(fetch, url.origin).session.resetPassword.mutate({ token, password }),
    );
    if (problem) return fail(400, { problem });
    redirect(303, '/sign-in?done=reset');
  },
};
