import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const text = await readText(request);
    const asked = { id: text('workspace'), name: text('name') };
    const problem = await refusal(api(fetch, url.origin).workspaces.delete.mutate(asked));
    if (problem !== undefined) return fail(400, { problem, name: asked.name });
    redirect(303, '/workspace');
  },
};
