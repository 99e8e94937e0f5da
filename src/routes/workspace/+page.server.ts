import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { chooseWorkspace } from '#lib/coalitions/choose-workspace.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  rename: async ({ request, fetch, url }) => {
    const text = await readText(request);
    const asked = { id: text('workspace'), name: text('name') };
    const problem = await refusal(api(fetch, url.origin).workspaces.rename.mutate(asked));
    if (problem !== undefined) return fail(400, { rename: { problem, name: asked.name } });
    redirect(303, '/workspace');
  },

  leave: async ({ request, fetch, url }) => {
    const workspaceId = (await readText(request))('workspace');
    const problem = await refusal(api(fetch, url.origin).members.leave.mutate({ workspaceId }));
    if (problem !== undefined) return fail(400, { leave: { problem } });
    redirect(303, '/procedures');
  },

  found: async ({ request, fetch, url, cookies }) => {
    const text = await readText(request);
    const asked = { from: text('workspace'), name: text('newName') };
    const founding = api(fetch, url.origin).workspaces.found.mutate(asked);
    const problem = await refusal(founding);
    if (problem !== undefined) return fail(400, { found: { problem, name: asked.name } });
    chooseWorkspace(cookies, url, (await founding).id);
    redirect(303, '/workspace');
  },

  bringBack: async ({ request, fetch, url, cookies }) => {
    const id = (await readText(request))('workspace');
    const problem = await refusal(api(fetch, url.origin).workspaces.bringBack.mutate({ id }));
    if (problem !== undefined) return fail(400, { bringBack: { problem } });
    chooseWorkspace(cookies, url, id);
    redirect(303, '/workspace');
  },
};
