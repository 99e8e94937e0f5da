import { fail, redirect } from '@sveltejs/kit';
import { api } from '#lib/api/client.ts';
import { readText } from '#lib/api/form-text.ts';
import { refusal } from '#lib/api/refusal.ts';
import { readLegendForm } from '#lib/rounds/legend-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, fetch, params, url }) => {
    const { slug } = params;
    const entries = readLegendForm(await readText(request));
    const problem = await refusal(
      api(fetch, url.origin).rounds.changeLegend.mutate({ slug, entries }),
    );
    if (problem !== undefined) return fail(400, { entries, problem });
    redirect(303, `/procedures/${slug}/table`);
  },
};
