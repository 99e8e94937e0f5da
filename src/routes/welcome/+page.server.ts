import { fail, redirect } from '@sveltejs/kit';
import { accountProblems, type NewAccount } from '#domain/account.ts';
import { signInWithPassword } from '#lib/accounts/sign-in.ts';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const account = readAccount(await request.formData());
    const kept = { name: account.name, email: account.email };
    const problems = accountProblems(account);
    if (Object.keys(problems).length > 0) return fail(400, { ...kept, problems });
    const problem = await refusal(api(fetch, url.origin).session.createOwner.mutate(account));
    if (problem) return fail(409, { ...kept, problem });
    const { entered } = await signInWithPassword(fetch, account.email, account.password);
    redirect(303, entered ? '/' : '/sign-in');
  },
};

function readAccount(form: FormData): NewAccount {
  const text = (field: string) => String(form.get(field) ?? '');
  return { name: text('name').trim(), email: text('email').trim(), password: text('password') };
}
