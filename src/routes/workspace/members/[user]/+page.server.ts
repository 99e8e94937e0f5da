import { fail, redirect } from '@sveltejs/kit';
import type { Role } from '#domain/permission.ts';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { answer, refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  change: async ({ request, fetch, url, params }) => {
    const text = await readText(request);
    const asked = {
      ...seen(text, params.user),
      role: text('role') as Role,
      organisationId: text('organisation') || null,
    };
    const problem = await refusal(api(fetch, url.origin).members.change.mutate(asked));
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, '/workspace/members');
  },

  remove: async ({ request, fetch, url, params }) => {
    const asked = seen(await readText(request), params.user);
    const problem = await refusal(api(fetch, url.origin).members.remove.mutate(asked));
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, '/workspace/members');
  },

  reset: async ({ request, fetch, url, params }) => {
    const text = await readText(request);
    const asked = { workspaceId: text('workspace'), userId: params.user };
    const made = await answer(api(fetch, url.origin).session.makeResetLink.mutate(asked));
    return 'problem' in made ? fail(400, made) : { link: made.value.link };
  },
};

function seen(text: (field: string) => string, userId: string) {
  return { workspaceId: text('workspace'), userId, version: Number(text('version')) };
}
