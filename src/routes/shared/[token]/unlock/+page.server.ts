import { fail, redirect } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { api } from '#lib/api/client.ts';
import { knockOf, passCookie, requireOpen } from '#lib/sharing/knock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { state } = await api(event.fetch, event.url.origin).shared.look.query(knockOf(event));
  if (state === 'locked') return {};
  await requireOpen(event);
  redirect(303, `/shared/${event.params.token}`);
};

export const actions: Actions = {
  default: async ({ request, fetch, url, params, cookies }) => {
    const { token } = params;
    const password = String((await request.formData()).get('password') ?? '');
    try {
      const { shared } = api(fetch, url.origin);
      const { pass, expiresAt } = await shared.unlock.mutate({ token, password });
      const expires = new Date(expiresAt);
      cookies.set(passCookie, pass, { path: `/shared/${token}`, sameSite: 'lax', expires });
    } catch (refusal) {
      if (!(refusal instanceof TRPCClientError)) throw refusal;
      return fail(refusal.data?.httpStatus ?? 400, { problem: refusal.message });
    }
    redirect(303, `/shared/${token}`);
  },
};
