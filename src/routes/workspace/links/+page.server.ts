import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  withdraw: async (event) => {
    const id = String((await event.request.formData()).get('id') ?? '');
    const problem = await refusal(api(event.fetch, event.url.origin).links.withdraw.mutate({ id }));
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, '/workspace/links?withdrawn');
  },
};
