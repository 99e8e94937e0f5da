import { fail, redirect } from '@sveltejs/kit';
import { organisationProblems } from '#domain/organisation.ts';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { readOrganisationForm } from '#lib/coalitions/organisation-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  change: async ({ request, fetch, url, params }) => {
    const said = readOrganisationForm(await readText(request));
    const problems = organisationProblems(said);
    if (Object.keys(problems).length > 0) return fail(400, { said, problems });
    const asked = { id: params.organisation, ...said };
    const problem = await refusal(api(fetch, url.origin).organisations.change.mutate(asked));
    if (problem !== undefined) return fail(400, { said, problem });
    redirect(303, '/workspace/organisations');
  },

  remove: async ({ fetch, url, params }) => {
    const asked = { id: params.organisation };
    const problem = await refusal(api(fetch, url.origin).organisations.remove.mutate(asked));
    if (problem !== undefined) return fail(400, { problem });
    redirect(303, '/workspace/organisations');
  },
};
