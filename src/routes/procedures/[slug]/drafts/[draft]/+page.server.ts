import { fail, redirect } from '@sveltejs/kit';
import { api, type Api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';
import type { Actions, RequestEvent } from './$types';

export const actions: Actions = {
  authors: async (event) => {
    const authors = String((await event.request.formData()).get('authors') ?? '');
    const problem = await refusal(
      draftsOf(event).setAuthors.mutate({ id: event.params.draft, authors }),
    );
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, event.url.pathname);
  },
  nameVersion: async (event) => {
    const name = String((await event.request.formData()).get('name') ?? '');
    const versionProblem = await refusal(
      draftsOf(event).versions.name.mutate({ id: event.params.draft, name }),
    );
    if (versionProblem !== undefined) return fail(400, { versionProblem });
    redirect(303, `${event.url.pathname}#versions`);
  },
  restoreVersion: async (event) => {
    const number = Number((await event.request.formData()).get('number'));
    const versionProblem = await refusal(
      draftsOf(event).versions.restore.mutate({ id: event.params.draft, number }),
    );
    if (versionProblem !== undefined) return fail(400, { versionProblem });
    redirect(303, `${event.url.pathname}#versions`);
  },
};

function draftsOf({ fetch, url }: RequestEvent): Api['drafts'] {
  return api(fetch, url.origin).drafts;
}
