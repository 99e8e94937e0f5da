import { fail, isHttpError, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { unreadAsTooLarge } from '#domain/import-limit.ts';
import { api } from '#lib/api/client.ts';
import type { Actions } from './$types';

const fields = ['procedure', 'role', 'document', 'date', 'language', 'mark'] as const;

export const actions: Actions = {
  preview: async ({ request, fetch, url }) => {
    const form = await request.formData().catch(asTooLarge);
    if (form === undefined) return fail(413, { problem: unreadAsTooLarge, said: undefined });
    let id: string;
    try {
      id = await api(fetch, url.origin).imports.preview.mutate(form);
    } catch (refusal) {
      const said = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? '')]));
      return fail(400, { problem: sentenceOf(refusal), said });
    }
    redirect(303, `/import?preview=${id}`);
  },

  confirm: async ({ request, fetch, url }) => {
    const form = await request.formData();
    const id = String(form.get('id') ?? '');
    const slug = String(form.get('freeze') ?? '');
    let done: { slug: string; role: string };
    try {
      const { rounds, imports } = api(fetch, url.origin);
      if (slug) await rounds.freeze.mutate({ slug });
      done = await imports.confirm.mutate({ id });
    } catch (refusal) {
      return fail(400, { problem: sentenceOf(refusal), said: undefined });
    }
    redirect(303, `/procedures/${done.slug}/table?imported=${done.role}`);
  },
};

/** A body over the server's limit cannot be read at all. */
function asTooLarge(problem: unknown): undefined {
  const status = isHttpError(problem) ? problem.status : (problem as { status?: number }).status;
  if (status !== 413) throw problem;
}

function sentenceOf(refusal: unknown): string {
  if (refusal instanceof TRPCClientError) return refusal.message;
  throw refusal;
}
