import { fail, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { api } from '#lib/api/client.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  authors: async ({ request, fetch, params, url }) => {
    const authors = String((await request.formData()).get('authors') ?? '');
    try {
      await api(fetch, url.origin).drafts.setAuthors.mutate({ id: params.draft, authors });
    } catch (refusal) {
      if (!(refusal instanceof TRPCClientError)) throw refusal;
      return fail(400, { problem: refusal.message });
    }
    redirect(303, url.pathname);
  },
};
