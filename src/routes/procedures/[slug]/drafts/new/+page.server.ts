import { fail, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { api } from '#lib/api/client.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, params, url }) => {
    const form = await request.formData();
    const rowId = String(form.get('row') ?? '');
    const insertAfter = form.get('kind') === 'insert';
    const { slug } = params;
    let id: string;
    try {
      const created = api(fetch, url.origin).drafts.create.mutate({ slug, rowId, insertAfter });
      id = (await created).id;
    } catch (refusal) {
      if (!(refusal instanceof TRPCClientError)) throw refusal;
      return fail(400, { problem: refusal.message });
    }
    redirect(303, `/procedures/${slug}/drafts/${id}`);
  },
};
