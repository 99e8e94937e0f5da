import { fail, redirect } from '@sveltejs/kit';
import { accountProblems } from '#domain/account.ts';
import { signInWithPassword } from '#lib/accounts/sign-in.ts';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { chooseWorkspace } from '#lib/coalitions/choose-workspace.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  accept: async ({ fetch, url, params, cookies }) => {
    const accepting = api(fetch, url.origin).invitations.accept.mutate(params);
    const problem = await refusal(accepting);
    if (problem !== undefined) return fail(400, { problem });
    chooseWorkspace(cookies, url, (await accepting).workspaceId);
    redirect(303, '/procedures');
  },

  join: async ({ request, fetch, url, params, cookies }) => {
    const text = await readText(request);
    const [name, password] = [text('name').trim(), text('password')];
    // The address is the invitation’s, and not asked for.
    const problems = accountProblems({ name, email: 'invited@example.org', password });
    if (Object.keys(problems).length > 0) return fail(400, { name, problems });
    const account = { token: params.token, name, password };
    const joining = api(fetch, url.origin).invitations.acceptWithNewAccount.mutate(account);
    const problem = await refusal(joining);
    if (problem !== undefined) return fail(400, { name, problem });
    const { email, workspaceId } = await joining;
    chooseWorkspace(cookies, url, workspaceId);
    const signedIn = await signInWithPassword(fetch, email, password);
    redirect(303, signedIn.entered ? '/procedures' : '/sign-in');
  },
};
