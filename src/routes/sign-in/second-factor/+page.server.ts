import { fail, redirect } from '@sveltejs/kit';
import { returnPath } from '#lib/accounts/return-path.ts';
import { giveSecondFactor } from '#lib/accounts/sign-in.ts';
import type { Actions, RequestEvent } from './$types';

async function give({ request, fetch }: RequestEvent, way: 'app' | 'backup') {
  const form = await request.formData();
  const to = returnPath(String(form.get('to') ?? ''));
  const problem = await giveSecondFactor(fetch, way, String(form.get(way) ?? ''));
  if (problem) return fail(400, { way, problem, to });
  redirect(303, to);
}

export const actions: Actions = {
  app: (event) => give(event, 'app'),
  backup: (event) => give(event, 'backup'),
};
