import { fail } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  end: async ({ request, fetch, url }) => {
    const id = String((await request.formData()).get('id') ?? '');
    const problem = await refusal(api(fetch, url.origin).session.end.mutate({ id }));
    return problem ? fail(400, { problem }) : { done: 'The session has ended.' };
  },

  others: async ({ fetch, url }) => {
    const problem = await refusal(api(fetch, url.origin).session.endOthers.mutate());
    return problem ? fail(400, { problem }) : { done: 'Every other session has ended.' };
  },
};
