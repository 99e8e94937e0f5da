import { fail, redirect } from '@sveltejs/kit';
import type { Role } from '#domain/permission.ts';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

/** What was sent is answered at once and not by another page: the link is shown this one time. */
export const actions: Actions = {
  invite: async ({ request, fetch, url }) => {
    const text = await readText(request);
    const said = {
      email: text('email').trim(),
      role: text('role'),
      organisation: text('organisation'),
    };
    const sending = api(fetch, url.origin).invitations.invite.mutate({
      workspaceId: text('workspace'),
      email: said.email,
      role: said.role as Role,
      organisationId: said.organisation || null,
    });
    const problem = await refusal(sending);
    if (problem !== undefined) return fail(400, { said, problem });
    return { sent: await sending };
  },

  again: async ({ request, fetch, url }) => {
    const id = (await readText(request))('invitation');
    const sending = api(fetch, url.origin).invitations.again.mutate({ id });
    const listProblem = await refusal(sending);
    if (listProblem !== undefined) return fail(400, { listProblem });
    return { sent: await sending };
  },

  withdraw: async ({ request, fetch, url }) => {
    const id = (await readText(request))('invitation');
    const listProblem = await refusal(api(fetch, url.origin).invitations.withdraw.mutate({ id }));
    if (listProblem !== undefined) return fail(400, { listProblem });
    redirect(303, '/workspace/invitations');
  },
};
