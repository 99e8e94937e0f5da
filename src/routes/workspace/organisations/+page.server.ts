import { fail, redirect } from '@sveltejs/kit';
import { organisationProblems } from '#domain/organisation.ts';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { readOrganisationForm } from '#lib/coalitions/organisation-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, url }) => {
    const text = await readText(request);
    const said = readOrganisationForm(text);
    const problems = organisationProblems(said);
    if (Object.keys(problems).length > 0) return fail(400, { said, problems });
    const asked = { workspaceId: text('workspace'), ...said };
    const problem = await refusal(api(fetch, url.origin).organisations.add.mutate(asked));
    if (problem !== undefined) return fail(400, { said, problem });
    redirect(303, '/workspace/organisations');
  },
};
