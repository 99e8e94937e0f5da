import { fail, redirect } from '@sveltejs/kit';
import { returnPath, secondFactorAddress } from '#lib/accounts/return-path.ts';
import { signInAsDemo, signInWithPassword } from '#lib/accounts/sign-in.ts';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

const text = (form: FormData, field: string) => String(form.get(field) ?? '');

export const actions: Actions = {
  password: async ({ request, fetch, url }) => {
    const form = await request.formData();
    const email = text(form, 'email').trim();
    const to = returnPath(text(form, 'to'));
    const answer = await signInWithPassword(fetch, email, text(form, 'password'));
    if (answer.entered) redirect(303, to);
    if (answer.asksCode) redirect(303, secondFactorAddress(to));
    if (answer.unconfirmed) await sendConfirmation(fetch, url.origin, email);
    return fail(400, { email, problem: answer.problem, to });
  },

  demo: async ({ request, fetch }) => {
    const form = await request.formData();
    const to = returnPath(text(form, 'to'));
    const problem = await signInAsDemo(fetch, text(form, 'role'));
    if (problem) return fail(400, { email: '', problem, to });
    redirect(303, to);
  },
};

/** Too many of them are refused, which changes nothing about what the page says. */
async function sendConfirmation(fetch: typeof globalThis.fetch, origin: string, email: string) {
  await refusal(api(fetch, origin).session.requestVerification.mutate({ email }));
}
