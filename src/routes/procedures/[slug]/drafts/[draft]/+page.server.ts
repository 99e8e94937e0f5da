import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { TRPCClientError } from '@trpc/client';
import { api, type Api } from '#lib/api/client.ts';
import type { Actions, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

export const actions: Actions = {
  authors: async (event) => {
    const authors = String((await event.request.formData()).get('authors') ?? '');
    const problem = await refusal(event, (drafts) =>
      drafts.setAuthors.mutate({ id: event.params.draft, authors }),
    );
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, event.url.pathname);
  },
  nameVersion: async (event) => {
    const name = String((await event.request.formData()).get('name') ?? '');
    const versionProblem = await refusal(event, (drafts) =>
      drafts.versions.name.mutate({ id: event.params.draft, name }),
    );
    if (versionProblem !== undefined) return fail(400, { versionProblem });
    redirect(303, `${event.url.pathname}#versions`);
  },
  restoreVersion: async (event) => {
    const number = Number((await event.request.formData()).get('number'));
    const versionProblem = await refusal(event, (drafts) =>
      drafts.versions.restore.mutate({ id: event.params.draft, number }),
    );
    if (versionProblem !== undefined) return fail(400, { versionProblem });
    redirect(303, `${event.url.pathname}#versions`);
  },
};

/** Why the API refused, in its own words; undefined if it did not. */
async function refusal(
  { fetch, url }: Event,
  change: (drafts: Api['drafts']) => Promise<unknown>,
): Promise<string | undefined> {
  try {
    await change(api(fetch, url.origin).drafts);
    return undefined;
  } catch (error) {
    if (error instanceof TRPCClientError) return error.message;
    throw error;
  }
}
