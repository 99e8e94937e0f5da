import { fail } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const email = String((await request.formData()).get('email') ?? '').trim();
    const asked = api(fetch, url.origin).session.requestReset.mutate({ email });
    const problem = await refusal(asked);
    return problem ? fail(400, { email, problem }) : { email };
  },
};
