import { fail } from '@sveltejs/kit';
import { nameProblem } from '#domain/account.ts';
import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  name: async ({ request, fetch, url }) => {
    const name = String((await request.formData()).get('name') ?? '').trim();
    const problem =
      nameProblem(name) ??
      (await refusal(api(fetch, url.origin).session.changeName.mutate({ name })));
    return problem ? fail(400, { name, problem }) : { name };
  },
};
