import { fail, redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/accounts/return-path.ts';
import { signInAsDemo, signInWithPassword } from '#lib/accounts/sign-in.ts';
import type { Actions } from './$types';

const text = (form: FormData, field: string) => String(form.get(field) ?? '');

export const actions: Actions = {
  password: async ({ request, fetch }) => {
    const form = await request.formData();
    const email = text(form, 'email').trim();
    const to = returnPath(text(form, 'to'));
    const problem = await signInWithPassword(fetch, email, text(form, 'password'));
    if (problem) return fail(400, { email, problem, to });
    redirect(303, to);
  },

  demo: async ({ request, fetch }) => {
    const form = await request.formData();
    const to = returnPath(text(form, 'to'));
    const problem = await signInAsDemo(fetch, text(form, 'role'));
    if (problem) return fail(400, { email: '', problem, to });
    redirect(303, to);
  },
};
