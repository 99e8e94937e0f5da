import { redirect } from '@sveltejs/kit';
import { readText } from '#lib/api/form-text.ts';
import { chooseWorkspace } from '#lib/coalitions/choose-workspace.ts';
import type { RequestHandler } from './$types';

/** An id that is nobody’s or not one’s own is kept and means nothing: the server asks again. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const id = (await readText(request))('workspace');
  if (/^[0-9a-z-]{1,64}$/.test(id)) chooseWorkspace(cookies, url, id);
  redirect(303, '/procedures');
};
