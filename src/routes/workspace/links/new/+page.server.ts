import { fail } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import type { LinkKind } from '#domain/permission.ts';
import { api } from '#lib/api/client.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** The address is told in the answer to this form and nowhere else. */
  default: async ({ request, fetch, url }) => {
    const link = readLink(await request.formData());
    const said = { label: link.label, expiresOn: link.expiresOn };
    try {
      const { token } = await api(fetch, url.origin).links.create.mutate(link);
      return { ...said, address: `${url.origin}/shared/${token}`, problem: undefined };
    } catch (refusal) {
      if (!(refusal instanceof TRPCClientError)) throw refusal;
      return fail(400, { ...said, address: undefined, problem: refusal.message });
    }
  },
};

function readLink(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '');
  return {
    kind: text('kind') as LinkKind,
    procedureId: text('procedure'),
    draftId: text('draft') || null,
    versionNumber: Number(text('version')) || null,
    label: text('label'),
    expiresOn: text('expiresOn'),
    password: text('password'),
  };
}
